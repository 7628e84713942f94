import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { createLimits, type LimitOutcome, type Limits, limitCounts } from './index.ts'

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

test('many counted at once get through as they would one by one, over two processes and whatever was counted', async () => {
  const attempt = fc.record({ key: fc.constantFrom('a', 'b', 'c'), isElsewhere: fc.boolean() })
  const act = fc.oneof(
    fc.record({ what: fc.constant('many' as const), attempts: fc.array(attempt, { maxLength: 12 }) }),
    fc.record({ what: fc.constant('one' as const), attempts: fc.array(attempt, { maxLength: 1 }) }),
    fc.record({ what: fc.constant('new window' as const), attempts: fc.constant([]) }),
  )
  let turn = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 8 }), fc.integer({ min: 1, max: 6 }), async (acts, times) => {
      const limit = { name: `many-${++turn}`, times, perSeconds: 60, scope: 'everywhere' } as const
      const plain = { ...limit, name: `${limit.name}-plain` }
      for (const { what, attempts } of acts) {
        if (what === 'new window') {
          await endWindows(`many-${turn}%`)
          continue
        }
        const { isElsewhere = false } = attempts[0] ?? {}
        const counting = isElsewhere ? elsewhere : here
        const keys = attempts.map(({ key }) => key)
        const counted =
          what === 'many'
            ? await counting.countMany(limit, keys)
            : [...(await Promise.all(keys.map((key) => counting.count(limit, key))))].map(isAllowed)
        const oneByOne: boolean[] = []
        for (const key of keys) oneByOne.push(isAllowed(await here.count(plain, key)))
        expect(counted).toEqual(oneByOne)
      }
    }),
    { numRuns: 40 },
  )
})

test('of many who come at once to two processes, in any order, no more get through than may and nobody is stuck', async () => {
  const limit = { name: 'crowd', times: 7, perSeconds: 60, scope: 'everywhere' } as const
  const keys = Array.from({ length: 60 }, (_, n) => `street ${n}`)
  const rounds = Array.from({ length: 20 }, (_, n) => (n % 2 ? keys : keys.toReversed()))
  const outcomes = await Promise.all(
    rounds.map((round, n) => (n % 2 ? here : elsewhere).countMany(limit, round)),
  )
  expect(outcomes.flat().filter(Boolean)).toHaveLength(7 * keys.length)
})

test('many are counted in the process as they are everywhere', async () => {
  const limit = { name: 'many-here', times: 2, perSeconds: 60, scope: 'process' } as const
  expect(await here.countMany(limit, ['a', 'b', 'a', 'a'])).toEqual([true, true, true, false])
})

function isAllowed({ kind }: LimitOutcome): boolean {
  return kind === 'allowed'
}

function endWindows(names: string): Promise<unknown> {
  return database().db.updateTable('rate_limit').set({ expire: 1 }).where('key', 'like', names).execute()
}
