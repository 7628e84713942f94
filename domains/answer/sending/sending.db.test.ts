import { beforeAll, beforeEach, expect, test } from 'vitest'
import { foundTown, now, today } from '#stories'
import {
  addNote,
  approveDraft,
  askApproval,
  classifyConversation,
  closeConversation,
  continueConversation,
  leavesSoon,
  listHeldReplies,
  listLeavingReplies,
  mergeConversation,
  orderReply,
  readConversation,
  sendDueReplies,
  takeBackReply,
} from '../index.ts'
import { eraseConversation } from '../privacy/erase-conversation.ts'
import { makeYouth } from '../privacy/privacy.fixture.ts'
import { expectRowsToAddUp, secret, turnOf, useAnswerDesk } from '../testing.ts'

const { addMandate, addSubject, ask, database, deliverAll, hire, inTransaction, mailbox } = useAnswerDesk()

let [ann, bob] = ['', '']
beforeAll(async () => {
  await foundTown(database().db)
  ;[ann, bob] = [await hire('ann'), await hire('bob')]
})

let asked = { conversationId: '', inputId: '' }
let id = ''
let seen = 2
beforeEach(async () => {
  await database().db.deleteFrom('leaving_reply').execute()
  asked = await ask({ body: 'Mag ik een dakkapel?', address: 'om@elders.example' })
  id = asked.conversationId
  seen = 2
})

const soon = leavesSoon(now)
const site = { url: 'https://praat.example', secret, timeZone: 'Europe/Amsterdam' }

const order = (by: string, body: string, leavesAt = soon) =>
  inTransaction((tx) => orderReply(tx, turnOf(id, by, seen), { body, answersInput: false, leavesAt }))

const sendDue = (at = soon) => sendDueReplies({ db: database().db, site, clock: { now: () => at } })

const leaving = () => listLeavingReplies(database().db, id)

/** Takes back what leaves first. */
async function takeBack(by: string) {
  const [reply] = await leaving()
  return inTransaction((tx) => takeBackReply(tx, turnOf(id, by, seen), reply?.id ?? id))
}

async function kindsIn(): Promise<string[]> {
  const page = await inTransaction((tx) => readConversation(tx, { id, by: ann, now, today }))
  return page?.entries.map(({ kind }) => kind) ?? []
}

const writeAgain = () =>
  inTransaction((tx) =>
    continueConversation(
      tx,
      { inputId: asked.inputId, body: 'Nog iets.' },
      { channel: 'web', timeZone: site.timeZone, now },
    ),
  )

test('a reply leaves after ten seconds and not before, once, with its mail', async () => {
  expect(await order(ann, 'Ja, dat mag.')).toMatchObject({ kind: 'leaving' })
  expect(await sendDue(new Date(soon.getTime() - 1))).toEqual({ sent: 0, held: 0 })
  expect(await kindsIn()).toEqual(['received', 'receipt'])
  const runs = await Promise.all([sendDue(), sendDue(), sendDue()])
  expect(runs.map(({ sent }) => sent).toSorted()).toEqual([0, 0, 1])
  expect(await kindsIn()).toEqual(['received', 'receipt', 'draft', 'sent'])
  expect(await leaving()).toEqual([])
  await deliverAll()
  expect(mailbox().received.filter(({ text }) => text?.includes('Ja, dat mag.'))).toHaveLength(1)
  await expectRowsToAddUp(database().db)
})

test('what is taken back never leaves, and its words come back', async () => {
  await order(ann, 'Ja, dat mag.')
  expect(await takeBack(ann)).toEqual({ kind: 'taken-back', body: 'Ja, dat mag.' })
  expect(await sendDue()).toEqual({ sent: 0, held: 0 })
  expect(await takeBack(ann)).toEqual({ kind: 'left' })
})

test('of taking back and leaving at once, one happens', async () => {
  await order(ann, 'Ja, dat mag.')
  const [back, run] = await Promise.all([takeBack(ann), sendDue()])
  expect([back.kind, run.sent]).toEqual(back.kind === 'left' ? ['left', 1] : ['taken-back', 0])
  expect((await kindsIn()).filter((kind) => kind === 'sent')).toHaveLength(run.sent)
})

test('what somebody writes to us stops a reply, for its writer to take back; a note does not', async () => {
  const later = new Date(now.getTime() + 3 * 86_400_000)
  await order(ann, 'Ja, dat mag.', later)
  await inTransaction((tx) => addNote(tx, turnOf(id, bob, 2), 'Klopt.'))
  expect((await leaving()).map(({ held }) => held)).toEqual([undefined])
  await writeAgain()
  expect(await sendDue(later)).toEqual({ sent: 0, held: 0 })
  expect(await leaving()).toMatchObject([{ by: 'ann', body: 'Ja, dat mag.', held: { why: 'heard' } }])
  expect(await listHeldReplies(database().db, { accountId: ann, today })).toMatchObject([
    { conversationId: id },
  ])
  expect(await takeBack(bob)).toEqual({ kind: 'copied', body: 'Ja, dat mag.' })
  expect(await takeBack(ann)).toMatchObject({ kind: 'taken-back' })
  expect(await listHeldReplies(database().db, { accountId: ann, today })).toEqual([])
})

test('a colleague stops a reply, and it is held for its writer with who did', async () => {
  await order(ann, 'Ja, dat mag.')
  expect(await takeBack(bob)).toEqual({ kind: 'stopped' })
  expect(await leaving()).toMatchObject([{ by: 'ann', held: { why: 'stopped', by: 'bob' } }])
  expect(await order(bob, 'Nee, dat mag niet.')).toMatchObject({ kind: 'leaving' })
  expect(await sendDue()).toEqual({ sent: 1, held: 0 })
  expect(await leaving()).toMatchObject([{ body: 'Ja, dat mag.' }])
})

test('whoever says that it is spam stops the reply', async () => {
  await order(ann, 'Ja, dat mag.')
  await inTransaction((tx) => closeConversation(tx, turnOf(id, bob, 2), 'spam'))
  expect(await sendDue()).toEqual({ sent: 0, held: 0 })
  expect(await leaving()).toMatchObject([{ held: { why: 'stopped', by: 'bob' } }])
})

test('one reply leaves at a time; the same words once more are the same one', async () => {
  const first = await order(ann, 'Ja, dat mag.')
  expect(await order(ann, 'Ja, dat mag.')).toEqual(first)
  expect(await order(ann, 'Nee.')).toEqual({ kind: 'leaves-already' })
  expect(await order(bob, 'Ja, dat mag.')).toEqual({ kind: 'leaves-already' })
  expect(await leaving()).toHaveLength(1)
})

test('a mandate that ended before the reply leaves holds it', async () => {
  const subjectId = await addSubject({ approval: 'forbidden' })
  const mandate = await addMandate({ approval: 'none', subject_id: subjectId, account_id: ann })
  await inTransaction((tx) => classifyConversation(tx, turnOf(id, ann, 2), { subjectId, unitId: null }))
  seen = 3
  expect(await order(bob, 'Nee.')).toMatchObject({ kind: 'not-mandated', obstacle: { kind: 'forbidden' } })
  await order(ann, 'Ja, dat mag.')
  await database().db.updateTable('mandate').set({ to_on: '2026-01-02' }).where('id', '=', mandate).execute()
  expect(await sendDue()).toEqual({ sent: 0, held: 1 })
  expect(await kindsIn()).not.toContain('sent')
  expect(await leaving()).toMatchObject([{ body: 'Ja, dat mag.', held: { why: 'forbidden', by: null } }])
})

test('an approval that counts no more when the draft leaves holds it', async () => {
  const subjectId = await addSubject({ approval: 'colleague' })
  const turn = (by: string, read: number) => turnOf(id, by, read)
  await inTransaction((tx) => classifyConversation(tx, turn(ann, 2), { subjectId, unitId: null }))
  await inTransaction((tx) => askApproval(tx, turn(ann, 3), 'Ja, dat mag.'))
  const draft = { draftSeq: 4, answersInput: false, leavesAt: soon }
  const early = await inTransaction((tx) => orderReply(tx, turn(ann, 4), draft))
  expect(early).toMatchObject({ kind: 'not-mandated', obstacle: { kind: 'needs-colleague' } })
  await inTransaction((tx) => approveDraft(tx, turn(bob, 4), 4))
  await inTransaction((tx) => orderReply(tx, turn(ann, 5), draft))
  const other = await addSubject({ approval: 'colleague' })
  await inTransaction((tx) => classifyConversation(tx, turn(bob, 5), { subjectId: other, unitId: null }))
  expect(await sendDue()).toEqual({ sent: 0, held: 1 })
  expect(await leaving()).toMatchObject([{ isDraft: true, held: { why: 'needs-colleague' } }])
  expect(await takeBack(ann)).toEqual({ kind: 'taken-back', body: null })
})

test('a reply of somebody who may no longer read the conversation is held', async () => {
  await order(ann, 'Ja, dat mag.')
  const { subject } = await makeYouth(database().db)
  const { db } = database()
  await db.updateTable('conversation').set({ subject_id: subject }).where('id', '=', id).execute()
  expect(await sendDue()).toEqual({ sent: 0, held: 1 })
  expect(await takeBack(ann)).toEqual({ kind: 'left' })
})

test('what is erased leaves no more', async () => {
  await order(ann, 'Ja, dat mag.')
  await inTransaction((tx) => eraseConversation(tx, id, { by: ann, now, today }))
  expect(await sendDue()).toEqual({ sent: 0, held: 0 })
  expect(await leaving()).toEqual([])
})

test('one reply that cannot be sent now keeps no other', async () => {
  await order(ann, 'Ja, dat mag.')
  const stuck = id
  const setLast = (last_seq: number) =>
    database().db.updateTable('conversation').set({ last_seq }).where('id', '=', stuck).execute()
  await setLast(1)
  id = (await ask({ body: 'En een schuur?' })).conversationId
  seen = 1
  await order(bob, 'Ook.')
  await expect(sendDue()).rejects.toThrow('1 replies could not be sent now')
  expect(await leaving()).toEqual([])
  await setLast(2)
  expect(await sendDue()).toEqual({ sent: 1, held: 0 })
})

test('a reply that waits in a conversation that is merged is held: who asked is answered in the other', async () => {
  const other = await ask({ body: 'Nog eens.', address: 'om@elders.example' })
  await order(ann, 'Dat mag.')
  await inTransaction((tx) => mergeConversation(tx, turnOf(id, bob, seen), other.conversationId))
  expect(await leaving()).toMatchObject([{ held: { why: 'merged', by: 'bob' }, body: 'Dat mag.' }])
  expect(await sendDue()).toEqual({ sent: 0, held: 0 })
  expect(await listHeldReplies(database().db, { accountId: ann, today })).toMatchObject([
    { conversationId: id },
  ])
  seen = 3
  expect(await takeBack(ann)).toEqual({ kind: 'taken-back', body: 'Dat mag.' })
})
