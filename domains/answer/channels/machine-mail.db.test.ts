import { expect, test } from 'vitest'
import { now } from '#stories'
import { listEntries } from '../conversations/entry.queries.ts'
import { closeConversation } from '../hands/close-conversation.ts'
import { expectRowsToAddUp, turnOf } from '../testing.ts'
import { only, useMailDesk, writeMail } from './mail-desk.fixture.ts'
import { receiptByHandle } from './receipt-limit.ts'
import { understandMail } from './understand-mail.ts'

const desk = useMailDesk()
const { database, deliverAll, hire, reply, store, take } = desk
const kindsOf = async (id: string | null) =>
  (await listEntries(database().db, id ?? '')).map(({ kind }) => kind)
const statusOf = async (id: string | null) =>
  (
    await database()
      .db.selectFrom('conversation')
      .select('status')
      .where('id', '=', id ?? '')
      .executeTakeFirst()
  )?.status

const machines: [string, string[]][] = [
  ['an answering machine', ['Auto-Submitted: auto-replied']],
  ['a mailing', ['Precedence: bulk']],
  ['a list', ['List-Id: <straat.lists.example>']],
  ['a program that asks for quiet', ['X-Auto-Response-Suppress: All']],
  ['an envelope without a sender', ['Return-Path: <>']],
]
test.each(machines)('%s is heard, and no machine of ours answers it', async (_name, more) => {
  const fate = only(await take(writeMail({ more })))
  expect(await kindsOf(fate.conversation)).toEqual(['received'])
})

test('mail with an empty sender on its envelope is of a machine', async () => {
  const raw = writeMail()
  expect(
    await kindsOf(
      only(await take({ raw, envelope: { from: '', to: ['info@voorbeeld.example'] } })).conversation,
    ),
  ).toEqual(['received'])
})

test.each([
  ['long ago', new Date(now.getTime() - 8 * 86_400_000)],
  ['in the future', new Date(now.getTime() + 3 * 86_400_000)],
])('mail that was written %s is heard, and thanked by nobody', async (_name, date) => {
  expect(await kindsOf(only(await take(writeMail({ date }))).conversation)).toEqual(['received'])
})

test('an out-of-office to our reply is in its conversation, and does not open it again', async () => {
  const by = await hire('ann')
  const question = only(await take(writeMail({ id: 'oof@elders.example', from: 'weg@elders.example' })))
  await reply(turnOf(question.conversation ?? '', by, 2), 'Dat kan.')
  const answer = only(
    await take(
      writeMail({
        from: 'weg@elders.example',
        refers: 'oof@elders.example',
        subject: 'Afwezig',
        more: ['Auto-Submitted: auto-replied'],
      }),
    ),
  )
  expect(answer).toMatchObject({ conversation: question.conversation, seq: 5 })
  expect(await statusOf(question.conversation)).toBe('answered')
})

function bounceOf(
  messageId: string,
  { status = '5.1.1', action = 'failed', to = 'weg@elders.example' } = {},
): Buffer {
  const boundary = 'b'
  return Buffer.from(
    [
      'Message-ID: <dsn@mx.example>',
      'From: MAILER-DAEMON@mx.example',
      'To: post@voorbeeld.example',
      'Subject: Undelivered Mail Returned to Sender',
      'Return-Path: <>',
      'Auto-Submitted: auto-replied',
      `Date: ${now.toUTCString()}`,
      `Content-Type: multipart/report; report-type=delivery-status; boundary=${boundary}`,
      '',
      `--${boundary}`,
      '',
      'It did not arrive.',
      `--${boundary}`,
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      `Final-Recipient: rfc822; ${to}`,
      `Action: ${action}`,
      `Status: ${status}`,
      `Diagnostic-Code: smtp; ${status.startsWith('5') ? '550' : '452'} ${status} no such user ${Math.random()}`,
      `--${boundary}`,
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${messageId}`,
      'Subject: x',
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  )
}

async function askAndAnswer(from: string) {
  const by = await hire('ann')
  const question = only(await take(writeMail({ from })))
  await reply(turnOf(question.conversation ?? '', by, 2), 'Dat kan.')
  await deliverAll()
  const sent = (await listEntries(database().db, question.conversation ?? '')).at(-1)
  return { conversation: question.conversation, seq: sent?.seq, messageId: sent?.delivery?.messageId ?? '' }
}

test('a bounce becomes the state of the mail that it is about, adds no entry, and opens nothing', async () => {
  const { conversation, seq, messageId } = await askAndAnswer('bounce@elders.example')
  const fate = only(await take(bounceOf(messageId)))
  expect(fate).toMatchObject({ state: 'understood', conversation, seq })
  const entries = await listEntries(database().db, conversation ?? '')
  expect(entries).toHaveLength(4)
  expect(entries.at(-1)?.delivery).toMatchObject({
    state: 'refused',
    lastError: expect.stringContaining('550 5.1.1'),
  })
  expect(await statusOf(conversation)).toBe('answered')
})

test('a delay is told on the mail that is late, and that is all', async () => {
  const { conversation, messageId } = await askAndAnswer('laat@elders.example')
  await take(bounceOf(messageId, { status: '4.2.2', action: 'delayed' }))
  const last = (await listEntries(database().db, conversation ?? '')).at(-1)
  expect(last?.delivery).toMatchObject({ state: 'sent', lastError: expect.stringContaining('452 4.2.2') })
})

test('a bounce of mail that is not ours begins a conversation, and nobody is told', async () => {
  expect(await kindsOf(only(await take(bounceOf('<niet-van-ons@elders.example>'))).conversation)).toEqual([
    'received',
  ])
})

test('one address gets five receipts a day, and is heard each time', async () => {
  const counts = new Map<string, number>()
  const mayMail = async (handle: string) => {
    counts.set(handle, (counts.get(handle) ?? 0) + 1)
    return (counts.get(handle) ?? 0) <= receiptByHandle.times
  }
  const mails = Array.from({ length: 8 }, () => writeMail({ from: 'Veel <v.e.e.l+1@gmail.com>' }))
  const { ids } = await store('info@voorbeeld.example', ...mails)
  await understandMail(desk.mailDesk({ mayMail }))
  const fates = await desk.fatesOf(ids)
  const kinds = await Promise.all(fates.map(({ conversation }) => kindsOf(conversation)))
  expect(kinds.filter((all) => all.includes('receipt'))).toHaveLength(5)
  expect(counts).toEqual(new Map([['veel@gmail.com', 8]]))
})

test('a mail that the database does not take is held, and the others go on', async () => {
  const faults: string[] = []
  const { ids } = await store('info@voorbeeld.example', writeMail(), writeMail())
  const { db } = database()
  // A row that is there already: what is stored with it cannot be stored.
  const [other] = await take(writeMail({ id: 'in-de-weg@elders.example' }))
  await db
    .updateTable('received_raw')
    .set({ state: 'new', conversation_id: null, seq: null })
    .where('id', '=', other?.id ?? '')
    .execute()
  await understandMail(desk.mailDesk({ onFault: (_, rawId) => faults.push(rawId) }))
  expect((await desk.fatesOf([...ids, other?.id ?? ''])).map(({ state }) => state)).toEqual([
    'understood',
    'understood',
    'held',
  ])
  expect(faults).toEqual([other?.id])
})

test('a mail beyond all limits is held with its reason, and the others go on', async () => {
  const bomb = Buffer.from(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(2000)}`)
  const large = Buffer.concat([Buffer.from('Subject: groot\n\n'), Buffer.alloc(41_000_000, 'x')])
  const fates = await take(bomb, large, writeMail())
  expect(fates.map(({ state, reason }) => [state, reason])).toEqual([
    ['held', 'too-many-parts'],
    ['held', 'too-large'],
    ['understood', null],
  ])
})

test('understood by two at once, each mail is there once', async () => {
  const { ids } = await store(
    'info@voorbeeld.example',
    ...Array.from({ length: 90 }, () => writeMail({ from: 'twee@elders.example' })),
  )
  await Promise.all([understandMail(desk.mailDesk()), understandMail(desk.mailDesk())])
  const fates = await desk.fatesOf(ids)
  expect(new Set(fates.map(({ conversation }) => conversation)).size).toBe(90)
  expect(await mailsOf(ids)).toBe(90)
})

async function mailsOf(ids: string[]): Promise<number> {
  return (
    await database().db.selectFrom('mail_message').select('raw_id').where('raw_id', 'in', ids).execute()
  ).length
}

test('what stands beside the entries is what they add up to', () => expectRowsToAddUp(database().db))

test('more mail in what was called spam stays there, without a receipt', async () => {
  const ann = await hire('ann')
  const first = only(await take(writeMail({ id: 'spam-1@elders.example', from: 'koop@elders.example' })))
  const id = first.conversation ?? ''
  await desk.inTransaction((tx) => closeConversation(tx, turnOf(id, ann, 2), 'spam'))
  const again = only(await take(writeMail({ refers: 'spam-1@elders.example', from: 'koop@elders.example' })))
  expect(again.conversation).toBe(id)
  expect(await statusOf(id)).toBe('closed')
  expect(await kindsOf(id)).toEqual(['received', 'receipt', 'status', 'received'])
  await desk.inTransaction((tx) => closeConversation(tx, turnOf(id, ann, 4), 'not-ours'))
  await take(writeMail({ refers: 'spam-1@elders.example', from: 'koop@elders.example' }))
  expect(await statusOf(id)).toBe('open')
  await expectRowsToAddUp(database().db)
})
