import { expect, test } from 'vitest'
import { now, today } from '#stories'
import { writeMail } from '../channels/mail-desk.fixture.ts'
import {
  classifyConversation,
  countRuns,
  findConversationOfInput,
  leavesSoon,
  listHeldReplies,
  listJoined,
  listLeavingReplies,
  mayReadConversation,
  mergeConversation,
  orderReply,
  snoozeConversation,
} from '../index.ts'
import { makeYouth } from '../privacy/privacy.fixture.ts'
import { expectRowsToAddUp, letterhead, turnOf } from '../testing.ts'
import { useSplitDesk } from './split.fixture.ts'

const { addSubject, ask, database, deliverAll, hire, inTransaction, mail, mailbox, read, reply, ...desk } =
  useSplitDesk()
const { rowOf, split, splitOff, take } = desk

let number = 0
/** Kees asked about a tile and was answered; then he mailed about something else on the same thread. */
async function askTwoThings() {
  const [ann, n] = [await hire('ann'), ++number]
  const first = `first-${n}@elders.example`
  const second = `second-${n}@elders.example`
  const from = `Kees <kees-${n}@elders.example>`
  const { id } = await mail({ id: first, from })
  await reply(turnOf(id, ann, 2), 'Die tegel leggen we recht.')
  const before = await rowOf(id)
  const asked = await mail({ id: second, from, refers: first, subject: 'Kapotte lamp' })
  expect(asked).toEqual({ id, seq: 5 })
  return { ann, from, first, second, id, before, seen: [id, ann, 5] as const }
}

test('what somebody wrote about something else is answered by itself, and the old one is as if they had not', async () => {
  const { ann, id, before, seen, from } = await askTwoThings()
  expect(await rowOf(id)).toMatchObject({ status: 'open', run: 2 })
  const into = await splitOff(seen, [5])
  expect(await rowOf(id)).toEqual({ ...before, last_seq: 6 })
  const made = await read(into, ann)
  expect(made).toMatchObject({
    conversation: { continues: id, subject: 'Kapotte lamp', status: 'open', run: 1, language: 'nl' },
    contact: { name: 'Kees', address: from.slice(6, -1) },
  })
  expect(made.entries).toMatchObject([
    {
      kind: 'received',
      channel: 'mail',
      body: expect.stringContaining('een tegel los'),
      other: { id, seq: 5 },
      mail: { subject: 'Kapotte lamp', isKept: true, mayBeNewTopic: false, isFromOther: false },
    },
    { kind: 'receipt' },
  ])
  expect(made.entries[0]?.at).toEqual((await read(id, ann)).entries[4]?.at)
  expect((await read(id, ann)).entries.slice(4)).toMatchObject([
    { kind: 'received', body: made.entries[0]?.body, splitOff: { id: into, seq: 1 }, mail: undefined },
    { kind: 'split', splitSeq: 5, other: { id: into, seq: 1 }, by: 'ann' },
  ])
  await expectRowsToAddUp(database().db)
})

test('an answer goes on the chain of what was split off, and what comes back goes where it is answered', async () => {
  const { ann, id, seen, first, second, from } = await askTwoThings()
  const into = await splitOff(seen, [5])
  await reply(turnOf(into, ann, 2), 'De lamp doet het weer.')
  await deliverAll()
  const sent = mailbox().received.findLast(({ text }) => text?.includes('lamp doet het weer'))
  expect(sent).toMatchObject({ subject: 'Re: Kapotte lamp', inReplyTo: `<${second}>` })
  expect(sent?.text).toContain('een tegel los')
  const ours = sent?.messageId?.slice(1, -1) ?? ''
  expect(await mail({ from, refers: ours, subject: 'Re: Kapotte lamp' })).toMatchObject({ id: into })
  expect(await mail({ from, refers: second, subject: 'Re: Kapotte lamp' })).toMatchObject({ id: into })
  expect(await mail({ from, refers: first })).toMatchObject({ id })
  await expectRowsToAddUp(database().db)
})

test('split off twice at once, it is one conversation', async () => {
  const { seen } = await askTwoThings()
  const both = await Promise.all([split(seen, [5]), split(seen, [5])])
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(['split', 'split-already'])
  const [one, other] = both.map((outcome) => ('conversationId' in outcome ? outcome.conversationId : ''))
  expect(one).toBe(other)
})

test('several are answered together, each as of when it was said', async () => {
  const { ann, id, from, first } = await askTwoThings()
  const later = new Date(now.getTime() - 60_000)
  await mail({ from, refers: first, subject: 'Kapotte lamp', date: later, body: 'Nummer drie is het.' })
  const into = await splitOff([id, ann, 6], [6, 5], { title: 'De lamp', mayMail: false })
  expect(await read(into, ann)).toMatchObject({
    conversation: { subject: 'De lamp', last_seq: 2 },
    entries: [{ other: { id, seq: 5 } }, { other: { id, seq: 6 }, body: 'Nummer drie is het.', at: later }],
  })
  expect(await rowOf(id)).toMatchObject({ status: 'answered', last_seq: 8 })
  await expectRowsToAddUp(database().db)
})

test('what is left open stays open, and what was put off meanwhile is not where nothing is open', async () => {
  const { ann, id, from, first, before } = await askTwoThings()
  await mail({ from, refers: first, body: 'En de tegel ligt weer scheef.' })
  await inTransaction((tx) => snoozeConversation(tx, turnOf(id, ann, 6), '2026-03-09'))
  await splitOff([id, ann, 7], [5])
  expect(await rowOf(id)).toMatchObject({ status: 'open', run: 2, run_seq: 6, snoozed_until: '2026-03-09' })
  await splitOff([id, ann, 8], [6])
  expect(await rowOf(id)).toEqual({ ...before, last_seq: 9 })
  await expectRowsToAddUp(database().db)
})

test('figures count it where it is answered', async () => {
  const { id, seen } = await askTwoThings()
  const counting = {
    timeZone: letterhead.timeZone,
    onFault: (error: unknown) => {
      throw error
    },
  }
  const runsOf = (one: string) =>
    database()
      .db.selectFrom('conversation_run')
      .select(['run', 'ended_as', 'is_reopened'])
      .where('conversation_id', '=', one)
      .orderBy('run')
      .execute()
  await countRuns(database().db, counting)
  expect(await runsOf(id)).toHaveLength(2)
  const into = await splitOff(seen, [5])
  await countRuns(database().db, counting)
  expect(await runsOf(id)).toEqual([{ run: 1, ended_as: 'answered', is_reopened: false }])
  expect(await runsOf(into)).toEqual([{ run: 1, ended_as: null, is_reopened: false }])
  await expectRowsToAddUp(database().db)
})

test('merging it into the old one puts both together again: it is open there, and later mail goes there', async () => {
  const { ann, id, seen, second, from } = await askTwoThings()
  const into = await splitOff(seen, [5])
  const merged = await inTransaction((tx) => mergeConversation(tx, turnOf(into, ann, 2), id))
  expect(merged).toMatchObject({ kind: 'appended' })
  expect(await rowOf(id)).toMatchObject({ status: 'open', run: 2 })
  expect(await mail({ from, refers: second })).toMatchObject({ id })
  expect((await read(id, ann)).entries[4]).toMatchObject({ body: expect.stringContaining('een tegel los') })
  await expectRowsToAddUp(database().db)
})

test('a reply that waits is held: it may answer what is answered elsewhere now', async () => {
  const { ann, id, seen } = await askTwoThings()
  const order = { body: 'Allebei in orde.', answersInput: false, leavesAt: leavesSoon(now) }
  await inTransaction((tx) => orderReply(tx, turnOf(...seen), order))
  await splitOff(seen, [5])
  expect(await listLeavingReplies(database().db, id)).toMatchObject([{ held: { why: 'split', by: 'ann' } }])
  expect(await listHeldReplies(database().db, { accountId: ann, today })).toHaveLength(1)
})

test('what somebody else wrote becomes theirs: whoever asked first neither has its code nor reads it', async () => {
  const { ann, id, first, from } = await askTwoThings()
  const other = 'Buur <buur@elders.example>'
  await mail({ from, refers: first, more: [`Cc: ${other}`] })
  const theirs = await mail({ from: other, refers: first, subject: 'Mijn heg' })
  expect(await split([id, ann, theirs.seq], [5, theirs.seq])).toEqual({ kind: 'of-two-people' })
  const into = await splitOff([id, ann, theirs.seq], [theirs.seq])
  expect(await read(into, ann)).toMatchObject({
    conversation: { continues: null },
    contact: { name: 'Buur', address: 'buur@elders.example' },
    entries: [{ other: { id }, mail: { isFromOther: false } }, { kind: 'receipt' }],
  })
  const { input_id } = await rowOf(id)
  const track = await findConversationOfInput(database().db, input_id)
  expect(track?.entries.at(-1)).toMatchObject({ kind: 'other' })
  expect(await listJoined(database().db, input_id)).toEqual([])
})

test('whoever asked reads both, by the code that they have', async () => {
  const { ann, id, seen } = await askTwoThings()
  const into = await splitOff(seen, [5])
  await reply(turnOf(into, ann, 2), 'De lamp doet het weer.')
  const { input_id } = await rowOf(id)
  const track = await findConversationOfInput(database().db, input_id)
  expect(track).toMatchObject({
    status: 'answered',
    entries: [{}, {}, { kind: 'received', body: expect.stringContaining('tegel los') }],
  })
  const joined = await listJoined(database().db, input_id)
  expect(joined).toMatchObject([{ subject: 'Kapotte lamp', status: 'answered', why: 'split' }])
  expect(track?.entries.at(-1)).toMatchObject({ apart: joined[0]?.publicId })
})

test('of what few may read, no more people read what is split off', async () => {
  const { id, seen } = await askTwoThings()
  const { subject, unit, wieke, bob } = await makeYouth(database().db)
  await inTransaction((tx) => classifyConversation(tx, turnOf(...seen), { subjectId: subject, unitId: unit }))
  expect(await split([id, bob, 6], [5])).toEqual({ kind: 'not-found' })
  const into = await splitOff([id, wieke, 6], [5])
  const may = (accountId: string) => mayReadConversation(database().db, into, { accountId, today })
  expect([await may(wieke), await may(bob)]).toEqual([true, false])
  const elsewhere = await addSubject()
  const seenNow = (await rowOf(into)).last_seq
  await inTransaction((tx) =>
    classifyConversation(tx, turnOf(into, wieke, seenNow), { subjectId: elsewhere, unitId: null }),
  )
  expect(await may(bob)).toBe(true)
})

test('words that went to where few read them are not shown where they came from', async () => {
  const { ann, id, seen } = await askTwoThings()
  const { subject } = await makeYouth(database().db)
  await splitOff(seen, [5], { filing: { subjectId: subject } })
  expect((await read(id, ann)).entries[4]).toMatchObject({ kind: 'received', body: null })
  await expectRowsToAddUp(database().db)
})

test('its beginning, what a machine wrote, what is ours and what is not there are not split off', async () => {
  const { ann, id } = await askTwoThings()
  const seqs = [[1], [2], [3], [4], [], [77], [1, 5]]
  for (const one of seqs)
    expect(await split([id, ann, 5], one), JSON.stringify(one)).toEqual({ kind: 'nothing-to-split' })
  expect(await split([id, ann, 4], [5])).toMatchObject({ kind: 'changed' })
  expect(await split([crypto.randomUUID(), ann, 5], [5])).toEqual({ kind: 'not-found' })
  const web = await ask({ body: 'Alleen dit.' })
  expect(await split([web.conversationId, ann, 1], [1])).toEqual({ kind: 'nothing-to-split' })
})

test('where a choice stands no more, nothing is split off', async () => {
  const { id, seen } = await askTwoThings()
  const before = await rowOf(id)
  await expect(split(seen, [5], { filing: { subjectId: crypto.randomUUID() } })).rejects.toThrow(
    'not-a-subject',
  )
  expect(await rowOf(id)).toEqual(before)
})

test('copies of one mail go along, and what is not placed yet finds it', async () => {
  const { ann, id, second, seen, from } = await askTwoThings()
  const into = await splitOff(seen, [5])
  const rows = await database()
    .db.selectFrom('received_raw')
    .select(['conversation_id as id', 'seq'])
    .where('conversation_id', 'in', [id, into])
    .orderBy('seq')
    .execute()
  expect(rows).toEqual([
    { id, seq: 1 },
    { id: into, seq: 1 },
  ])
  const [late] = await take(writeMail({ from, refers: second, more: ['Auto-Submitted: auto-replied'] }))
  expect(late).toMatchObject({ conversation: into })
  expect((await read(into, ann)).conversation.status).toBe('open')
})
