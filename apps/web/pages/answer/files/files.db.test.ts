import sharp from 'sharp'
import { expect, test } from 'vitest'
import { conversationFiles, MOST_FILES_IN_CONVERSATION } from '#domains/answer'
import { attachFile, LARGEST_FILE } from '#platform/blobs'
import { limits } from '#web/http'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

type Fields = Record<string, string | string[]>
const pdf = new File(['%PDF-1.7 …'], '../verslag.pdf', { type: 'text/html' })
const sharpRed = (width: number) =>
  sharp({ create: { width, height: 20, channels: 3, background: '#ff0000' } }).jpeg()
const photo = async () => {
  const taken = sharpRed(60).withExif({ IFD3: { GPSLatitude: '52/1 5/1 0/1' } })
  return new File([new Uint8Array(await taken.toBuffer())], 'IMG_1.jpg')
}

/** As a browser does, which says how large a form is. */
async function send(path: string, fields: Fields, files: File[], visitor: Visitor = {}): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  for (const file of files) body.append('file', file)
  const { origin } = new URL(site().services.config.url)
  const encoded = new Response(body)
  const bytes = await encoded.arrayBuffer()
  const headers = {
    ...{ origin, cookie: visitor.cookie ?? '', 'content-length': String(bytes.byteLength) },
    'content-type': encoded.headers.get('content-type') ?? '',
  }
  return site().request(path, { method: 'POST', headers, body: bytes })
}

const question = (body: string) => ({ body, name: '', address: '', onBehalfOf: '', website: '' })

async function newest(): Promise<{ id: string; input: string }> {
  const { id, input_id: input } = await site()
    .db.selectFrom('conversation')
    .select(['id', 'input_id'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { id, input }
}

const waiting = () => site().db.selectFrom('blob_use').select('id').where('owner', 'like', 'form:%').execute()

test('a photo and a document come along with a question; staff see them, and nobody else reads them', async () => {
  const ann = await site().signInAs('responder')
  const files = [await photo(), pdf]
  const sent = await send(
    '/nl/tell-us',
    { ...question('Deze lamp is stuk.'), 'alternative[]': ['Een lamp', 'niets: een document'] },
    files,
  )
  expect(sent.headers.get('location')).toBe('/nl/tell-us/sent')
  expect(await waiting()).toEqual([])
  const { id } = await newest()
  const page = await (await site().get(`/nl/desk/inbox/${id}`, ann)).text()
  expect(page).toMatch(/<img src="[^"]+" width="60" height="20" alt="Een lamp"/)
  expect(page).toContain('verslag.pdf (1 kB)')
  const [picture = '', document = ''] = [...page.matchAll(/<a href="([^"]+\/files\/1\/[^"]+)"/g)].map(
    ([, path]) => path,
  )
  const shown = await site().get(picture, ann)
  expect(shown.headers.get('content-type')).toBe('image/webp')
  expect(await sharp(await shown.arrayBuffer()).metadata()).not.toHaveProperty('exif')
  const stored = await site().get(document, ann)
  expect(Object.fromEntries(stored.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': "attachment; filename*=UTF-8''verslag.pdf",
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  })
  expect((await site().get(picture)).status).toBe(303)
  expect((await site().get(picture.replace('/files/1/', '/files/2/'), ann)).status).toBe(404)
  expect((await site().get(`/nl/desk/inbox/${crypto.randomUUID()}/files/1/x`, ann)).status).toBe(404)
})

test('where the form is refused, what came along stays with it, and what is unticked does not', async () => {
  const refused = await send('/nl/tell-us', question(' '), [await photo(), pdf])
  expect(refused.status).toBe(422)
  const html = await refused.text()
  const key = /name="files" value="([\w-]{22})"/.exec(html)?.[1] ?? ''
  const [kept = ''] = [...html.matchAll(/name="keep\[\]" value="(\w{64})" checked/g)].map(([, hash]) => hash)
  expect(await waiting()).toHaveLength(2)
  const sent = await send('/nl/tell-us', { ...question('Nu wel.'), files: key, 'keep[]': [kept] }, [])
  expect(sent.status).toBe(303)
  const { id } = await newest()
  const uses = site().db.selectFrom('blob_use').selectAll().where('owner', '=', `conversation:${id}:1`)
  expect((await uses.execute()).map(({ sha256 }) => sha256.toString('hex'))).toEqual([kept])
  expect(await waiting()).toEqual([])
})

test.each([
  [
    'a program',
    new File(['\x7fELF\0'], 'virus.exe'),
    'virus.exe kunnen wij niet openen. Stuur een foto als JPG',
  ],
  ['half a picture', new File([new Uint8Array([0xff, 0xd8, 0xff])], 'half.jpg'), 'half.jpg is beschadigd.'],
  [
    'a giant',
    new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'g.txt'),
    'g.txt is te groot. Een foto of document mag hoogstens 10 MB',
  ],
])('%s is refused by its name, with what would do, and no text is lost', async (_, file, sentence) => {
  const refused = await send('/nl/tell-us', question('Wat nu?'), [file])
  expect(refused.status).toBe(422)
  const html = await refused.text()
  expect(html).toContain(sentence)
  expect(html).toContain('Uw tekst staat er nog.')
  expect(html).toContain('Wat nu?</textarea>')
  expect(html).toContain('href="#file"')
})

test('five come along and the sixth is told so; one visitor cannot send for ever', async () => {
  const six = Array.from({ length: 6 }, (_, n) => new File([`Bladzijde ${n}`], `${n}.txt`))
  expect(await (await send('/nl/tell-us', question('Zes'), six)).text()).toContain(
    '5.txt kan er niet meer bij.',
  )
  await site()
    .db.updateTable('rate_limit')
    .set({ points: limits.filesByVisitor.times })
    .where('key', 'like', `${limits.filesByVisitor.name}:%`)
    .execute()
  expect(await (await send('/nl/tell-us', question('Nog een'), [pdf])).text()).toContain(
    'kwamen veel bestanden',
  )
  await site().db.deleteFrom('rate_limit').execute()
})

test('each photo has words of its own, also one that came before', async () => {
  const second = new File([new Uint8Array(await sharpRed(30).toBuffer())], 'IMG_2.jpg')
  const refused = await send('/nl/tell-us', { ...question(' '), 'alternative[]': ['Een lamp', ''] }, [
    await photo(),
    second,
  ])
  const html = await refused.text()
  const key = /name="files" value="([\w-]{22})"/.exec(html)?.[1] ?? ''
  const [first = '', other = ''] = [...html.matchAll(/name="about\.(\w{64})"/g)].map(([, hash]) => hash)
  const about = {
    [`about.${first}`]: '',
    [`about.${other}`]: 'Een   paal\n',
    [`about.${'0'.repeat(64)}`]: 'x',
  }
  const again = { ...question('Nu wel.'), ...about, files: key, 'keep[]': [first, other] }
  expect((await send('/nl/tell-us', again, [])).status).toBe(303)
  const { id } = await newest()
  const uses = site()
    .db.selectFrom('blob_use')
    .select('alternative')
    .where('owner', '=', `conversation:${id}:1`)
  expect((await uses.orderBy('id').execute()).map(({ alternative }) => alternative)).toEqual([
    'Een lamp',
    'Een paal',
  ])
})

test('a conversation holds so many files and no more, whoever has its code', async () => {
  const { db } = site()
  const sent = await send('/nl/tell-us', question('Vol'), [pdf])
  const code = /%22code%22%3A%22(\w+)%22/.exec(sent.headers.getSetCookie().join())?.[1] ?? ''
  const { id } = await newest()
  const owner = `conversation:${id}:1`
  for (let n = 1; n < MOST_FILES_IN_CONVERSATION - 1; n++) {
    const file = { bytes: Buffer.from(`${id} ${n}`), type: 'text/plain' } as const
    await db
      .transaction()
      .execute((tx) => attachFile(tx, { owner, file, name: `${n}.txt`, alternative: '', now: site().now }))
  }
  const two = [new File(['een'], 'een.txt'), new File(['twee'], 'twee.txt')]
  const refused = await send(`/nl/my-input/${code}/reply`, { reply: 'Nog twee.' }, two)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('twee.txt kan er niet meer bij. Bij één bericht')
  expect((await send(`/nl/my-input/${code}/reply`, { reply: 'Nog één.' }, two.slice(0, 1))).status).toBe(303)
})

test('a photo comes along with a later message too, and with what staff write down; the track names them', async () => {
  const ann = await site().signInAs('responder')
  const taken = await send(
    '/nl/desk/take-down',
    { channel: 'paper', body: 'Een brief.', name: '', reach: '' },
    [pdf],
    ann,
  )
  expect(taken.headers.get('location')).toBe('/nl/desk/take-down/done')
  const cookie = taken.headers.getSetCookie().find((one) => one.includes('Path=/nl'))
  const code = /%22code%22%3A%22(\w+)%22/.exec(cookie ?? '')?.[1] ?? ''
  expect((await send(`/nl/my-input/${code}/reply`, { reply: '' }, [await photo()])).status).toBe(422)
  const sent = await send(`/nl/my-input/${code}/reply`, { reply: 'Zie de foto.' }, [await photo()])
  expect(sent.headers.get('location')).toBe(`/nl/my-input/${code}?done=replySent`)
  const track = await (await site().get(`/nl/my-input/${code}`)).text()
  expect(track).toContain('Meegestuurd: verslag.pdf (1 kB)')
  expect(track).toContain('Meegestuurd: Foto (1 kB)')
  expect(track).not.toContain('/files/')
})

test('half a year after the answer the files are gone, and the words stay', async () => {
  const { db, now } = site()
  const { id } = await newest()
  const [day, left] = [
    86_400_000,
    () => db.selectFrom('conversation_file').select('seq').where('conversation_id', '=', id).execute(),
  ]
  await db
    .updateTable('conversation')
    .set({ status: 'answered', answered_at: now })
    .where('id', '=', id)
    .execute()
  expect(await conversationFiles.remove(db, new Date(+now + 179 * day))).toBe(0)
  expect(await left()).toHaveLength(2)
  expect(await conversationFiles.count(db, new Date(+now + 181 * day))).toBe(2)
  expect(await conversationFiles.remove(db, new Date(+now + 181 * day))).toBe(2)
  expect(await left()).toEqual([])
  const uses = db.selectFrom('blob_use').select('id').where('owner', 'like', `conversation:${id}:%`)
  expect(await uses.execute()).toEqual([])
})

test('a file that is too large is thrown away as it comes, and the form comes back with all that was in it', async () => {
  const files = [new File(['x'.repeat(LARGEST_FILE + 1)], 'lang.txt'), pdf]
  const back = await send('/nl/tell-us', { ...question('Alles.'), name: 'Ann' }, files)
  const page = await back.text()
  expect(back.status).toBe(422)
  expect(page).toContain('lang.txt is te groot. Een foto of document mag hoogstens 10 MB zijn')
  expect(page).toMatch(/<textarea[^>]*>Alles\.<\/textarea>/)
  expect(page).toContain('value="Ann"')
  expect(page).toContain('verslag.pdf (1 kB)')
})

test('a form that is too large for anybody is refused before it is read', async () => {
  const { origin } = new URL(site().services.config.url)
  for (const [path, bytes] of [
    ['/nl/tell-us', 1024 ** 3 + 1],
    ['/nl/sign-in', 300_000],
  ] as const) {
    const headers = {
      origin,
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': `${bytes}`,
    }
    expect((await site().request(path, { method: 'POST', headers, body: 'x' })).status).toBe(413)
  }
})
