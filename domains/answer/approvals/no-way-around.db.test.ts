import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Insertable, sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { DB, Tx } from '#db'
import { postLetter } from '#domains/letters'
import { newId } from '#platform/db'
import { foundTown, now, today } from '#stories'
import {
  addNote,
  classifyConversation,
  leavesSoon,
  orderReply,
  sendDraft,
  sendDueReplies,
  sendReply,
  settleConversations,
  takeBackReply,
} from '../index.ts'
import { expectRowsToAddUp, letterhead, secret, turnOf, useAnswerDesk } from '../testing.ts'

const { addMandate, addSubject, ask, database, hire, inTransaction, reply } = useAnswerDesk()

let ann = ''
let bob = ''
let id = ''
beforeAll(async () => {
  ;[ann, bob] = [await hire('ann'), await hire('bob')]
  await foundTown(database().db)
})

/** A conversation that has a draft by Ann, about which a colleague must agree; the draft is its fourth entry. */
beforeEach(async () => {
  const subjectId = await addSubject({ approval: 'colleague' })
  id = (await ask({ body: 'Mag ik een dakkapel?', address: 'om@elders.example' })).conversationId
  await inTransaction((tx) => classifyConversation(tx, turnOf(id, ann, 2), { subjectId, unitId: null }))
  await insert({ seq: 4, kind: 'draft', body: 'Ja, dat mag.' })
})

type Row = Partial<Insertable<DB['conversation_entry']>> & {
  kind: DB['conversation_entry']['kind']
  seq: number
}

/** Writes entries past every use case, with the rights of the program itself. */
const insert = (...rows: Row[]) => inTransaction((tx) => insertRows(tx, rows))

async function insertRows(tx: Tx, rows: Row[]): Promise<void> {
  const usual = { conversation_id: id, at: now, by_account: ann }
  await tx
    .insertInto('conversation_entry')
    .values(rows.map((row) => ({ ...usual, ...(mandated(row) ? { mandated_on: today } : {}), ...row })))
    .execute()
  const last = Math.max(...rows.map(({ seq }) => seq))
  await tx.updateTable('conversation').set({ last_seq: last }).where('id', '=', id).execute()
}

function mandated({ kind, status }: Row): boolean {
  return kind === 'sent' || kind === 'approved' || status === 'answered'
}

const sent: Row = { seq: 5, kind: 'sent', draft_seq: 4 }
const approved: Row = { seq: 5, kind: 'approved', draft_seq: 4 }
const sentNext: Row = { ...sent, seq: 6, approval_seq: 5 }

test.each<[string, RegExp, Row[]]>([
  ['sent without an approval', /needs-colleague/, [sent]],
  [
    'written and sent at once',
    /needs-colleague/,
    [
      { seq: 5, kind: 'draft', body: 'Nee.' },
      { ...sent, seq: 6, draft_seq: 5 },
    ],
  ],
  ['said to be from before mandates were asked', /needs-colleague/, [{ ...sent, before_mandates: true }]],
  ['approved by who wrote it', /own-draft/, [approved]],
  [
    'sent by an approval that is a note',
    /needs-colleague/,
    [{ seq: 5, kind: 'note', body: 'Goed' }, sentNext],
  ],
  [
    'approved for another draft than the newest',
    /draft-replaced/,
    [
      { seq: 5, kind: 'draft', body: 'Nee.' },
      { ...approved, seq: 6, by_account: null },
    ],
  ],
  ['called answered', /needs-colleague|no-mandate/, [{ seq: 5, kind: 'status', status: 'answered' }]],
  ['sent by nobody', /no-mandate/, [{ ...sent, by_account: null }]],
  [
    'sent on a day on which it was allowed',
    /mandated_on|no-mandate/,
    [{ ...sent, mandated_on: '2025-06-01' }],
  ],
  ['sent on no day', /no-mandate/, [{ ...sent, mandated_on: null }]],
])('what takes an approval is not %s', async (_, refusal, rows) => {
  await expect(insert(...rows)).rejects.toThrow(refusal)
})

test('an approval counts for its own text alone', async () => {
  await insert({ ...approved, by_account: bob })
  await insert({ seq: 6, kind: 'draft', body: 'Toch niet.' })
  await expect(insert({ ...sentNext, seq: 7, draft_seq: 6 })).rejects.toThrow(/needs-colleague/)
  await expect(insert({ ...sentNext, seq: 7 })).rejects.toThrow(/draft-replaced/)
})

test('with its approval it is sent, once, under the mandate that the database finds', async () => {
  await insert({ ...approved, by_account: bob })
  const other = await addMandate({ approval: 'none', channel: 'phone' })
  await insert({ ...sentNext, mandate_id: other, before_mandates: true })
  const { decision, before_mandates } = await database()
    .db.selectFrom('conversation_entry')
    .innerJoin('mandate', 'mandate.id', 'conversation_entry.mandate_id')
    .select(['decision', 'before_mandates'])
    .where('conversation_id', '=', id)
    .where('seq', '=', 6)
    .executeTakeFirstOrThrow()
  expect({ decision, before_mandates }).toEqual({ decision: 'Mandaatbesluit wonen', before_mandates: false })
  await expect(insert({ ...sentNext, seq: 7 })).rejects.toThrow(/draft-replaced/)
})

test.each<[string, (tx: Tx) => Promise<unknown>]>([
  ['another text', (tx) => change(tx, 4, { body: 'Nee, dat mag niet.' })],
  ['another writer', (tx) => change(tx, 4, { by_account: bob })],
  ['another kind', (tx) => change(tx, 3, { kind: 'note' })],
  ['another subject', (tx) => change(tx, 3, { subject_id: null })],
  [
    'an end',
    (tx) =>
      tx.deleteFrom('conversation_entry').where('conversation_id', '=', id).where('seq', '=', 4).execute(),
  ],
])('an entry gets no %s afterwards', async (_, work) => {
  await expect(inTransaction(work)).rejects.toThrow(/stays as it was written/)
})

function change(
  tx: Tx,
  seq: number,
  values: Partial<Insertable<DB['conversation_entry']>>,
): Promise<unknown> {
  return tx
    .updateTable('conversation_entry')
    .set(values)
    .where('conversation_id', '=', id)
    .where('seq', '=', seq)
    .execute()
}

test('words can be let go of, and a whole conversation', async () => {
  await inTransaction((tx) => change(tx, 4, { body: null }))
  await expect(inTransaction((tx) => change(tx, 4, { body: 'Weer terug' }))).rejects.toThrow(/stays as/)
  await inTransaction((tx) => tx.deleteFrom('conversation').where('id', '=', id).execute())
})

const replyLetter = { subject: 'Re: dakkapel', text: 'Ja, dat mag.', purpose: 'reply' } as const
const post = (tx: Tx) => postLetter(tx, replyLetter, { letterhead, to: 'om@elders.example', now })

const leavesAt = leavesSoon(now)
const atOnce = { answersInput: true, leavesAt }
const later = new Date(now.getTime() + 86_400_000)
const site = { url: 'https://praat.example', secret, timeZone: 'Europe/Amsterdam' }
const sendAll = () => sendDueReplies({ db: database().db, site, clock: { now: () => later } })

test.each<[string, (tx: Tx) => Promise<{ kind: string }>]>([
  ['a text of their own', (tx) => orderReply(tx, turnOf(id, ann, 4), { body: 'Ja.', ...atOnce })],
  ['a draft that nobody approved', (tx) => orderReply(tx, turnOf(id, ann, 4), { draftSeq: 4, ...atOnce })],
  ['the draft of a colleague', (tx) => orderReply(tx, turnOf(id, bob, 4), { draftSeq: 4, ...atOnce })],
  ['a draft that is not there', (tx) => orderReply(tx, turnOf(id, ann, 4), { draftSeq: 3, ...atOnce })],
  ['later', (tx) => orderReply(tx, turnOf(id, ann, 4), { body: 'Ja.', answersInput: true, leavesAt: later })],
  ['at once', (tx) => sendReply(tx, turnOf(id, ann, 4), { body: 'Ja.', answersInput: true }, letterhead)],
  [
    'a draft at once',
    (tx) => sendDraft(tx, turnOf(id, ann, 4), { draftSeq: 4, answersInput: true }, letterhead),
  ],
])('what takes an approval is not sent as %s', async (_, send) => {
  expect((await inTransaction(send)).kind).toBe('not-mandated')
  expect(await sendAll()).toEqual({ sent: 0, held: 0 })
})

/** A row that says that a reply waits, past every use case. */
const forceToLeave = (values: Partial<Insertable<DB['leaving_reply']>>) =>
  database()
    .db.insertInto('leaving_reply')
    .values({
      ...{ id: newId(), conversation_id: id, account_id: ann, seen: 4, answers_input: true },
      ...{ ordered_at: now, leaves_at: now, ...values },
    })
    .execute()

test.each<[string, Partial<Insertable<DB['leaving_reply']>>]>([
  ['a text of their own', { body: 'Ja.' }],
  ['a draft that nobody approved', { draft_seq: 4 }],
])('a job sends nothing that takes an approval, whatever says that it waits: %s', async (_, reply) => {
  await forceToLeave(reply)
  expect(await sendAll()).toEqual({ sent: 0, held: 1 })
  // Once it is held, no later run tries again.
  expect(await sendAll()).toEqual({ sent: 0, held: 0 })
})

test('what was approved and taken back leaves by no run, and what was sent by no second one', async () => {
  await insert({ ...approved, by_account: bob })
  const order = () => inTransaction((tx) => orderReply(tx, turnOf(id, ann, 5), { draftSeq: 4, ...atOnce }))
  const first = await order()
  const leaving = 'id' in first ? first.id : ''
  await inTransaction((tx) => takeBackReply(tx, turnOf(id, ann, 5), leaving))
  expect(await sendAll()).toEqual({ sent: 0, held: 0 })
  await order()
  expect(await sendAll()).toEqual({ sent: 1, held: 0 })
  expect((await order()).kind).toBe('changed')
  expect(await sendAll()).toEqual({ sent: 0, held: 0 })
})

test('pages and jobs send by what can be taken back alone', async () => {
  const apps = join(import.meta.dirname, '..', '..', '..', 'apps')
  const files = await Array.fromAsync(glob('{web,worker}/**/*.{ts,tsx}', { cwd: apps }))
  expect(files.length).toBeGreaterThan(100)
  for (const file of files)
    expect(/\b(sendReply|sendDraft)\(/.test(await readFile(join(apps, file), 'utf8')), file).toBe(false)
})

test('a reply leaves by mail with its entry only', async () => {
  await expect(inTransaction(post)).rejects.toThrow(/no entry says was sent/)
  const disguised = inTransaction(async (tx) => {
    const mail = await post(tx)
    await tx.updateTable('outgoing_mail').set({ purpose: 'other' }).where('id', '=', mail).execute()
  })
  await expect(disguised).rejects.toThrow(/no entry says was sent/)
  const waits = await database()
    .db.selectFrom('outgoing_mail')
    .select('id')
    .where('subject', '=', replyLetter.subject)
    .execute()
  expect(waits).toEqual([])
})

test('a public response does not answer what may not be answered in public', async () => {
  const { inputId } = await ask({ body: 'Voor iedereen?' })
  const settle = () => inTransaction((tx) => settleConversations(tx, [inputId], { by: ann, now, today }))
  await addMandate({ approval: 'forbidden', account_id: ann })
  await expect(settle()).rejects.toThrow(/forbidden/)
  await addMandate({ act: 'publish', visibility: 'public', approval: 'none', account_id: ann })
  await settle()
})

test('a mandate that ends while an answer waits for it is not used', async () => {
  const subjectId = await addSubject({ approval: 'forbidden' })
  const mandate = await addMandate({ approval: 'none', subject_id: subjectId, account_id: bob })
  const { conversationId } = await ask({ body: 'Geldt dit nog?' })
  await inTransaction((tx) =>
    classifyConversation(tx, turnOf(conversationId, bob, 1), { subjectId, unitId: null }),
  )
  let answering: Promise<unknown> = Promise.resolve()
  await inTransaction(async (tx) => {
    await tx.updateTable('mandate').set({ to_on: '2026-03-01' }).where('id', '=', mandate).execute()
    answering = reply(turnOf(conversationId, bob, 2), 'Ja.')
    answering.catch(() => undefined)
    await expect.poll(() => countWaiting()).toBe(1)
  })
  await expect(answering).rejects.toThrow(/forbidden/)
})

/** Sessions of this database that wait for somebody else's lock. */
async function countWaiting(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(database().db)
  return rows[0]?.n ?? 0
}

test('what stands beside the entries is what they add up to', async () => {
  await sql`delete from conversation`.execute(database().db)
  await sql`delete from outgoing_mail`.execute(database().db)
  const { conversationId } = await ask({ body: 'Telt dit op?' })
  await inTransaction((tx) => addNote(tx, { conversationId, by: ann, now, today }, 'Ja.'))
  await expectRowsToAddUp(database().db)
})
