import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { closeDossier, findInput } from '#domains/register'
import { now } from '#stories'
import { findSendObstacle } from '../approvals/obstacle.ts'
import {
  type CloseReason,
  classifyConversation,
  closeConversation,
  closeReasons,
  continueConversation,
  countInbox,
  findConversationOfInput,
  type InboxFilter,
  listCloseReasons,
  listInbox,
  placeConversation,
  reopenConversation,
} from '../index.ts'
import { expectRowsToAddUp, turnOf, useAnswerDesk } from '../testing.ts'

const { addSubject, ask, database, hire, inTransaction, openSomeDossier, reply } = useAnswerDesk()
const close = (id: string, by: string, seen: number, reason: CloseReason) =>
  inTransaction((tx) => closeConversation(tx, turnOf(id, by, seen), reason))

async function listsWith(id: string, accountId: string): Promise<InboxFilter[]> {
  const viewer = { accountId, today: '2026-03-02' }
  const lists: InboxFilter[] = ['open', 'nobody', 'late', 'answered', 'closed', 'spam', 'snoozed']
  const has = async (filter: InboxFilter) => {
    const { rows } = await listInbox(database().db, { filter, order: 'newest', viewer }, { size: 200 })
    return rows.some((row) => row.id === id)
  }
  const found = await Promise.all(lists.map(has))
  return lists.filter((_, at) => found[at])
}

test.each([
  ['solved', 'closed', 'published', true],
  ['no-answer', 'closed', 'published', true],
  ['not-ours', 'closed', 'withdrawn', false],
  ['double', 'closed', 'withdrawn', false],
  ['spam', 'spam', 'withdrawn', false],
] as const)(
  'closed as %s it stands in the list %s, and its input is %s',
  async (reason, list, state, answered) => {
    const ann = await hire('ann')
    const { conversationId: id, inputId } = await ask({ body: `Wat wordt dit: ${reason}?` })
    expect(await close(id, ann, 1, reason)).toEqual({ kind: 'appended', seq: 2 })
    expect(await close(id, ann, 2, reason)).toEqual({ kind: 'appended', seq: 2 })
    expect(await listsWith(id, ann)).toEqual([list])
    const input = await findInput(database().db, inputId)
    expect(input).toMatchObject({ state })
    expect(input?.answered_at !== null).toBe(answered)
    expect(await findConversationOfInput(database().db, inputId)).toMatchObject({
      status: 'closed',
      closed: { as: reason, at: now },
      canJudge: false,
    })
    await inTransaction((tx) => reopenConversation(tx, turnOf(id, ann, 2)))
    expect(await listsWith(id, ann)).toEqual(['open', 'nobody'])
    expect(await findInput(database().db, inputId)).toMatchObject({ state: 'published' })
  },
)

test('who closes without having read all of it is told what came in', async () => {
  const ann = await hire('ann')
  const { conversationId, inputId } = await ask({ body: 'Mag dat?' })
  const more = { inputId, body: 'Nog iets.' }
  const at = { channel: 'web', timeZone: 'Europe/Amsterdam', now } as const
  await inTransaction((tx) => continueConversation(tx, more, at))
  expect(await close(conversationId, ann, 1, 'spam')).toMatchObject({ kind: 'changed' })
})

test('whoever was closed out and writes by their page has a look, and counts again', async () => {
  const ann = await hire('ann')
  const { conversationId, inputId } = await ask({ body: 'Ik ben echt.' })
  await close(conversationId, ann, 1, 'spam')
  const at = { channel: 'web', timeZone: 'Europe/Amsterdam', now } as const
  await inTransaction((tx) => continueConversation(tx, { inputId, body: 'Ik ben geen spam.' }, at))
  expect(await listsWith(conversationId, ann)).toEqual(['open', 'nobody'])
  expect(await findInput(database().db, inputId)).toMatchObject({ state: 'published', answered_at: null })
  await close(conversationId, ann, 3, 'not-ours')
  await reply(turnOf(conversationId, ann, 4), 'Vraag het de provincie.')
  const input = await findInput(database().db, inputId)
  expect(input).toMatchObject({ state: 'published', answered_at: now })
})

test('spam holds up no dossier, and what comes back in a closed one waits for nothing', async () => {
  const ann = await hire('ann')
  const dossier = await openSomeDossier('Wat doen wij met de brug?')
  const { conversationId, inputId } = await ask({ body: 'Koop nu!' })
  await inTransaction((tx) => placeConversation(tx, turnOf(conversationId, ann, 1), dossier.id))
  await close(conversationId, ann, 2, 'spam')
  expect(await inTransaction((tx) => closeDossier(tx, dossier.id, now))).toMatchObject({
    kind: 'closed',
  })
  await inTransaction((tx) => reopenConversation(tx, turnOf(conversationId, ann, 3)))
  expect(await findInput(database().db, inputId)).toMatchObject({ state: 'published', answered_at: now })
})

test('to say that something is solved takes the mandate to answer it; that it is spam does not', async () => {
  const ann = await hire('ann')
  const subjectId = await addSubject({ approval: 'forbidden' })
  const { conversationId } = await ask({ body: 'Krijg ik een vergunning?' })
  await inTransaction((tx) =>
    classifyConversation(tx, turnOf(conversationId, ann, 1), { subjectId, unitId: null }),
  )
  const actor = turnOf(conversationId, ann, 2)
  expect(await listCloseReasons(database().db, actor, await findSendObstacle(database().db, actor))).toEqual([
    'not-ours',
    'double',
    'spam',
  ])
  for (const reason of ['solved', 'no-answer'] as const) {
    expect(await close(conversationId, ann, 2, reason)).toMatchObject({
      kind: 'not-mandated',
      obstacle: { kind: 'forbidden' },
    })
    await expect(insertClosing(conversationId, ann, reason)).rejects.toThrow(/may not write status/)
  }
  expect(await close(conversationId, ann, 2, 'not-ours')).toMatchObject({ kind: 'appended' })
})

test('whoever may answer may close for every reason', async () => {
  const ann = await hire('ann')
  const { conversationId } = await ask({ body: 'Mag alles?' })
  const actor = turnOf(conversationId, ann, 1)
  expect(await listCloseReasons(database().db, actor, await findSendObstacle(database().db, actor))).toEqual([
    ...closeReasons,
  ])
})

test('spam is in no count but its own, and what stands beside the entries adds up', async () => {
  const ann = await hire('ann')
  const viewer = { accountId: ann, today: '2026-03-02' }
  const before = await countInbox(database().db, viewer)
  const { conversationId } = await ask({ body: 'Win een reis' })
  await close(conversationId, ann, 1, 'spam')
  expect(await countInbox(database().db, viewer)).toEqual({ ...before, spam: before.spam + 1 })
  await expectRowsToAddUp(database().db)
})

/** By plain SQL, past all that is asked before. */
async function insertClosing(id: string, by: string, reason: CloseReason) {
  await sql`
    insert into conversation_entry (conversation_id, seq, kind, at, by_account, status, closed_as, mandated_on)
    values (${id}, 3, 'status', ${now}, ${by}, 'closed', ${reason}, ${now}::date)`.execute(database().db)
}
