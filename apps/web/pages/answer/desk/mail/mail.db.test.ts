import { beforeAll, expect, test } from 'vitest'
import { openChannel, receiveMail, understandMail } from '#domains/answer'
import { createMailReader } from '#platform/received-mail'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})

/** Mail comes in and is understood; gives the ids of what was stored. */
async function take(...sources: string[]): Promise<string[]> {
  const { db, now, services } = site()
  const stored = await db.transaction().execute(async (tx) => {
    const { id: channelId } = await openChannel(tx, { name: 'info@voorbeeld.example', now })
    return receiveMail(tx, { channelId, mails: sources.map((source) => ({ raw: Buffer.from(source) })), now })
  })
  const reader = createMailReader()
  const desk = { db, reader, site: services.config, clock: services.clock, mayMail: async () => false }
  await understandMail({ ...desk, onFault: () => undefined })
  await reader.close()
  return stored.ids
}

async function conversationOf(rawId: string | undefined): Promise<string> {
  const row = await site()
    .db.selectFrom('received_raw')
    .select('conversation_id')
    .where('id', '=', rawId ?? '')
    .executeTakeFirstOrThrow()
  return row.conversation_id ?? ''
}

const textOf = async (path: string) => (await site().get(path, ann)).text()
const mail = (id: string, from: string, more: string, body: string) =>
  `Message-ID: <${id}>\nFrom: ${from}\nSubject: Boom\nDate: Mon, 2 Mar 2026 08:00:00 +0000\n${more}\n${body}`

test('what somebody quotes is folded and still there, and the mail as it came is one click away', async () => {
  const body = 'Die boom is ziek.\n\nOp 1 maart 2026 schreef gemeente:\n> Welke boom?\n\n-- \nKees'
  const [rawId] = await take(mail('een@elders.example', 'Kees <kees@elders.example>', '', body))
  const page = await textOf(`/nl/desk/inbox/${await conversationOf(rawId)}`)
  expect(page).toMatch(
    /<summary>Tekst van een eerder bericht<\/summary><p dir="auto">Op 1 maart[\s\S]*&gt; Welke boom\?/,
  )
  expect(page).toContain('<summary>Ondertekening</summary>')
  const original = await site().get(`/nl/desk/mail/${rawId}/original`, ann)
  expect(await original.text()).toContain(body)
  expect(original.headers.get('content-disposition')).toMatch(/^attachment/)
  const log = await site()
    .db.selectFrom('access_log')
    .select('subject_id')
    .where('subject_kind', '=', 'mail')
    .execute()
  expect(log).toEqual([{ subject_id: rawId }])
})

test('markup in a mail is shown as text, and who else wrote is named with their address', async () => {
  const [first] = await take(
    mail('twee@elders.example', 'Kees <kees@elders.example>', 'Cc: Ina <ina@elders.example>\n', 'Eerste'),
  )
  await take(
    mail(
      'drie@elders.example',
      '"<b>Ina" <ina@elders.example>',
      'In-Reply-To: <twee@elders.example>\n',
      '<script>alert(1)</script>',
    ),
  )
  const page = await textOf(`/nl/desk/inbox/${await conversationOf(first)}`)
  expect(page).toContain('&lt;script&gt;alert(1)')
  expect(page).toContain('&lt;b&gt;Ina (ina@elders.example), per mail')
})

test('another subject from whoever takes part is shown as perhaps a new topic, and an answer is not', async () => {
  const reply = (id: string, subject: string, more = '') =>
    `Message-ID: <${id}@elders.example>\nIn-Reply-To: <tegel@elders.example>\nFrom: kees@elders.example\nSubject: ${subject}\n${more}\n${id}`
  const [first] = await take(mail('tegel@elders.example', 'kees@elders.example', '', 'Losse tegel'))
  await take(reply('antwoord', 'Re: Boom'), reply('afwezig', 'Afwezig', 'Auto-Submitted: auto-replied\n'))
  const path = `/nl/desk/inbox/${await conversationOf(first)}`
  expect(await textOf(path)).not.toContain('Nieuw onderwerp?')
  await take(reply('verhuizing', 'Verhuizing <b>'))
  const page = await textOf(path)
  expect(page).toContain('Nieuw onderwerp? Boven deze mail staat “Verhuizing &lt;b&gt;”.')
  expect(page.match(/Nieuw onderwerp/g)).toHaveLength(1)
})

test('what Outlook packed in a file of its own is kept, with a word on how to open it', async () => {
  const more = 'Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n'
  const [rawId] = await take(mail('tnef@elders.example', 'kees@elders.example', more, 'eJ8+IgAA'))
  const page = await textOf(`/nl/desk/inbox/${await conversationOf(rawId)}`)
  expect(page).toContain('winmail.dat (bestand, 1 kB)')
  expect(page).toContain('winmail.dat is een bestand van Outlook.')
})

test('two conversations that may be one are shown on both, and staff say whether they are', async () => {
  const [first] = await take(mail('vier@elders.example', 'kees@elders.example', '', 'Van ons.'))
  const [stranger] = await take(
    mail(
      'vijf@overal.example',
      'vreemd@overal.example',
      'In-Reply-To: <vier@elders.example>\n',
      'Ook van mij.',
    ),
  )
  const [one, other] = [await conversationOf(first), await conversationOf(stranger)]
  for (const id of [one, other]) expect(await textOf(`/nl/desk/inbox/${id}`)).toContain('Hoort misschien bij')
  const said = await site().post(`/nl/desk/inbox/${one}/tie`, { seen: '1', together: other }, ann)
  expect(said.status).toBe(303)
  const page = await textOf(`/nl/desk/inbox/${other}`)
  expect(page).toContain('Dit gesprek hoort hierbij.')
  expect(page).not.toContain('>Hoort bij elkaar<')
  expect((await site().post(`/nl/desk/inbox/${one}/tie`, { together: one }, ann)).status).toBe(404)
  expect((await site().post(`/nl/desk/inbox/${one}/tie`, { together: 'x' }, ann)).status).toBe(404)
})

test('mail that could not be read is told in the inbox, can be opened, and is read again', async () => {
  const [rawId] = await take(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(2000)}`)
  expect(await textOf('/nl/desk/inbox')).toContain('1 mail konden wij niet lezen')
  const page = await textOf('/nl/desk/mail')
  expect(page).toContain('De mail heeft te veel onderdelen.')
  expect(page).toContain(`/nl/desk/mail/${rawId}/original`)
  expect((await site().post(`/nl/desk/mail/${rawId}/retry`, {}, ann)).headers.get('location')).toContain(
    'done=retried',
  )
  expect(await textOf('/nl/desk/mail')).toContain('Alle mail is gelezen')
  expect((await site().post(`/nl/desk/mail/${rawId}/retry`, {}, ann)).headers.get('location')).not.toContain(
    'done',
  )
})

test('mail is for staff who answer', async () => {
  const [rawId] = await take(mail('zes@elders.example', 'kees@elders.example', '', 'x'))
  for (const path of ['mail', `mail/${rawId}/original`, `mail/${rawId}/picture/${'0'.repeat(64)}`])
    expect((await site().get(`/nl/desk/${path}`)).status).toBe(303)
  expect((await site().post(`/nl/desk/mail/${rawId}/retry`, {})).status).toBe(303)
  for (const path of ['mail/x/original', `mail/${ann.accountId}/original`, `mail/${rawId}/picture/x`])
    expect((await site().get(`/nl/desk/${path}`, ann)).status).toBe(404)
})
