import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { keepPictures, openChannel, receiveMail, understandMail } from '#domains/answer'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})

/** Mail comes in, is understood, and its pictures are made anew. */
async function take(source: string | Buffer): Promise<{ rawId: string; inbox: string }> {
  const { db, now, services } = site()
  const [rawId = ''] = await db.transaction().execute(async (tx) => {
    const { id: channelId } = await openChannel(tx, { name: 'info@voorbeeld.example', now })
    return (await receiveMail(tx, { channelId, mails: [{ raw: Buffer.from(source) }], now })).ids
  })
  const { mailReader: reader, config, clock } = services
  await understandMail({
    db,
    reader,
    site: config,
    clock,
    mayMail: async () => false,
    onFault: () => undefined,
  })
  await keepPictures(db, reader, { rawId, now })
  const row = await db
    .selectFrom('received_raw')
    .select('conversation_id')
    .where('id', '=', rawId)
    .executeTakeFirstOrThrow()
  return { rawId, inbox: `/nl/desk/inbox/${row.conversation_id}` }
}

const textOf = async (path: string) => (await site().get(path, ann)).text()

type Part = { type: string; name?: string; id?: string; bytes: string | Buffer }

let written = 0

function mailOf(...parts: Part[]): string {
  const lines = parts.map(({ type, name, id, bytes }) =>
    [
      '--b',
      `Content-Type: ${type}`,
      ...(id ? [`Content-ID: <${id}>`] : []),
      ...(name ? [`Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`] : []),
      ...['Content-Transfer-Encoding: base64', '', Buffer.from(bytes).toString('base64')],
    ].join('\n'),
  )
  const head = [
    `Message-ID: <${++written}@elders.example>`,
    ...['From: Kees <kees@elders.example>', 'To: info@voorbeeld.example', 'Cc: Ina <ina@elders.example>'],
    ...[`Subject: Boom ${written}`, 'Date: Mon, 2 Mar 2026 08:00:00 +0000'],
    ...['Content-Type: multipart/mixed; boundary=b', ''],
  ]
  return [...head, ...lines, '--b--', ''].join('\n')
}

const plain: Part = { type: 'text/plain; charset=utf-8', bytes: 'Zie de tabel.' }
const html = (body: string): Part => ({ type: 'text/html; charset=utf-8', bytes: body })

test('a mail is read as text first, and as it was formatted on a page of its own, with where its links lead', async () => {
  const body =
    '<p>Zie <a href="https://evil.example/x">bank.nl</a></p><table border=1><tr><td>Maandag</td></tr></table>' +
    '<img src="https://volg.example/p.gif"><script>alert(1)</script><blockquote>Eerder</blockquote>'
  const { rawId, inbox } = await take(mailOf(html(body)))
  expect(await textOf(inbox)).toContain(`href="/nl/desk/mail/${rawId}/shown">Bekijk zoals opgemaakt</a>`)
  const page = await textOf(`/nl/desk/mail/${rawId}/shown`)
  expect(page).toContain('bank.nl</a> <small>[evil.example]</small>')
  expect(page).toContain('<table border="1"><tbody><tr><td>Maandag</td></tr></tbody></table>')
  expect(page).toContain('1 plaatje van een andere website laten wij niet zien.')
  expect(page).toContain('<details class="wk-details"><summary>Tekst van een eerder bericht</summary>')
  expect(page).not.toMatch(/volg\.example|alert\(1\)| style=/)
  expect(page).toContain('Ina (ina@elders.example)')
  expect(page).toContain(`href="${inbox}">Terug naar het gesprek</a>`)
  const asText = await textOf(`/nl/desk/mail/${rawId}/shown?as=text`)
  expect(asText).not.toContain('<table border')
  expect(asText).toContain('Maandag')
})

test('where the formatting says no more than the text, nobody is sent to look at it', async () => {
  const { inbox } = await take(mailOf(html('<div>Dag</div>')))
  expect(await textOf(inbox)).not.toContain('Bekijk zoals opgemaakt')
})

test('a picture of the mail stands where its HTML has it, made anew', async () => {
  const photo = await sharp({ create: { width: 60, height: 20, channels: 3, background: '#ff0000' } })
    .jpeg()
    .withExif({ IFD3: { GPSLatitude: '52/1 5/1 0/1' } })
    .toBuffer()
  const { rawId } = await take(
    mailOf(html('<p>Kijk <img src="cid:lamp@x" alt="Lamp"></p>'), {
      ...{ type: 'image/jpeg; name=lamp.jpg', id: 'lamp@x', bytes: photo },
    }),
  )
  const page = await textOf(`/nl/desk/mail/${rawId}/shown`)
  const [, src = ''] = /<img src="([^"]+)" alt="Lamp" width="60" height="20"/.exec(page) ?? []
  const shown = await site().get(src, ann)
  expect(shown.headers.get('content-type')).toBe('image/webp')
  expect(await sharp(await shown.arrayBuffer()).metadata()).not.toHaveProperty('exif')
})

test('each file is stored by itself under its name, as what its bytes are, and that is logged', async () => {
  const { rawId, inbox } = await take(
    mailOf(
      plain,
      { type: 'text/html', name: "Отчёт 'mei'.pdf", bytes: '%PDF-1.7 x' },
      { type: 'application/pdf', name: 'factuur.pdf.exe', bytes: '<script>alert(1)</script>' },
    ),
  )
  const page = await textOf(inbox)
  expect(page).toContain('Отчёт &#39;mei&#39;.pdf (pdf, 1 kB)')
  expect(page).toContain('factuur.pdf.exe (programma, 1 kB)')
  expect(page).toContain('Kan een programma zijn.')
  const first = await site().get(`/nl/desk/mail/${rawId}/file/0`, ann)
  expect(await first.text()).toBe('%PDF-1.7 x')
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('Отчёт ')}%27mei%27.pdf`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  })
  const second = await site().get(`/nl/desk/mail/${rawId}/file/1`, ann)
  expect(second.headers.get('content-type')).toBe('text/plain')
  expect(second.headers.get('content-disposition')).toMatch(/^attachment/)
  const log = await site()
    .db.selectFrom('access_log')
    .select('subject_kind')
    .where('subject_id', '=', rawId)
    .execute()
  expect(log).toHaveLength(2)
})

test('a message that came along is a mail of its own, with its own files, and so are those in it', async () => {
  const inner = mailOf(plain, { type: 'text/plain', name: 'diep.txt', bytes: 'diep' })
  const middle = mailOf(html('<ul><li>binnen</li></ul>'), {
    type: 'message/rfc822',
    name: 'in.eml',
    bytes: inner,
  })
  const { rawId, inbox } = await take(
    mailOf(plain, { type: 'message/rfc822', name: 'uit.eml', bytes: middle }),
  )
  expect(await textOf(inbox)).toContain(`/nl/desk/mail/${rawId}/shown/0">Bekijk bericht: uit.eml`)
  expect(await textOf(`/nl/desk/mail/${rawId}/shown/0`)).toContain('<li>binnen</li>')
  expect(await textOf(`/nl/desk/mail/${rawId}/shown/0.0`)).toContain('diep.txt (tekst, 1 kB)')
  expect(await textOf(`/nl/desk/mail/${rawId}/file/0.0.0`)).toBe('diep')
  for (const path of [
    'shown/1',
    'shown/0.1',
    'shown/0.0.0',
    'file/9',
    'file/0.9',
    'file/x',
    'file/-1',
    'shown/0.0.0.0.0.0',
  ])
    expect((await site().get(`/nl/desk/mail/${rawId}/${path}`, ann)).status, path).toBe(404)
})

test('what Outlook packed is unpacked, and it is told where something in it is not read', async () => {
  const number = (size: 2 | 4, value: number) => {
    const bytes = Buffer.alloc(size)
    bytes.writeUIntLE(value, 0, size)
    return bytes
  }
  const attribute = (id: number, data: Buffer) =>
    Buffer.concat([Buffer.of(2), number(4, id), number(4, data.length), data, number(2, 0)])
  const packed = Buffer.concat([
    ...[Buffer.from('789f3e220100', 'hex'), attribute(0x00069002, Buffer.alloc(14))],
    ...[
      attribute(0x00018010, Buffer.from('begroting.txt\0')),
      attribute(0x0006800f, Buffer.from('Ingepakt')),
    ],
    attribute(0x00069002, Buffer.alloc(14)),
  ])
  const { rawId, inbox } = await take(
    mailOf(plain, { type: 'application/ms-tnef', name: 'winmail.dat', bytes: packed }),
  )
  expect(await textOf(inbox)).toContain('begroting.txt (tekst, 1 kB)')
  expect(await textOf(`/nl/desk/mail/${rawId}/file/1`)).toBe('Ingepakt')
  expect(await textOf(`/nl/desk/mail/${rawId}/shown`)).toContain('zit ook iets wat wij niet kunnen lezen')
  expect(await textOf('/nl/desk/inbox?q=begroting&in=all')).toContain(inbox)
})

test('a file is found by its name as long as the mail is kept, and read by who may read the conversation', async () => {
  const { rawId, inbox } = await take(
    mailOf(plain, { type: 'text/plain', name: 'zwaluwnest.txt', bytes: 'x' }),
  )
  expect(await textOf('/nl/desk/inbox?q=zwaluwnest')).toContain(inbox)
  for (const path of ['shown', 'file/0'])
    expect((await site().get(`/nl/desk/mail/${rawId}/${path}`)).status).toBe(303)
  const stranger = crypto.randomUUID()
  for (const path of ['shown', 'file/0'])
    expect((await site().get(`/nl/desk/mail/${stranger}/${path}`, ann)).status).toBe(404)
  await site().db.updateTable('mail_message').set({ files: '[]' }).where('raw_id', '=', rawId).execute()
  expect(await textOf('/nl/desk/inbox?q=zwaluwnest')).not.toContain(inbox)
})
