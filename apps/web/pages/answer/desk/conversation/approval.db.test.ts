import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { newId } from '#platform/db'
import { sendReplies, useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
let bob: Visitor & { accountId: string }
let housing = ''
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
  bob = await site().signInAs('responder', 'Bob Kaya')
  housing = await addSubject('Wonen', 'Housing')
  await addMandate('colleague')
})

async function addSubject(name: string, other_name: string): Promise<string> {
  const { db, now } = site()
  const id = newId()
  await db.insertInto('subject').values({ id, created_at: now }).execute()
  const version = { subject_id: id, version: 1, name, other_name, made_at: now }
  await db.insertInto('subject_version').values(version).execute()
  return id
}

async function addMandate(approval: 'colleague' | 'forbidden', account_id?: string): Promise<void> {
  const { db, now } = site()
  const who = account_id ? { account_id } : { role: 'responder' as const }
  const about = { act: 'send', subject_id: housing, approval, from_on: '2026-01-01' } as const
  await db
    .insertInto('mandate')
    .values({ id: newId(), ...about, ...who, decision: 'Mandaatbesluit wonen', given_at: now })
    .execute()
}

/** A question about housing, and the address of its page. */
async function ask(body: string): Promise<string> {
  const { db, now, services } = site()
  const { conversationId } = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body }), {
      language: 'nl',
      channel: 'web',
      secret: 'k'.repeat(32),
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
      mayMail: false,
      now,
    }),
  )
  const path = `/nl/desk/inbox/${conversationId}`
  await site().post(`${path}/classify`, { seen: '1', subject: housing, unit: '' }, ann)
  return path
}

const read = async (path: string, visitor: Visitor) => (await site().get(path, visitor)).text()

/** Follows a form to the page that it leads to. */
async function follow(response: Response, visitor: Visitor): Promise<string> {
  expect(response.status).toBe(303)
  const path = (response.headers.get('location') ?? '').replace('https://praat.voorbeeld.example', '')
  return read(path, visitor)
}

/** Where the buttons of a page lead, without the address that they share. */
const deedsOn = (html: string) =>
  [...html.matchAll(/formaction="[^"]*\/([a-z-]+)"/g)]
    .map(([, deed]) => deed)
    .filter((deed) => deed !== 'draft')

test('where a colleague must agree, a reply is written by one, approved by another, and sent', async () => {
  const path = await ask('Mag ik een dakkapel?')
  const begun = await read(path, ann)
  expect(begun).toContain('Ann Visser zette dit bij Wonen')
  expect(begun).toContain('Een collega moet uw antwoord eerst goedkeuren. Vraag het aan Bob Kaya.')
  expect(deedsOn(begun)).toContain('ask')
  expect(deedsOn(begun)).not.toContain('reply')

  const asked = await follow(await site().post(`${path}/ask`, { seen: '2', reply: 'Ja, dat mag.' }, ann), ann)
  expect(asked).toContain('Uw concept wacht op goedkeuring.')
  expect(asked).not.toContain('Ja, dat mag.</textarea>')
  expect(deedsOn(asked)).toContain('withdraw')
  expect(deedsOn(asked)).not.toContain('approve')

  const list = await read('/nl/desk/inbox?filter=approve', bob)
  expect(list).toContain('Goed te keuren 1')
  expect(list).toContain('Mag ik een dakkapel?')
  expect(await read('/nl/desk/inbox', ann)).not.toContain('Goed te keuren')

  const open = await read(path, bob)
  expect(open).toContain('Concept van Ann Visser, ter goedkeuring')
  expect(deedsOn(open)).toEqual(expect.arrayContaining(['approve', 'return']))
  expect(deedsOn(open)).not.toContain('send-draft')
  const approved = await follow(await site().post(`${path}/approve`, { seen: '3', draft: '3' }, bob), bob)
  expect(approved).toContain('Het concept is goedgekeurd.')

  const leaves = await follow(await site().post(`${path}/send-draft`, { seen: '4', draft: '3' }, ann), ann)
  expect(leaves).toContain('Uw antwoord staat klaar om te vertrekken.')
  expect(deedsOn(leaves)).not.toContain('send-draft')
  await sendReplies(site())
  const sent = await read(path, ann)
  expect(sent).toContain('Goedgekeurd door Bob Kaya. Mandaat: Mandaatbesluit wonen')
  expect(deedsOn(sent)).not.toContain('send-draft')
})

test('a draft comes back with a reason, and its writer goes on with it', async () => {
  const path = await ask('Mag ik een uitbouw?')
  await site().post(`${path}/ask`, { seen: '2', reply: 'Ja.' }, ann)
  const bare = await site().post(
    `${path}/return`,
    { seen: '3', draft: '3', reason: ' ', note: 'Bellen' },
    bob,
  )
  expect(bare.status).toBe(422)
  const html = await bare.text()
  expect(html).toContain('Schrijf eerst wat er anders moet.')
  expect(html).toContain('Bellen</textarea>')
  const why = { seen: '3', draft: '3', reason: 'Noem <de> regel.' }
  expect(await follow(await site().post(`${path}/return`, why, bob), bob)).toContain('is teruggegeven')
  const back = await read(path, ann)
  expect(back).toContain('Bob Kaya schreef: ‘Noem &lt;de&gt; regel.’')
  expect(back).not.toContain('Noem <de>')
  expect(await read('/nl/desk/inbox', ann)).toContain('teruggegeven')
  const on = await follow(await site().post(`${path}/continue-draft`, { seen: '4', draft: '3' }, ann), ann)
  expect(on).toContain('Ja.</textarea>')
})

test('a form that sends past a mandate is refused, says why and whom to ask, and keeps what was typed', async () => {
  const path = await ask('Mag ik een schutting?')
  const refused = await site().post(`${path}/reply`, { seen: '2', reply: 'Ja hoor.' }, ann)
  expect(refused.status).toBe(422)
  const html = await refused.text()
  expect(html).toContain('Er is niets verstuurd of goedgekeurd.')
  expect(html).toContain('Vraag het aan Bob Kaya.')
  expect(html).toContain('Ja hoor.</textarea>')
  await site().post(`${path}/ask`, { seen: '2', reply: 'Ja hoor.' }, ann)
  for (const deed of ['approve', 'send-draft', 'reply']) {
    const form = { seen: '3', draft: '3', reply: 'Ja hoor.' }
    expect((await site().post(`${path}/${deed}`, form, ann)).status, deed).toBe(422)
  }
  const { db } = site()
  const sent = await db
    .selectFrom('conversation_entry')
    .select('seq')
    .where('conversation_id', '=', path.split('/').at(-1) ?? '')
    .where('kind', '=', 'sent')
    .execute()
  expect(sent).toEqual([])
})

test('numbers of drafts that nobody wrote lead to nothing', async () => {
  const path = await ask('Mag ik een hek?')
  for (const draft of ['', '0', '2', '-1', '99999999999999', 'x', '٣'])
    for (const deed of ['approve', 'return', 'withdraw', 'send-draft']) {
      const answer = await site().post(`${path}/${deed}`, { seen: '2', draft, reason: 'x' }, bob)
      expect([409, 422], `${deed} ${draft}`).toContain(answer.status)
    }
  expect((await site().post(`${path}/continue-draft`, { seen: '2', draft: '2' }, bob)).status).toBe(303)
})

test('what a conversation is about is chosen from what there is', async () => {
  const path = await ask('Waar gaat dit over?')
  expect(await read(path.replace('/nl/', '/en/'), ann)).toContain('Ann Visser filed this under Housing')
  const gone = await site().post(`${path}/classify`, { seen: '2', subject: newId(), unit: '' }, ann)
  expect(gone.status).toBe(422)
  expect(await gone.text()).toContain('Kies iets anders')
  expect((await site().post(`${path}/classify`, { seen: '2', subject: 'x', unit: '' }, ann)).status).toBe(404)
  const none = await follow(
    await site().post(`${path}/classify`, { seen: '2', subject: '', unit: '' }, ann),
    ann,
  )
  expect(none).toContain('Ann Visser haalde weg waar dit over gaat')
})
