import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { continueConversation, questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { sendReplies, useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
let bob: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
  bob = await site().signInAs('responder', 'Bob Kaya')
})

/** A question, with the address of its page. */
async function ask(body: string, address = '') {
  const { db, now, services } = site()
  const started = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body, address }), {
      ...({ language: 'nl', channel: 'web', mayMail: false, now } as const),
      secret: 'k'.repeat(32),
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  return { ...started, path: `/nl/desk/inbox/${started.conversationId}` }
}

const read = async (path: string, visitor: Visitor) => (await site().get(path, visitor)).text()

/** Follows a form to the page that it leads to. */
async function follow(response: Response, visitor: Visitor): Promise<string> {
  expect(response.status).toBe(303)
  return read(
    (response.headers.get('location') ?? '').replace('https://praat.voorbeeld.example', ''),
    visitor,
  )
}

const send = (path: string, reply: string, more: Record<string, string> = {}, by: Visitor = ann) =>
  site().post(`${path}/reply`, { seen: '1', reply, ...more }, by)

/** Presses the button that takes back or stops the reply that a page shows. */
async function takeBack(path: string, html: string, visitor: Visitor): Promise<Response> {
  const leaving = /name="leaving" value="([^"]+)"/.exec(html)?.[1] ?? ''
  return site().post(`${path}/take-back`, { seen: '1', leaving }, visitor)
}

test('a reply that was sent can be taken back, and is in its field again', async () => {
  const { path } = await ask('Mag ik terug?')
  const html = await follow(await send(path, 'Ja.\n\nDat mag.'), ann)
  expect(html).toContain('Vertrekt over 10 seconden.')
  expect(html).toContain('Ann Visser, nog niet vertrokken')
  expect(html).not.toContain('Dat mag.</textarea>')
  expect(html).not.toMatch(/formaction="[^"]*\/reply"/)
  const back = await follow(await takeBack(path, html, ann), ann)
  expect(back).toContain('Teruggehaald. Er is niets verstuurd.')
  expect(back).toContain('Ja.\n\nDat mag.</textarea>')
  await sendReplies(site())
  expect(await read(path, ann)).not.toContain('Te lezen met de volgcode')
})

test('what has left is not taken back, and that is said', async () => {
  const { path } = await ask('Is het al weg?')
  const html = await follow(await send(path, 'Ja.'), ann)
  await sendReplies(site())
  const late = await takeBack(path, html, ann)
  expect(late.status).toBe(409)
  expect(await late.text()).toContain('Dit antwoord is al vertrokken')
})

test('of fifty colleagues who send at once one does; the others are told, keep what they wrote, and one mail leaves', async () => {
  const { conversationId, path } = await ask('Wie mag er eerst?', 'wie-eerst@elders.example')
  const staff = await Promise.all(
    Array.from({ length: 50 }, (_, at) => site().signInAs('responder', `Collega ${at}`)),
  )
  const answers = await Promise.all(staff.map((one, at) => send(path, `Antwoord ${at}.`, {}, one)))
  const sent = answers.findIndex(({ status }) => status === 303)
  const told = answers.flatMap(({ status }, at) => (status === 409 ? [at] : []))
  expect(told).toHaveLength(49)
  for (const at of told) expect(await answers[at]?.text()).toContain(`Antwoord ${at}.</textarea>`)
  await sendReplies(site())
  const { rows } = await sql<{ body: string }>`
    select body_text as body from outgoing_mail join conversation_entry on mail_id = outgoing_mail.id
    where conversation_id = ${conversationId} and kind = 'sent'`.execute(site().db)
  expect(rows.map(({ body }) => /Antwoord \d+\./.exec(body)?.[0])).toEqual([`Antwoord ${sent}.`])
})

test('send and show next leads to the next of the same list, where the reply can still be taken back', async () => {
  const first = await ask('Eerste van twee?')
  const second = await ask('Tweede van twee?')
  await site()
    .db.updateTable('conversation')
    .set({ due_on: '2026-01-01', first_due: '2026-01-01T23:59', resolution_due: '2026-01-01T23:59' })
    .where('id', '=', first.conversationId)
    .execute()
  await site()
    .db.updateTable('conversation')
    .set({ due_on: '2026-01-02', first_due: '2026-01-02T23:59', resolution_due: '2026-01-02T23:59' })
    .where('id', '=', second.conversationId)
    .execute()
  const sent = await site().post(
    `${first.path}/reply?filter=late`,
    { seen: '1', reply: 'De eerste.', next: 'yes' },
    ann,
  )
  expect(sent.headers.get('location')).toBe(`${second.path}?filter=late&left=${first.conversationId}`)
  const html = await follow(sent, ann)
  expect(html).toContain('Uw antwoord staat klaar om te vertrekken.')
  expect(html).toContain('Eerste van twee?')
  const back = await follow(await takeBack(`${first.path}`, html, ann), ann)
  expect(back).toContain('De eerste.</textarea>')
  const last = await site().post(
    `${second.path}/reply?filter=late`,
    { seen: '1', reply: 'De laatste.', next: 'yes' },
    ann,
  )
  expect(last.headers.get('location')).toBe(`/nl/desk/inbox?filter=late&left=${second.conversationId}`)
  const list = await follow(last, ann)
  expect(list).toContain('Uw antwoord staat klaar om te vertrekken.')
  expect(list).toMatch(/Vertrekt om \d\d:\d\d uur\./)
  await sendReplies(site())
})

test('a reply leaves later, at the moment that was chosen, and the page says when', async () => {
  const { path, conversationId } = await ask('Wanneer hoor ik iets?')
  const html = await follow(await send(path, 'Maandag.', { when: 'monday' }), ann)
  expect(html).toContain('Vertrekt 9 maart om 09:00 uur.')
  expect(html.match(/Vertrekt 9 maart/g), 'said of it, and in the list').toHaveLength(3)
  await sendReplies(site())
  const [waiting] = await site()
    .db.selectFrom('leaving_reply')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .execute()
  expect(waiting?.leaves_at.toISOString()).toBe('2026-03-09T08:00:00.000Z')
  await takeBack(path, html, ann)
})

test('a moment that cannot be comes back as it was typed, with the reply', async () => {
  const { path } = await ask('Kan dit ook gisteren?')
  const wrong = { when: 'own', leaveDate: '2026-03-01', leaveTime: '12:00' }
  const past = await send(path, 'Nee.', wrong)
  expect(past.status).toBe(422)
  const html = await past.text()
  expect(html).toContain('Dit moment is al voorbij.')
  expect(html).toContain('value="2026-03-01"')
  expect(html).toContain('Nee.</textarea>')
  const nonsense = await send(path, 'Nee.', { ...wrong, leaveDate: '<b>straks' })
  expect(await nonsense.text()).toContain('‘&lt;b&gt;straks’ is geen datum.')
  expect(await (await send(path, 'Nee.', { ...wrong, leaveDate: '2027-03-01' })).text()).toContain(
    'binnen 31 dagen',
  )
})

test('a message that comes in holds the reply, and its writer is told in every list', async () => {
  const { path, inputId } = await ask('Blijft dit zo?')
  await follow(await send(path, 'Ja, dat blijft.', { when: 'tomorrow' }), ann)
  const { db, now } = site()
  await db
    .transaction()
    .execute((tx) =>
      continueConversation(tx, { inputId, body: 'Toch niet!' }, { channel: 'web', timeZone: 'UTC', now }),
    )
  const list = await read('/nl/desk/inbox?filter=mine', ann)
  expect(list).toContain('Een antwoord van u vertrok niet.')
  expect(await read('/nl/desk/inbox', bob)).not.toContain('Een antwoord van u vertrok niet.')
  const html = await read(path, ann)
  expect(html).toContain('Er kwam een bericht binnen voordat het vertrok')
  const forBob = await follow(await takeBack(path, await read(path, bob), bob), bob)
  expect(forBob).toContain('Ja, dat blijft.</textarea>')
  const back = await follow(await takeBack(path, html, ann), ann)
  expect(back).toContain('Ja, dat blijft.</textarea>')
  expect(back).not.toContain('Een antwoord van u vertrok niet.')
})

test('a colleague stops a reply, and its writer reads who did', async () => {
  const { path } = await ask('Wie houdt dit tegen?')
  await follow(await send(path, 'Niemand.'), ann)
  const seen = await read(path, bob)
  expect(seen).toContain('Houd tegen')
  expect(await follow(await takeBack(path, seen, bob), bob)).toContain(
    'Tegengehouden. Er is niets verstuurd.',
  )
  expect(await read(path, ann)).toContain('Bob Kaya hield het tegen')
})

test('of fifty who send at once in one conversation, one mail leaves and forty-nine are told', async () => {
  const { path, conversationId } = await ask('Wie antwoordt mij?', 'vijftig@voorbeeld.example')
  const agents: Visitor[] = []
  for (let at = 0; at < 50; at++) agents.push(await site().signInAs('responder', `Collega ${at}`))
  const answers = await Promise.all(agents.map((agent, at) => send(path, `Antwoord ${at}.`, {}, agent)))
  const told = answers.filter(({ status }) => status === 409)
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(told).toHaveLength(49)
  for (const answer of told) {
    const html = await answer.text()
    expect(html.includes('Er vertrekt al een antwoord.')).toBe(true)
    expect(/Antwoord \d+\.<\/textarea>/.test(html), 'their words are kept').toBe(true)
  }
  await sendReplies(site())
  const mails = await site()
    .db.selectFrom('outgoing_mail')
    .innerJoin('conversation_entry', 'conversation_entry.mail_id', 'outgoing_mail.id')
    .select('outgoing_mail.id')
    .where('conversation_id', '=', conversationId)
    .where('kind', '=', 'sent')
    .execute()
  expect(mails).toHaveLength(1)
})

test('of two windows of one person, what was typed in the second is kept when the first is sent', async () => {
  const { path } = await ask('Twee vensters?')
  const [first, second] = await Promise.all([send(path, 'Het een.'), send(path, 'Het ander.')])
  const refused = first.status === 409 ? first : second
  const words = first.status === 409 ? 'Het een.' : 'Het ander.'
  expect([first.status, second.status].toSorted()).toEqual([303, 409])
  expect((await refused.text()).includes(`${words}</textarea>`)).toBe(true)
})

test('nothing but a form of the desk sends, and nobody but who answers', async () => {
  const { path, conversationId } = await ask('Kan het ook anders?')
  const json = await site().request(`${path}/reply`, {
    method: 'POST',
    headers: { ...ann.headers, cookie: ann.cookie ?? '', 'content-type': 'application/json' },
    body: JSON.stringify({ seen: 1, reply: 'Ja.' }),
  })
  expect([400, 403, 415, 422]).toContain(json.status)
  expect((await site().post(`${path}/take-back`, { leaving: conversationId })).status).toBe(303)
  expect((await site().post(`${path}/take-back`, { leaving: 'x' }, ann)).status).toBe(404)
  const nothing = await site()
    .db.selectFrom('leaving_reply')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .execute()
  expect(nothing).toEqual([])
})
