import { expect, test } from 'vitest'
import { addressSchema } from '#platform/address'
import { newId, newPublicId } from '#platform/db'
import { now } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import { addressesSaid, confirmAddress, sealAddress, stopAddress } from './notice-address.ts'
import { listNoticeRequests, requestNotices } from './notice-request.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const secret = 's'.repeat(32)

async function wishFor(typed: string) {
  const inputId = newId()
  const input = {
    id: inputId,
    public_id: newPublicId(),
    kind: 'question',
    channel: 'web',
    received_at: now,
    published_at: now,
  } as const
  await database().db.insertInto('input').values(input).execute()
  const address = addressSchema.parse(typed)
  const wish = { inputId, address, language: 'nl', secret, now, today: '2026-03-02' } as const
  const seal = sealAddress(address, secret)
  return {
    ...wish,
    seal,
    on: (today: string) =>
      inTransaction((tx) => requestNotices(tx, { ...wish, today, mayMail: async () => true })),
  }
}

test('an address is told nothing until it is confirmed, and then once for all its inputs', async () => {
  const { db } = database()
  const first = await wishFor('Wie@voorbeeld.example')
  const second = await wishFor('wie+plein@voorbeeld.example')
  expect(await first.on('2026-03-02')).toMatchObject({ mustAsk: true })
  expect(await second.on('2026-03-02')).toMatchObject({ mustAsk: true })
  const inputIds = [first.inputId, second.inputId]
  expect(await listNoticeRequests(db, inputIds)).toEqual([])
  await inTransaction((tx) => confirmAddress(tx, first))
  expect(await listNoticeRequests(db, inputIds)).toHaveLength(2)
  const third = await wishFor('WIE@voorbeeld.example')
  expect(await third.on('2026-03-09')).toMatchObject({ mustAsk: false })
  expect(await listNoticeRequests(db, [third.inputId])).toHaveLength(1)
})

test('an address is asked three times a day at most, however it is written, and no more after it said no', async () => {
  const wish = await wishFor('vaak@voorbeeld.example')
  const askOn = async (today: string) =>
    (await (await wishFor(`Vaak+${newId()}@voorbeeld.example`)).on(today)).mustAsk
  const days = ['2026-03-02', '2026-03-02', '2026-03-02', '2026-03-02', '2026-03-02', '2026-03-03']
  const asked = []
  for (const day of days) asked.push(await askOn(day))
  expect(asked).toEqual([true, true, true, false, false, true])
  await inTransaction((tx) => stopAddress(tx, { ...wish, today: '2026-03-03' }))
  const after = []
  for (const day of ['2026-03-03', '2026-03-04', '2026-04-02', '2027-03-02']) after.push(await askOn(day))
  expect(after).toEqual([false, false, false, false])
})

test('sixty requests at once ask an address three times', async () => {
  const wishes = await Promise.all(Array.from({ length: 60 }, () => wishFor('bom@voorbeeld.example')))
  const outcomes = await Promise.all(wishes.map((wish) => wish.on('2026-03-02')))
  expect(outcomes.filter(({ mustAsk }) => mustAsk)).toHaveLength(3)
})

test('what an address said is forgotten: an unanswered question in a month, an answer in two years', async () => {
  const { db } = database()
  await db.deleteFrom('notice_address').execute()
  await (await wishFor('stil@voorbeeld.example')).on('2026-03-02')
  const yes = await wishFor('ja@voorbeeld.example')
  await inTransaction((tx) => confirmAddress(tx, yes))
  const forgetOn = async (today: string) => {
    const went = []
    for (const kind of addressesSaid('Europe/Amsterdam'))
      went.push(await kind.remove(db, new Date(`${today}T09:00:00Z`)))
    return went
  }
  expect(await forgetOn('2026-04-01')).toEqual([0, 0])
  expect(await forgetOn('2026-04-02')).toEqual([1, 0])
  expect(await forgetOn('2028-03-01')).toEqual([0, 0])
  expect(await forgetOn('2028-03-02')).toEqual([0, 1])
})
