import { expect, test } from 'vitest'
import { hire as hireOn, now } from '#stories'
import { writeMail } from '../channels/mail-desk.fixture.ts'
import {
  closeConversation,
  continueConversation,
  findConversationOfInput,
  findConversationToFollow,
  judgeAnswer,
  listJoined,
  listTies,
  mergeConversation,
  reopenConversation,
} from '../index.ts'
import { expectRowsToAddUp, turnOf } from '../testing.ts'
import { useSplitDesk } from './split.fixture.ts'

const { ask, database, inTransaction, mail, read, reply, rowOf, take } = useSplitDesk()

const DAY_MS = 24 * 3_600_000
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS)
/** A turn that was taken so many days ago. */
const turnThen = (id: string, by: string, { seen, days }: { seen: number; days: number }) => ({
  ...turnOf(id, by, seen),
  ...{ now: daysAgo(days), today: daysAgo(days).toISOString().slice(0, 10) },
})
const write = (inputId: string, body: string, at = now) =>
  inTransaction((tx) =>
    continueConversation(tx, { inputId, body }, { channel: 'web', timeZone: 'Europe/Amsterdam', now: at }),
  )
const conversationOf = async (inputId: string) =>
  (
    await database()
      .db.selectFrom('conversation')
      .select('id')
      .where('input_id', '=', inputId)
      .executeTakeFirstOrThrow()
  ).id

/** Ann works here for two months. */
const hire = async () => (await hireOn(database().db, { name: 'ann', role: 'responder', at: daysAgo(58) })).by

let number = 0
/** A mail of Kees that was answered so many days ago. */
async function solvedBefore(days: number) {
  const [ann, n] = [await hire(), ++number]
  const first = `old-${n}@elders.example`
  const from = `Kees <old-${n}@elders.example>`
  const { id } = await mail({ id: first, from, date: daysAgo(days + 1) })
  await reply(turnThen(id, ann, { seen: 1, days }), 'Opgelost.')
  return { ann, id, first, from, before: await rowOf(id) }
}

test('mail for what was solved more than thirty days ago begins a conversation that continues it', async () => {
  const { ann, id, first, from, before } = await solvedBefore(31)
  const later = await mail({ from, refers: first, subject: 'Re: Scheve tegel', body: 'Nu een andere tegel.' })
  expect(later).toMatchObject({ seq: 1 })
  expect(later.id).not.toBe(id)
  expect(await rowOf(id)).toEqual(before)
  expect(await read(later.id, ann)).toMatchObject({
    conversation: { continues: id, status: 'open', run: 1, subject: 'Scheve tegel' },
    entries: [{ kind: 'received', other: null }, { kind: 'receipt' }],
  })
  expect(await mail({ from, refers: first, body: 'O ja.' })).toMatchObject({ id: later.id, seq: 3 })
  const reader = { accountId: ann, today: '2026-03-02' }
  expect(await listTies(database().db, later.id, reader)).toEqual([])
  await expectRowsToAddUp(database().db)
})

test('within thirty days the old one is opened again', async () => {
  const { id, first, from } = await solvedBefore(30)
  expect(await mail({ from, refers: first })).toMatchObject({ id })
  expect(await rowOf(id)).toMatchObject({ status: 'open', run: 2 })
})

test('two mails that come together begin one', async () => {
  const { id, first, from } = await solvedBefore(40)
  const [one, other] = await take(
    writeMail({ from, refers: first, body: 'Een.' }),
    writeMail({ from, refers: first, body: 'Twee.' }),
  )
  expect(one?.conversation).not.toBe(id)
  expect(other?.conversation).toBe(one?.conversation)
})

test('a machine, and more mail in spam, begin nothing', async () => {
  const { id, first, from } = await solvedBefore(40)
  expect(await mail({ from, refers: first, more: ['Auto-Submitted: auto-replied'] })).toMatchObject({ id })
  expect(await rowOf(id)).toMatchObject({ status: 'answered' })
  const ann = await hire()
  const spam = await mail({ id: 'spam@elders.example', from: 'spam@elders.example', date: daysAgo(50) })
  await inTransaction((tx) => closeConversation(tx, turnThen(spam.id, ann, { seen: 1, days: 45 }), 'spam'))
  expect(await mail({ from: 'spam@elders.example', refers: 'spam@elders.example' })).toMatchObject(
    spam.id ? { id: spam.id } : {},
  )
  expect(await rowOf(spam.id)).toMatchObject({ status: 'closed' })
})

test('somebody else who was in the mail begins one of their own, which possibly belongs there', async () => {
  const { ann, id, first, from } = await solvedBefore(40)
  const other = 'Buur <buur-later@elders.example>'
  await mail({ from, refers: first, more: ['Auto-Submitted: auto-replied', `Cc: ${other}`] })
  const theirs = await mail({ from: other, refers: first })
  expect(await rowOf(theirs.id)).toMatchObject({ continues: null })
  const reader = { accountId: ann, today: '2026-03-02' }
  expect(await listTies(database().db, theirs.id, reader)).toMatchObject([{ id, state: 'possibly' }])
})

test('by the page of a code it is the same: one new conversation, which the code opens too', async () => {
  const ann = await hire()
  const asked = await ask({ body: 'Mag het hek weg?', address: 'hek@elders.example' }, daysAgo(57))
  await reply(turnThen(asked.conversationId, ann, { seen: 2, days: 50 }), 'Ja.')
  const heard = await Promise.all([
    write(asked.inputId, 'En de schutting?'),
    write(asked.inputId, 'En de haag?'),
  ])
  const [inputId, same] = heard.map((one) => ('inputId' in one ? one.inputId : ''))
  expect(inputId).toBe(same)
  expect(inputId).not.toBe(asked.inputId)
  const later = await conversationOf(inputId ?? '')
  expect(await read(later, ann)).toMatchObject({
    conversation: { continues: asked.conversationId, status: 'open', language: 'nl' },
    contact: { address: 'hek@elders.example' },
    entries: [{ kind: 'received' }, { kind: 'received' }],
  })
  const { db } = database()
  expect(await listJoined(db, asked.inputId)).toMatchObject([{ inputId, why: 'later', status: 'open' }])
  expect(await listJoined(db, inputId ?? '')).toEqual([])
  expect(await findConversationOfInput(db, asked.inputId)).toMatchObject({ status: 'answered' })
  expect(await findConversationToFollow(db, asked.inputId)).toBe(asked.conversationId)
  await expectRowsToAddUp(db)
})

test('what continues another is continued itself, and the first code opens all of them', async () => {
  const ann = await hire()
  const asked = await ask({ body: 'Een.' }, daysAgo(57))
  await reply(turnThen(asked.conversationId, ann, { seen: 1, days: 50 }), 'Antwoord.')
  const second = await write(asked.inputId, 'Twee.', daysAgo(15))
  const between = await conversationOf('inputId' in second ? second.inputId : '')
  await reply(turnThen(between, ann, { seen: 1, days: 14 }), 'Antwoord.')
  await write(asked.inputId, 'Drie.', daysAgo(-20))
  const joined = await listJoined(database().db, asked.inputId)
  expect(joined.map(({ subject }) => subject)).toEqual(['Twee', 'Drie'])
  const last = await conversationOf(joined[1]?.inputId ?? '')
  expect(await rowOf(last)).toMatchObject({ continues: between })
})

test('what staff opened again goes on where it was', async () => {
  const { ann, id, first, from } = await solvedBefore(40)
  await inTransaction((tx) => reopenConversation(tx, turnOf(id, ann, 3)))
  expect(await mail({ from, refers: first })).toMatchObject({ id, seq: 5 })
})

test('one that was merged into the old one again is continued by another', async () => {
  const { ann, id, first, from } = await solvedBefore(40)
  const later = await mail({ from, refers: first })
  await inTransaction((tx) => mergeConversation(tx, turnOf(later.id, ann, 2), id))
  expect(await rowOf(id)).toMatchObject({ status: 'open' })
  expect(await mail({ from, refers: first })).toMatchObject({ id })
  await expectRowsToAddUp(database().db)
})

test('that an answer did not help is said of that answer, however long ago it was given', async () => {
  const ann = await hire()
  const asked = await ask({ body: 'Hoe zit dit?' }, daysAgo(57))
  await reply(turnThen(asked.conversationId, ann, { seen: 1, days: 50 }), 'Zo.')
  const at = { channel: 'web', timeZone: 'Europe/Amsterdam', now } as const
  await inTransaction((tx) => judgeAnswer(tx, { inputId: asked.inputId, hasHelped: false }, at))
  expect(await rowOf(asked.conversationId)).toMatchObject({ status: 'open' })
})
