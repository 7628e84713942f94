import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { createLimits, type Limits, limitCounts } from './index.ts'

const database = useTestDatabase()
let here: Limits
let elsewhere: Limits
beforeAll(() => {
  here = createLimits(database().url, 's'.repeat(32))
  elsewhere = createLimits(database().url, 's'.repeat(32))
})
afterAll(async () => {
  await here.close()
  await elsewhere.close()
})

test('what is limited everywhere is counted over all processes together', async () => {
  const limit = { name: 'claim', times: 3, perSeconds: 60, scope: 'everywhere' } as const
  const outcomes = [
    await here.count(limit, 'a'),
    await elsewhere.count(limit, 'a'),
    await here.count(limit, 'a'),
    await elsewhere.count(limit, 'a'),
  ]
  expect(outcomes.map((outcome) => outcome.kind)).toEqual(['allowed', 'allowed', 'allowed', 'limited'])
  expect(await here.count(limit, 'b')).toEqual({ kind: 'allowed' })
})

test('who is limited hears when to come back, and no key is kept as it was', async () => {
  const limit = { name: 'once', times: 1, perSeconds: 30, scope: 'everywhere' } as const
  await here.count(limit, 'wie@voorbeeld.example')
  const refused = await here.count(limit, 'wie@voorbeeld.example')
  expect(refused).toMatchObject({ kind: 'limited' })
  const rows = await database().db.selectFrom('rate_limit').select('key').execute()
  expect(JSON.stringify(rows)).not.toContain('voorbeeld')
})

test('what is limited per process is counted without the database', async () => {
  const limit = { name: 'vote', times: 2, perSeconds: 60, scope: 'process' } as const
  expect((await here.count(limit, 'x')).kind).toBe('allowed')
  expect((await here.count(limit, 'x')).kind).toBe('allowed')
  expect((await here.count(limit, 'x')).kind).toBe('limited')
  expect((await elsewhere.count(limit, 'x')).kind).toBe('allowed')
})

test('an address that was counted cannot be found by hashing all addresses', async () => {
  const limit = { name: 'address', times: 1, perSeconds: 30, scope: 'everywhere' } as const
  await here.count(limit, '192.0.2.7')
  const hash = createHash('sha256').update('192.0.2.7').digest('base64url')
  const rows = await database().db.selectFrom('rate_limit').select('key').execute()
  expect(rows.map((row) => row.key)).not.toContain(`address:${hash}`)
})

test('a clock that ran ahead for a while leaves nobody limited', async () => {
  const limit = { name: 'ahead', times: 1, perSeconds: 60, scope: 'everywhere' } as const
  await here.count(limit, 'a')
  expect((await here.count(limit, 'a')).kind).toBe('limited')
  const twoDays = 2 * 24 * 60 * 60 * 1000
  await database()
    .db.updateTable('rate_limit')
    .set((eb) => ({ expire: eb('expire', '+', twoDays) }))
    .where('key', 'like', 'ahead:%')
    .execute()
  expect((await here.count(limit, 'a')).kind).toBe('allowed')
  expect((await elsewhere.count(limit, 'a')).kind).toBe('limited')
})

test('of a thousand who come at once to two processes no more get through than may', async () => {
  const limit = { name: 'rush', times: 7, perSeconds: 60, scope: 'everywhere' } as const
  const outcomes = await Promise.all(
    Array.from({ length: 1000 }, (_, n) => (n % 2 ? here : elsewhere).count(limit, 'a')),
  )
  expect(outcomes.filter(({ kind }) => kind === 'allowed')).toHaveLength(7)
})

test('a count that is over is forgotten, and one that runs is not', async () => {
  const { db } = database()
  const before = await db.selectFrom('rate_limit').select('key').execute()
  expect(before.length).toBeGreaterThan(0)
  expect(await limitCounts.remove(db, new Date())).toBe(0)
  await db.updateTable('rate_limit').set({ expire: 1 }).execute()
  expect(await limitCounts.remove(db, new Date())).toBe(before.length)
  expect(await db.selectFrom('rate_limit').select('key').execute()).toEqual([])
})
