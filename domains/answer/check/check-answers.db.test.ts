import { type RawBuilder, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Tx } from '#db'
import { postLetter } from '#domains/letters'
import { now, today } from '#stories'
import {
  addNote,
  approveDraft,
  askApproval,
  checkAnswers,
  classifyConversation,
  sendDraft,
} from '../index.ts'
import { letterhead, turnOf, useAnswerDesk } from '../testing.ts'

const { addMandate, addSubject, ask, database, hire, inTransaction, reply } = useAnswerDesk()

let ann = ''
let bob = ''
let id = ''

/** One conversation with all that a mandate can ask, and one with nothing of it. */
beforeAll(async () => {
  ;[ann, bob] = [await hire('ann'), await hire('bob')]
  const subjectId = await addSubject({ approval: 'colleague' })
  id = (await ask({ body: 'Telt dit op?' })).conversationId
  await inTransaction(async (tx) => {
    await classifyConversation(tx, turnOf(id, ann, 1), { subjectId, unitId: null })
    await askApproval(tx, turnOf(id, ann, 2), 'Ja.')
    await approveDraft(tx, turnOf(id, bob, 3), 3)
    await sendDraft(tx, turnOf(id, ann, 4), { draftSeq: 3, answersInput: false }, letterhead)
  })
  const other = await ask({ body: 'En dit?' })
  await reply(turnOf(other.conversationId, ann, 1), 'Ook.')
})

const undo = new Error('undone')

/** What is told after something was done past all triggers and references; it is undone afterwards. */
async function toldAfter(...deeds: RawBuilder<unknown>[]) {
  let told: Awaited<ReturnType<typeof checkAnswers>> | undefined
  const trying = inTransaction(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    for (const deed of deeds) await deed.execute(tx)
    told = await checkAnswers(tx, letterhead.timeZone)
    throw undo
  })
  await expect(trying).rejects.toBe(undo)
  return told
}

const change = (seq: number, set: RawBuilder<unknown>) =>
  sql`update conversation_entry set ${set} where conversation_id = ${id}::uuid and seq = ${seq}`
const drop = (name: string) => sql`alter table conversation_entry drop constraint ${sql.id(name)}`
const ofOne = (seq: number, why: string) => [{ conversation: id, seq, why }]

test('an inbox in which nothing is wrong is equal and held', async () => {
  expect(await checkAnswers(database().db, letterhead.timeZone)).toEqual({
    ...{
      conversations: 2,
      entries: 8,
      folds: 'equal',
      tasks: 'equal',
      mandates: 'held',
      figures: 'equal',
      beforeMandates: 0,
    },
  })
})

test('what stands beside the entries and differs is named', async () => {
  const told = await toldAfter(
    sql`update conversation set status = 'open', answered_at = null, subject_id = null, draft_seq = 3, draft_state = 'asked'
      where id = ${id}::uuid`,
  )
  const differs = ['status', 'answeredAt', 'subjectId', 'draft']
  expect(told).toMatchObject({ folds: [{ conversation: id, differs }], mandates: 'held' })
  const gap = await toldAfter(
    sql`delete from conversation_entry where conversation_id = ${id}::uuid and seq = 2`,
  )
  expect(gap).toMatchObject({ folds: [{ conversation: id, differs: ['seq'] }] })
})

test('an answer without what its mandate asks for is named, with the reason', async () => {
  const other = await addMandate({ act: 'publish', approval: 'none' })
  const forbidden = await addMandate({ approval: 'forbidden', channel: 'phone' })
  const approver = await addMandate({ approval: 'approver', channel: 'phone' })
  const late = await addMandate({ approval: 'none', channel: 'phone', from_on: '2026-04-01' })
  const under = async (mandate: string) =>
    (await toldAfter(change(5, sql`mandate_id = ${mandate}::uuid`)))?.mandates
  expect(await under(other)).toEqual(ofOne(5, 'wrong-mandate'))
  expect(await under(late)).toEqual(ofOne(5, 'wrong-mandate'))
  expect(await under(forbidden)).toEqual(ofOne(5, 'forbidden'))
  expect(await under(approver)).toEqual(ofOne(5, 'not-approved'))
  const unapproved = await toldAfter(change(5, sql`approval_seq = null`))
  expect(unapproved?.mandates).toEqual(ofOne(5, 'not-approved'))
  const own = await toldAfter(change(4, sql`by_account = ${ann}::uuid`))
  expect(own?.mandates).toEqual(ofOne(4, 'own-approval'))
  const none = await toldAfter(drop('conversation_entry_mandated'), change(5, sql`mandate_id = null`))
  expect(none?.mandates).toEqual(ofOne(5, 'no-mandate'))
})

test('an answer from before mandates were asked is counted apart', async () => {
  const told = await toldAfter(change(5, sql`before_mandates = true, mandate_id = null, mandated_on = null`))
  expect(told).toMatchObject({ folds: 'equal', mandates: 'held', beforeMandates: 1 })
})

test('a reply in the outbox that no entry carries is named', async () => {
  let mail = ''
  const post = async (tx: Tx) => {
    const letter = { subject: 'Re', text: 'Ja.', purpose: 'reply' } as const
    mail = await postLetter(tx, letter, { letterhead, to: 'x@elders.example', now })
    expect((await checkAnswers(tx, letterhead.timeZone)).mandates).toEqual([{ mail, why: 'no-sent' }])
    throw undo
  }
  await expect(inTransaction(post)).rejects.toBe(undo)
})

test('what is written while it counts is no difference', async () => {
  const { conversationId } = await ask({ body: 'Bezig?' })
  let isDone = false
  const writing = (async () => {
    for (let note = 0; note < 40; note++)
      await inTransaction((tx) => addNote(tx, { conversationId, by: ann, now, today }, `${note} ${today}`))
    isDone = true
  })()
  while (!isDone)
    expect(await checkAnswers(database().db, letterhead.timeZone)).toMatchObject({
      folds: 'equal',
      mandates: 'held',
    })
  await writing
})
