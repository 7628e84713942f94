import { beforeAll, beforeEach, expect, test } from 'vitest'
import { addUnit } from '#domains/people'
import { newId } from '#platform/db'
import { now, today } from '#stories'
import {
  approveDraft,
  askApproval,
  classifyConversation,
  continueConversation,
  readConversation,
  returnDraft,
  sendDraft,
} from '../index.ts'
import { expectRowsToAddUp, letterhead, turnOf, useAnswerDesk } from '../testing.ts'

const { addMandate, addSubject, ask, database, deliverAll, hire, inTransaction, mailbox, reply } =
  useAnswerDesk()

let ann = ''
let bob = ''
let cas = ''
beforeAll(async () => {
  ;[ann, bob, cas] = [await hire('ann'), await hire('bob'), await hire('cas')]
})

/** A question about a subject, with an address, and up to which entry it goes. */
async function askAbout(subjectId: string, address?: string) {
  const { conversationId, inputId } = await ask({
    body: 'Mag ik een dakkapel?',
    ...(address ? { address } : {}),
  })
  const seen = address ? 2 : 1
  await inTransaction((tx) =>
    classifyConversation(tx, turnOf(conversationId, ann, seen), { subjectId, unitId: null }),
  )
  return { conversationId, inputId, seen: seen + 1 }
}

const draft = (id: string, by: string, seen: number, body = 'Ja, dat mag.') =>
  inTransaction((tx) => askApproval(tx, turnOf(id, by, seen), body))
const approve = (id: string, by: string, seen: number, draftSeq: number) =>
  inTransaction((tx) => approveDraft(tx, turnOf(id, by, seen), draftSeq))
const giveBack = (id: string, by: string, seen: number, draftSeq: number, reason: string | null) =>
  inTransaction((tx) => returnDraft(tx, turnOf(id, by, seen), { draftSeq, reason }))
const send = (id: string, by: string, seen: number, draftSeq: number) =>
  inTransaction((tx) => sendDraft(tx, turnOf(id, by, seen), { draftSeq, answersInput: false }, letterhead))
const obstacle = (kind: string, missing: string[] = []) => ({
  kind: 'not-mandated',
  obstacle: { kind, missing },
})

let housing = ''
beforeEach(async () => {
  housing ||= await addSubject({ approval: 'colleague' })
})

test('where a colleague must agree, one writes, another approves, and what arrives says who did', async () => {
  const address = 'dakkapel@elders.example'
  const { conversationId: id, seen } = await askAbout(housing, address)
  expect(await reply(turnOf(id, ann, seen), 'Ja.')).toEqual(obstacle('needs-colleague'))
  expect(await draft(id, ann, seen)).toEqual({ kind: 'appended', seq: 4 })
  expect(await send(id, ann, 4, 4)).toEqual(obstacle('needs-colleague'))
  expect(await approve(id, ann, 4, 4)).toEqual(obstacle('own-draft'))
  expect(await approve(id, bob, 4, 4)).toEqual({ kind: 'appended', seq: 5 })
  expect(await send(id, ann, 5, 4)).toEqual({ kind: 'sent', seq: 6, mailed: true })
  await deliverAll()
  const mails = mailbox().received.filter((mail) => mail.envelopeTo.includes(address))
  expect(mails.at(-1)?.text).toMatch(/^Ja, dat mag\./)
  const opened = await inTransaction((tx) => readConversation(tx, { id, by: cas, now, today }))
  expect(opened?.entries.at(-1)).toMatchObject({
    ...{ kind: 'sent', by: 'ann', writtenBy: 'ann', approvedBy: 'bob' },
    ...{ body: 'Ja, dat mag.', mandate: 'Mandaatbesluit wonen' },
  })
})

test('a draft that is returned is sent by nobody, and a new one takes its place', async () => {
  const { conversationId: id } = await askAbout(housing)
  await draft(id, ann, 2)
  expect(await giveBack(id, bob, 3, 3, null)).toEqual({ kind: 'no-reason' })
  expect(await giveBack(id, bob, 3, 3, 'Noem de regel.')).toEqual({ kind: 'appended', seq: 4 })
  expect(await send(id, bob, 4, 3)).toEqual(obstacle('returned'))
  expect(await approve(id, cas, 4, 3)).toEqual(obstacle('draft-replaced'))
  await draft(id, ann, 4, 'Ja, volgens de regels.')
  expect(await approve(id, bob, 5, 3)).toEqual(obstacle('draft-replaced'))
  expect(await approve(id, bob, 5, 5)).toEqual({ kind: 'appended', seq: 6 })
  expect(await send(id, ann, 6, 3)).toEqual(obstacle('draft-replaced'))
  expect(await send(id, ann, 6, 5)).toMatchObject({ kind: 'sent' })
})

test('the writer takes a draft back, also one that was approved', async () => {
  const { conversationId: id } = await askAbout(housing)
  await draft(id, ann, 2)
  await approve(id, bob, 3, 3)
  expect(await giveBack(id, cas, 4, 3, 'Toch niet')).toEqual(obstacle('draft-replaced'))
  expect(await giveBack(id, ann, 4, 3, null)).toEqual({ kind: 'appended', seq: 5 })
  expect(await send(id, ann, 5, 3)).toEqual(obstacle('returned'))
})

test('who wrote one of the drafts approves none of them, until an answer was sent', async () => {
  const { conversationId: id } = await askAbout(housing)
  await draft(id, bob, 2, 'Nee.')
  await draft(id, ann, 3)
  expect(await approve(id, bob, 4, 4)).toEqual(obstacle('own-draft'))
  await approve(id, cas, 4, 4)
  await send(id, ann, 5, 4)
  await draft(id, ann, 6, 'En nog iets.')
  expect(await approve(id, bob, 7, 7)).toMatchObject({ kind: 'appended' })
})

test('where an approver must agree, a colleague is not enough', async () => {
  const subject = await addSubject({ approval: 'approver' })
  await addMandate({ act: 'approve', approval: 'none', subject_id: subject, account_id: cas })
  const { conversationId: id } = await askAbout(subject)
  await draft(id, ann, 2)
  expect(await approve(id, bob, 3, 3)).toEqual(obstacle('needs-approver'))
  expect(await approve(id, cas, 3, 3)).toEqual({ kind: 'appended', seq: 4 })
  expect(await send(id, ann, 4, 3)).toMatchObject({ kind: 'sent' })
})

test('who is forbidden to approve does not agree as a colleague either', async () => {
  const subject = await addSubject({ approval: 'colleague' })
  await addMandate({ act: 'approve', approval: 'forbidden', subject_id: subject, account_id: bob })
  const { conversationId: id } = await askAbout(subject)
  await draft(id, ann, 2)
  expect(await approve(id, bob, 3, 3)).toEqual(obstacle('forbidden'))
  expect(await approve(id, cas, 3, 3)).toMatchObject({ kind: 'appended' })
})

test('an approval by a colleague does not become one by an approver', async () => {
  const subject = await addSubject({ approval: 'colleague' })
  await addMandate({ approval: 'approver', subject_id: subject, account_id: bob })
  const { conversationId: id } = await askAbout(subject)
  await draft(id, ann, 2)
  await approve(id, cas, 3, 3)
  expect(await send(id, bob, 4, 3)).toEqual(obstacle('needs-approver'))
  expect(await send(id, ann, 4, 3)).toMatchObject({ kind: 'sent' })
})

test('who may not send writes for somebody who may', async () => {
  const subject = await addSubject({ approval: 'colleague' })
  await addMandate({ approval: 'forbidden', subject_id: subject, account_id: ann })
  const { conversationId: id } = await askAbout(subject)
  expect(await reply(turnOf(id, ann, 2), 'Ja.')).toEqual(obstacle('forbidden'))
  await draft(id, ann, 2)
  await approve(id, bob, 3, 3)
  expect(await send(id, ann, 4, 3)).toEqual(obstacle('forbidden'))
  expect(await send(id, bob, 4, 3)).toMatchObject({ kind: 'sent' })
})

test('an approval counts for what the conversation was about', async () => {
  const other = await addSubject({ approval: 'colleague' })
  const { conversationId: id } = await askAbout(housing)
  await draft(id, ann, 2)
  await approve(id, bob, 3, 3)
  const classify = (seen: number, subjectId: string) =>
    inTransaction((tx) => classifyConversation(tx, turnOf(id, ann, seen), { subjectId, unitId: null }))
  await classify(4, other)
  expect(await send(id, ann, 5, 3)).toEqual(obstacle('needs-colleague'))
  await classify(5, housing)
  expect(await send(id, ann, 6, 3)).toEqual(obstacle('needs-colleague'))
})

test('a condition that is not met is named', async () => {
  const subject = await addSubject()
  const mandate = await addMandate({ approval: 'none', subject_id: subject })
  await database()
    .db.insertInto('mandate_condition')
    .values({ mandate_id: mandate, key: 'handbook:wonen' })
    .execute()
  const { conversationId: id } = await askAbout(subject)
  expect(await reply(turnOf(id, ann, 2), 'Ja.')).toEqual(obstacle('conditions', ['handbook:wonen']))
  await database().db.insertInto('condition_met').values({ key: 'handbook:wonen', account_id: ann }).execute()
  expect(await reply(turnOf(id, ann, 2), 'Ja.')).toMatchObject({ kind: 'sent' })
})

test('a mandate for another way of answering does not count', async () => {
  const subject = await addSubject({ approval: 'forbidden' }, { approval: 'none', channel: 'mail' })
  await addMandate({ approval: 'none', channel: 'mail', subject_id: subject, account_id: ann })
  const byCode = await askAbout(subject)
  expect(await reply(turnOf(byCode.conversationId, ann, byCode.seen), 'Ja.')).toEqual(obstacle('forbidden'))
  const byMail = await askAbout(subject, 'kanaal@elders.example')
  expect(await reply(turnOf(byMail.conversationId, ann, byMail.seen), 'Ja.')).toMatchObject({ mailed: true })
})

test('what came in after a draft was read stops its approval and its sending', async () => {
  const { conversationId: id, inputId } = await askAbout(housing)
  await draft(id, ann, 2)
  await inTransaction((tx) =>
    continueConversation(
      tx,
      { inputId, body: 'Het is een monument.' },
      { channel: 'web', timeZone: 'Europe/Amsterdam', now },
    ),
  )
  expect(await approve(id, bob, 3, 3)).toMatchObject({ kind: 'changed', newer: [{ kind: 'received' }] })
  expect(await approve(id, bob, 4, 3)).toMatchObject({ kind: 'appended' })
})

test('of two who approve at once one does', async () => {
  const { conversationId: id } = await askAbout(housing)
  await draft(id, ann, 2)
  const outcomes = await Promise.all([approve(id, bob, 3, 3), approve(id, cas, 3, 3)])
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'changed'])
})

test('who stands in for somebody who is away uses their mandate, and the answer says so', async () => {
  const subject = await addSubject({ approval: 'forbidden' })
  await addMandate({ approval: 'none', subject_id: subject, account_id: cas })
  const { conversationId: id } = await askAbout(subject)
  const deputy = await hire('deputy')
  expect(await reply(turnOf(id, deputy, 2), 'Ja.')).toEqual(obstacle('forbidden'))
  const own = await addSubject()
  await addMandate({ approval: 'approver', subject_id: own })
  await addMandate({ approval: 'none', subject_id: own, account_id: cas })
  const other = await askAbout(own)
  expect(await reply(turnOf(other.conversationId, deputy, 2), 'Ja.')).toEqual(obstacle('needs-approver'))
  await database()
    .db.insertInto('absence')
    .values({ id: newId(), account_id: cas, from_on: today, to_on: today, deputy_id: deputy })
    .execute()
  expect(await reply(turnOf(id, deputy, 2), 'Ja.')).toEqual(obstacle('forbidden'))
  expect(await reply(turnOf(other.conversationId, deputy, 2), 'Ja.')).toMatchObject({ kind: 'sent' })
  const opened = await inTransaction((tx) =>
    readConversation(tx, { id: other.conversationId, by: bob, now, today }),
  )
  expect(opened?.entries.at(-1)).toMatchObject({ by: 'deputy', inPlaceOf: 'cas' })
})

test('the unit that answers is that of the subject, or of the nearest above it, unless another is chosen', async () => {
  const { db } = database()
  const [garden, square] = await inTransaction(async (tx) => [
    await addUnit(tx, 'Tuinen', now),
    await addUnit(tx, 'Pleinen', now),
  ])
  const [green, tree, bench] = [newId(), newId(), newId()]
  await db
    .insertInto('subject')
    .values([green, tree, bench].map((id) => ({ id, created_at: now })))
    .execute()
  const version = { version: 1, made_at: now }
  await db
    .insertInto('subject_version')
    .values([
      { ...version, subject_id: green, name: 'Groen', unit_id: garden },
      { ...version, subject_id: tree, name: 'Boom', parent_id: green },
      { ...version, subject_id: bench, name: 'Bank', unit_id: square },
    ])
    .execute()
  const { conversationId: id } = await ask({ body: 'Van wie is deze boom?' })
  const classify = async (seen: number, subjectId: string | null, unitId: string | null) => {
    await inTransaction((tx) => classifyConversation(tx, turnOf(id, ann, seen), { subjectId, unitId }))
    return db
      .selectFrom('conversation')
      .select(['subject_id', 'unit_id'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  }
  expect(await classify(1, tree, null)).toEqual({ subject_id: tree, unit_id: garden })
  expect(await classify(2, bench, garden)).toEqual({ subject_id: bench, unit_id: square })
  expect(await classify(3, bench, garden)).toEqual({ subject_id: bench, unit_id: garden })
  expect(await classify(4, null, garden)).toEqual({ subject_id: null, unit_id: garden })
  expect(await classify(5, null, null)).toEqual({ subject_id: null, unit_id: null })
})

test('what stands beside the entries is what they add up to', () => expectRowsToAddUp(database().db))
