import { expect, test } from 'vitest'
import { findInput } from '#domains/register'
import { deliverHook } from '#platform/hooks'
import { now, today } from '#stories'
import { findStored } from '#testing'
import {
  answerHolding,
  examineHooks,
  findHookOfConversation,
  listInbox,
  mergeConversation,
  readConversation,
  redactEntries,
} from '../index.ts'
import { eraseConversation } from '../privacy/erase-conversation.ts'
import { expectRowsToAddUp, turnOf, useAnswerDesk } from '../testing.ts'
import { hookOf, messageOf, useApp } from './hooks.fixture.ts'

const { database, hire, inTransaction, reply } = useAnswerDesk()
const app = useApp(database, inTransaction)

const open = async (id: string, by: string) => {
  const page = await inTransaction((tx) => readConversation(tx, { id, by, now, today }))
  if (!page) throw new Error('There is no such conversation.')
  return page
}

/** One conversation, that began by the app. */
async function begin(change: Record<string, unknown> = {}, takesAnswers = true) {
  const key = crypto.randomUUID()
  const message = messageOf({ thread: key, ...change })
  await app.receive(hookOf(message), undefined, takesAnswers)
  await app.understand()
  const thread = await database()
    .db.selectFrom('hook_thread')
    .select('conversation_id as id')
    .where('thread', '=', String(message.thread))
    .orderBy('conversation_id', 'desc')
    .executeTakeFirstOrThrow()
  return { ...thread, thread: String(message.thread), by: await hire('fatima') }
}

type Sent = { url: string; body: string; headers: Readonly<Record<string, string>> }

/** Tries once to deliver all answers that wait; the app takes them, or answers with a status. */
async function deliver(status = 200): Promise<Sent[]> {
  const { db } = database()
  const sent: Sent[] = []
  const secrets = [Buffer.from('k'.repeat(32))]
  const channels = [{ name: 'buurtapp', secrets, answersTo: 'https://buurtapp.example/a' }]
  const post = async (request: Sent) => {
    sent.push(request)
    const { url } = request
    if (status === 200) return { kind: 'fetched' as const, url, headers: {}, body: new Uint8Array() }
    return { kind: 'failed' as const, url, reason: 'status' as const, status, transient: status >= 500 }
  }
  const waiting = db.selectFrom('outgoing_hook').select('id').where('state', '=', 'waiting').orderBy('id')
  for (const { id } of await waiting.execute())
    await deliverHook({ db, channels, post }, id, now).catch(() => undefined)
  return sent
}

test('what somebody says in an app is a conversation with a day, known by the name that the app gives', async () => {
  const { id, by } = await begin({ text: 'De brug piept. Al weken.' })
  const { conversation, contact, entries } = await open(id, by)
  expect(conversation).toMatchObject({ subject: 'De brug piept', due_on: '2026-03-09', language: 'nl' })
  expect(contact).toEqual({ name: 'Sanne', address: null, reach: null, onBehalfOf: null })
  expect(entries).toMatchObject([{ kind: 'received', channel: 'hook', at: new Date('2026-03-02T08:00:00Z') }])
  expect(await findInput(database().db, conversation.input_id)).toMatchObject({ channel: 'hook' })
  expect(await findHookOfConversation(database().db, id)).toEqual({ channel: 'buurtapp', takesAnswers: true })
  await expectRowsToAddUp(database().db)
})

test('what the same person says there later goes on in it; somebody else in the same thread begins their own', async () => {
  const { id, thread, by } = await begin()
  const before = (await app.list()).length
  await app.take(
    messageOf({ thread, text: 'Nu nog harder.', sentAt: '2026-03-02T08:30:00Z' }),
    messageOf({ thread, author: { id: 'u2' }, text: 'Bij mij ook!' }),
  )
  expect((await open(id, by)).entries.map(({ body }) => body)).toEqual(['De brug piept.', 'Nu nog harder.'])
  expect(await app.list()).toHaveLength(before + 2)
})

test('the same message is one entry, in however many hooks it comes, and at once', async () => {
  const before = (await app.list()).length
  const message = messageOf({ thread: crypto.randomUUID() })
  const id = crypto.randomUUID()
  const outcomes = await Promise.all([1, 2, 3].map(() => app.receive(hookOf(message), id)))
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['known', 'known', 'received'])
  await app.receive(hookOf(message, message))
  await Promise.all([app.understand(), app.understand()])
  expect(await app.list()).toHaveLength(before + 1)
})

test('all messages of one hook are taken, in the order in which they were said', async () => {
  const { id, thread, by } = await begin()
  const at = (minute: number) => ({ thread, text: `${minute}`, sentAt: `2026-03-02T08:${minute}:00Z` })
  await app.take(messageOf(at(45)), messageOf(at(15)), messageOf(at(30)))
  expect((await open(id, by)).entries.map(({ body }) => body)).toEqual(['De brug piept.', '15', '30', '45'])
})

test('a message from a clock that runs ahead was said now', async () => {
  const { id, by } = await begin({ sentAt: '2031-01-01T00:00:00Z' })
  expect((await open(id, by)).entries[0]?.at).toEqual(now)
})

test('what is not as agreed is held, shown, and taken once it is sent again put right', async () => {
  const { db } = database()
  const id = crypto.randomUUID()
  const thread = crypto.randomUUID()
  expect(await app.receive(hookOf(messageOf({ thread, text: '' })), id)).toMatchObject({
    ...{ kind: 'held', faults: [{ path: 'data.messages[0].text', problem: 'must not be empty' }] },
  })
  const channels = [{ name: 'buurtapp', answersTo: 'https://buurtapp.example/a' }]
  expect(await examineHooks(db, channels, now)).toMatchObject([
    { name: 'buurtapp', held: 1, heldReason: 'data.messages[0].text must not be empty', lastAt: now },
  ])
  expect(await app.receive(hookOf(messageOf({ thread })), id)).toEqual({ kind: 'received' })
  await app.understand()
  expect(await examineHooks(db, channels, now)).toMatchObject([{ held: 0 }])
  expect(await app.receive(hookOf(messageOf({ thread })), id)).toEqual({ kind: 'known' })
})

test('an answer leaves by the channel, signed, to the thread and the person that it answers', async () => {
  const { id, thread, by } = await begin()
  expect(await reply(turnOf(id, by, 1), 'Wij smeren hem morgen.')).toMatchObject({
    kind: 'sent',
    mailed: false,
  })
  const [sent] = await deliver()
  expect(sent?.url).toBe('https://buurtapp.example/a')
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({
    type: 'message.answered',
    data: { thread, author: { id: 'u1' }, text: 'Wij smeren hem morgen.', language: 'nl' },
  })
  expect(sent?.headers).toMatchObject({ 'webhook-signature': expect.stringMatching(/^v1,/) })
  const { entries } = await open(id, by)
  expect(entries.at(-1)).toMatchObject({ kind: 'sent', hook: { state: 'sent', sentAt: now } })
  expect(await deliver()).toEqual([])
  await expectRowsToAddUp(database().db)
})

test('while the app is away the answer waits; where it says no, staff find it among what was not delivered', async () => {
  const { id, by } = await begin()
  await reply(turnOf(id, by, 1), 'Wij komen.')
  await deliver(503)
  expect((await open(id, by)).entries.at(-1)?.hook).toMatchObject({ state: 'waiting', lastError: '503' })
  await deliver(410)
  expect((await open(id, by)).entries.at(-1)?.hook).toMatchObject({ state: 'refused', lastError: '410' })
  const viewer = { accountId: by, today, moment: `${today}T10:00` }
  const list = { filter: 'undelivered', order: 'due', viewer } as const
  const lines = await listInbox(database().db, list, { after: undefined, size: 10 })
  expect(lines.rows.map((line) => line.id)).toEqual([id])
  await deliver()
})

test('a channel that takes no answers gets none', async () => {
  const { id, by } = await begin({}, false)
  await reply(turnOf(id, by, 1), 'Dank u.')
  expect((await open(id, by)).entries.at(-1)).toMatchObject({ kind: 'sent', hook: undefined })
  expect(await deliver()).toEqual([])
  await app.receive(hookOf(messageOf()))
})

test('nothing leaves by a channel without the entry that says so, whatever path is tried', async () => {
  const { db } = database()
  const hook = { id: crypto.randomUUID(), channel: 'buurtapp', body: '{}', created_at: now }
  await expect(db.insertInto('outgoing_hook').values(hook).execute()).rejects.toThrow(
    /no entry says was sent/,
  )
})

test('what is said after a merge goes on where it is handled', async () => {
  const [one, other] = [await begin(), await begin()]
  await inTransaction((tx) => mergeConversation(tx, turnOf(one.id, one.by, 1), other.id))
  await app.take(messageOf({ thread: one.thread, text: 'En nog iets.' }))
  expect((await open(other.id, one.by)).entries.at(-1)).toMatchObject({ body: 'En nog iets.' })
})

test('words that are removed go from the hook that brought them; erased, nothing of the person is left', async () => {
  const { db } = database()
  const name = 'Quixotiaan'
  const author = { id: 'quixotiaan-7', name }
  const { id, by } = await begin({ author, text: 'Ik ben Quixotiaan.' })
  const { by: noor } = { by: await hire('noor') }
  const redact = { seqs: [1], reason: 'asked' } as const
  expect(await inTransaction((tx) => redactEntries(tx, turnOf(id, noor, 1), redact))).toMatchObject({
    ...{ kind: 'appended' },
  })
  const found = async () => (await findStored(db, 'quixotiaan')).toSorted()
  expect(await found()).not.toContain('public.received_hook.raw')
  await reply(turnOf(id, by, 2), 'Dag Quixotiaan.')
  await inTransaction((tx) => eraseConversation(tx, id, { by, now, today }))
  expect(await found()).toEqual([])
  expect(await answerHolding.count(db, { inputIds: [], mailbox: 'a@b.example' })).toEqual({})
})
