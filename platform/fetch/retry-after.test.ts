import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRetryAfter } from './retry-after.ts'

const now = new Date('2026-04-16T12:00:00Z')
const DAY_MS = 24 * 60 * 60 * 1000

describe('parseRetryAfter', () => {
  test('reads seconds', () => {
    expect(parseRetryAfter('120', now)).toEqual(new Date('2026-04-16T12:02:00Z'))
  })

  test('reads a date', () => {
    expect(parseRetryAfter('Thu, 16 Apr 2026 13:00:00 GMT', now)).toEqual(new Date('2026-04-16T13:00:00Z'))
  })

  test.each(['', 'soon', '-5', '0', 'Thu, 16 Apr 2026 11:00:00 GMT'])('ignores %j', (header) => {
    expect(parseRetryAfter(header, now)).toBeUndefined()
  })

  test('never waits longer than a day', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat().map(String), fc.date().map(String), fc.string()), (header) => {
        const until = parseRetryAfter(header, now)
        return until === undefined || (until > now && until.getTime() - now.getTime() <= DAY_MS)
      }),
    )
  })
})
