import { expect, test } from 'vitest'
import type { Tx } from '#db'
import { openChannel } from '../channels/channel.ts'
import { only, useMailDesk, writeMail } from '../channels/mail-desk.fixture.ts'
import { listOwnAddresses } from '../channels/own-addresses.ts'
import { listEntries } from '../conversations/entry.queries.ts'
import { findAddress } from '../conversations/reply-thread.queries.ts'
import {
  approveDraft,
  askApproval,
  checkAnswers,
  classifyConversation,
  sendDraft,
  type Turn,
} from '../index.ts'
import { answerHolding } from '../privacy/answer-holding.ts'
import { leavesSoon } from '../sending/leaving.ts'
import { orderReply } from '../sending/order-reply.ts'
import { sendDueReplies } from '../sending/send-due-replies.ts'
import { letterhead, turnOf } from '../testing.ts'
import { chooseCopies, offeredIn } from './choose-copies.ts'
import type { Copy, WantedCopies } from './copy.ts'

const desk = useMailDesk()
const { database, deliverAll, hire, inTransaction, mailbox, take } = desk
const site = { mailFrom: 'post@voorbeeld.example', mailReplyTo: 'antwoord@voorbeeld.example' }
const entriesOf = (id: string) => listEntries(database().db, id)
let made = 0

/** The addresses of who may get a reply without a reason. */
async function offeredTo(id: string): Promise<string[]> {
  const [entries, asker] = await Promise.all([entriesOf(id), findAddress(database().db, id)])
  const own = await listOwnAddresses(database().db, site)
  return offeredIn(entries, { asker, own }).map(({ address }) => address)
}

/** A conversation that Zoë begins, with Ina and Bram in the mail. */
async function begin(): Promise<{ id: string; messageId: string }> {
  const messageId = `copies-${++made}@elders.example`
  const more = [`Cc: Ina <ina-${made}@elders.example>, bram-${made}@elders.example, info@voorbeeld.example`]
  const { conversation } = only(await take(writeMail({ id: messageId, more })))
  return { id: conversation ?? '', messageId }
}

const nobody: WantedCopies = { chosen: [], added: { address: '', reason: '' } }
const choose = (id: string, wanted: Partial<WantedCopies>) =>
  chooseCopies(database().db, id, { ...nobody, ...wanted }, site)

/** Sends, and lets it leave. */
async function send(id: string, wanted: Partial<WantedCopies>, body = 'Wij komen kijken.') {
  const by = await hire(`ann-${++made}`)
  const seen = (await entriesOf(id)).length
  const outcome = await choose(id, wanted)
  if (outcome.kind !== 'chosen') throw new Error(outcome.problem)
  const { copies } = outcome
  const turn = turnOf(id, by, seen)
  const order = { body, answersInput: true, leavesAt: leavesSoon(turn.now), copies }
  const ordered = await inTransaction((tx) => orderReply(tx, turn, order))
  const clock = { now: () => new Date(turn.now.getTime() + 60_000) }
  const sent = await sendDueReplies({ db: database().db, site: desk.mailDesk().site, clock })
  return { ordered, sent, by, turn }
}

test('nobody but whoever asked gets a reply, unless somebody chooses them', async () => {
  const { id } = await begin()
  expect(await offeredTo(id)).toEqual([`ina-${made}@elders.example`, `bram-${made}@elders.example`])
  await send(id, {})
  const sent = (await entriesOf(id)).findLast(({ kind }) => kind === 'sent')
  expect(sent?.copies).toEqual([])
})

test('an address that became ours since is offered to nobody, nor taken', async () => {
  const { id } = await begin()
  const [ina = '', bram] = await offeredTo(id)
  await inTransaction((tx) => openChannel(tx, { name: ina, now: new Date() }))
  expect(await offeredTo(id)).toEqual([bram])
  expect(await choose(id, { chosen: [ina] })).toMatchObject({ kind: 'refused', address: ina })
})

test('who was chosen gets a mail of their own, everybody sees who got it, and of each it is known how far it came', async () => {
  const { id } = await begin()
  const ina = `ina-${made}@elders.example`
  const added = { address: 'Wethouder@Elders.example', reason: 'Zij beslist hierover.' }
  await send(id, { chosen: [ina], added }, `Aan drie ${id}.`)
  await deliverAll()
  const mails = mailbox().received.filter(({ text }) => text?.includes(`Aan drie ${id}.`))
  expect(mails).toHaveLength(3)
  const sent = (await entriesOf(id)).findLast(({ kind }) => kind === 'sent')
  expect(sent?.copies).toMatchObject([
    { address: ina, reason: null, delivery: { state: 'sent' } },
    { address: 'wethouder@elders.example', reason: 'Zij beslist hierover.', delivery: { state: 'sent' } },
  ])
  const report = (of: string) => [
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    'Auto-Submitted: auto-replied',
    ...['', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; elders.example', ''],
    ...[
      `Final-Recipient: rfc822; ${ina}`,
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
    ],
    ...['', '--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${of}`, '', '--b--'],
  ]
  const about = sent?.copies[0]?.delivery?.messageId ?? ''
  await take(
    Buffer.from(
      [
        'Message-ID: <dsn@elders.example>',
        'From: mailer-daemon@elders.example',
        'Subject: Undelivered',
        ...report(about),
      ].join('\r\n'),
    ),
  )
  const after = (await entriesOf(id)).findLast(({ kind }) => kind === 'sent')
  expect(after?.copies.map(({ delivery }) => delivery?.state)).toEqual(['refused', 'sent'])
  expect(after?.delivery?.state).toBe('sent')
})

test.each([
  ['nobody@', 'x', 'not-an-address'],
  ['zoe@elders.example', 'x', 'asker'],
  ['info+abc@voorbeeld.example', 'x', 'ours'],
  ['POST@voorbeeld.example', 'x', 'ours'],
  ['nieuw@elders.example', ' ', 'no-reason'],
  ['nieuw@elders.example', 'x'.repeat(201), 'reason-too-long'],
  ['a@elders.example\nbcc: b@elders.example', 'x', 'not-an-address'],
])('who is typed as "%s" because "%s" gets none: %s', async (address, reason, problem) => {
  const { id } = await begin()
  expect(await choose(id, { added: { address, reason } })).toMatchObject({ kind: 'refused', problem })
})

test('who is in none of the mail cannot be ticked, and where whoever asked gets no mail nobody does', async () => {
  const { id } = await begin()
  expect(await choose(id, { chosen: ['iemand@elders.example'] })).toMatchObject({ problem: 'not-in-mail' })
  const { conversationId } = await desk.ask({ body: 'Zonder adres' })
  const added = { address: 'x@elders.example', reason: 'x' }
  expect(await choose(conversationId, { added })).toMatchObject({ problem: 'no-mail' })
  expect(await offeredTo(conversationId)).toEqual([])
})

test('the same words to others are another reply, and to the same the same one', async () => {
  const { id } = await begin()
  const by = await hire(`bob-${made}`)
  const turn = turnOf(id, by, (await entriesOf(id)).length)
  const order = { body: 'Ja.', answersInput: true, leavesAt: leavesSoon(turn.now) }
  const copies = [{ address: `ina-${made}@elders.example`, reason: null }]
  const [first, same, other] = [
    await inTransaction((tx) => orderReply(tx, turn, { ...order, copies })),
    await inTransaction((tx) => orderReply(tx, turn, { ...order, copies })),
    await inTransaction((tx) => orderReply(tx, turn, order)),
  ]
  expect(same).toEqual(first)
  expect(other.kind).toBe('leaves-already')
})

test('without a mandate nobody gets anything, and a copy without its reply is refused by the database', async () => {
  const subjectId = await desk.addSubject({ approval: 'approver' })
  const { id } = await begin()
  const by = await hire(`eva-${made}`)
  const seen = (await entriesOf(id)).length
  await inTransaction((tx) => classifyConversation(tx, turnOf(id, by, seen), { subjectId, unitId: null }))
  const { ordered } = await send(id, { chosen: [(await offeredTo(id))[0] ?? ''] })
  expect(ordered).toMatchObject({ kind: 'not-mandated' })
  expect((await entriesOf(id)).map(({ kind }) => kind)).not.toContain('sent')
  const copies = database().db.selectFrom('reply_copy').select('n').where('conversation_id', '=', id)
  expect(await copies.execute()).toEqual([])
  const loose = database()
    .db.insertInto('reply_copy')
    .values({ conversation_id: id, seq: 1, n: 1, address: 'x@elders.example' })
    .execute()
  await expect(loose).rejects.toMatchObject({ code: '23503' })
})

test('what a colleague approved goes to nobody else than who was in the mail', async () => {
  const subjectId = await desk.addSubject({ approval: 'colleague' })
  const { id } = await begin()
  const by = await hire(`fem-${made}`)
  const other = await hire(`gil-${made}`)
  const seen = async () => (await entriesOf(id)).length
  const step = async (work: (tx: Tx, turn: Turn) => Promise<unknown>, who = by) => {
    const turn = turnOf(id, who, await seen())
    return inTransaction((tx) => work(tx, turn))
  }
  await step((tx, turn) => classifyConversation(tx, turn, { subjectId, unitId: null }))
  await step((tx, turn) => askApproval(tx, turn, 'Wij komen kijken.'))
  const draftSeq = await seen()
  await step((tx, turn) => approveDraft(tx, turn, draftSeq), other)
  const added = { address: `nieuw-${made}@elders.example`, reason: 'Weet meer.' }
  expect(await choose(id, { added, draftSeq })).toMatchObject({ kind: 'refused', problem: 'approved' })
  const [ina = ''] = await offeredTo(id)
  expect(await choose(id, { chosen: [ina], draftSeq })).toMatchObject({ kind: 'chosen' })
  const sendTo = (copies: Copy[]) =>
    step((tx, turn) => sendDraft(tx, turn, { draftSeq, answersInput: true, copies }, letterhead))
  await expect(sendTo([added])).rejects.toMatchObject({ constraint: 'reply_copy_as_approved' })
  expect(await sendTo([{ address: ina, reason: null }])).toMatchObject({ kind: 'sent' })
})

test('what who got a copy writes back comes in as theirs, also without our address for answers', async () => {
  const { id } = await begin()
  await send(id, { added: { address: 'wijk@elders.example', reason: 'Kent de straat.' } })
  const ours =
    (await entriesOf(id)).findLast(({ kind }) => kind === 'sent')?.copies[0]?.delivery?.messageId ?? ''
  const fate = only(
    await take(writeMail({ from: 'wijk@elders.example', refers: ours.replace(/[<>]/g, ''), body: 'Klopt.' })),
  )
  expect(fate.conversation).toBe(id)
  const last = (await entriesOf(id)).findLast(({ kind }) => kind === 'received')
  expect(last?.mail).toMatchObject({ isFromOther: true, from: { address: 'wijk@elders.example' } })
})

test('somebody who is to be forgotten is taken out of what others asked, and the check knows of copies', async () => {
  const { id } = await begin()
  const address = `weg-${made}@elders.example`
  const { by, turn } = await send(id, { added: { address, reason: 'Weet meer.' } })
  expect((await checkAnswers(database().db, 'Europe/Amsterdam')).mandates).toBe('held')
  const person = { inputIds: [], mailbox: address.toUpperCase() }
  expect((await answerHolding.export(database().db, person)).data).toMatchObject([
    { copies: [{ reason: 'Weet meer.' }] },
  ])
  const held = await answerHolding.count(database().db, person)
  expect(held).toEqual({ reply_copy: 1 })
  const deed = { by, now: turn.now, today: turn.today }
  expect(await inTransaction((tx) => answerHolding.erase(tx, person, deed))).toEqual(held)
  expect(await answerHolding.count(database().db, person)).toEqual({})
  const left = await database()
    .db.selectFrom('outgoing_mail')
    .select('id')
    .where('recipient', '=', address)
    .execute()
  expect(left).toEqual([])
  expect((await entriesOf(id)).some(({ kind, body }) => kind === 'received' && body)).toBe(true)
})
