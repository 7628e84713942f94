import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { healthAfter, LONGEST_INTERVAL_MS, nextFetch, nextTry, SHORTEST_INTERVAL_MS } from './next-fetch.ts'

const now = new Date('2026-04-16T12:00:00Z')
const minutes = (count: number) => count * 60_000
const hours = (count: number) => minutes(60 * count)
const ago = (ms: number) => new Date(now.getTime() - ms)
const from = (ms: number) => new Date(now.getTime() + ms)
const wait = (overrides: Partial<Parameters<typeof nextFetch>[0]> = {}) =>
  nextFetch({ now, published: [ago(minutes(10))], headers: {}, ...overrides }).getTime() - now.getTime()

describe('the time until the next fetch', () => {
  test('is half the usual time between two posts', () => {
    const published = Array.from({ length: 12 }, (_, n) => ago(hours(2 * (n + 1))))
    expect(wait({ published })).toBe(hours(1))
  })

  test('is learnt from posts of the last thirty days, in whatever order they stand', () => {
    expect(wait({ published: [hours(1), hours(12), hours(2)].map(ago) })).toBe(hours(2))
    expect(wait({ published: [ago(hours(4)), from(hours(5))] })).toBe(hours(2))
    expect(wait({ published: [ago(hours(4)), now] })).toBe(hours(1))
    const often = Array.from({ length: 19 }, () => ago(hours(4)))
    expect(wait({ published: [...often, ago(hours(30 * 24))] })).toBe(hours(18))
    expect(wait({ published: [...often, ago(hours(30 * 24) + 1)] })).toBe(Math.floor(hours(4) / 19 / 2))
  })

  test('is learnt from the twenty newest posts', () => {
    const newest = Array.from({ length: 20 }, () => ago(hours(10)))
    expect(wait({ published: [...newest, ago(hours(400)), ago(hours(500))] })).toBe(minutes(15))
  })

  test('grows while a source is silent', () => {
    const posts = [hours(1), hours(2), hours(3)]
    const later = posts.map((age) => ago(age + hours(48)))
    expect(wait({ published: later })).toBeGreaterThan(wait({ published: posts.map(ago) }))
  })

  test('stays between five minutes and a day', () => {
    expect(wait({ published: Array.from({ length: 50 }, (_, n) => ago(minutes(n))) })).toBe(
      SHORTEST_INTERVAL_MS,
    )
    expect(wait({ published: [] })).toBe(LONGEST_INTERVAL_MS)
    expect(wait({ published: [ago(hours(24 * 90))] })).toBe(LONGEST_INTERVAL_MS)
  })

  test.each([
    ['its ttl', { ttlMinutes: 90 }],
    ['max-age', { headers: { 'cache-control': 'public, max-age=5400' } }],
    ['max-age with spaces', { headers: { 'cache-control': 'Max-Age = "5400"' } }],
    ['Expires', { headers: { expires: 'Thu, 16 Apr 2026 13:30:00 GMT' } }],
    ['Retry-After', { retryAfter: from(minutes(90)) }],
  ])('is never shorter than %s', (_name, said) => {
    expect(wait(said)).toBe(minutes(90))
  })

  test('lets max-age stand above Expires, and ignores what makes no sense', () => {
    expect(
      wait({ headers: { 'cache-control': 'max-age=0', expires: 'Thu, 16 Apr 2026 18:00:00 GMT' } }),
    ).toBe(minutes(5))
    expect(wait({ headers: { expires: '-1', 'cache-control': 's-maxage=9999' } })).toBe(minutes(5))
  })

  test('is within its bounds whatever a site says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.date({ noInvalidDate: true })),
        fc.nat(),
        fc.string(),
        fc.string(),
        (published, ttlMinutes, cache, expires) => {
          const length = wait({ published, ttlMinutes, headers: { 'cache-control': cache, expires } })
          return length >= SHORTEST_INTERVAL_MS && length <= LONGEST_INTERVAL_MS
        },
      ),
    )
  })
})

describe('the time until the next try after a failure', () => {
  const tryAfter = (failures: number, random = 0.5, retryAfter?: Date) =>
    nextTry({ now, failures, random, retryAfter }).getTime() - now.getTime()

  test('grows with each failure, and ends at once a day', () => {
    expect([1, 2, 3].map((failures) => tryAfter(failures))).toEqual([minutes(15), minutes(30), minutes(45)])
    expect(tryAfter(12)).toBe(LONGEST_INTERVAL_MS)
  })

  test('is spread, so that sources which failed together do not come back together', () => {
    expect(tryAfter(4, 0)).toBe(minutes(54))
    expect(tryAfter(4, 1)).toBe(minutes(66))
  })

  test('is never before the server said', () => {
    expect(tryAfter(1, 0.5, from(hours(3)))).toBe(hours(3))
  })
})

test('a failing source goes through its states, and a success makes it well again', () => {
  expect([0, 1, 3, 4, 11, 12, 99].map(healthAfter)).toEqual([
    'ok',
    'degraded',
    'degraded',
    'failing',
    'failing',
    'asleep',
    'asleep',
  ])
})
