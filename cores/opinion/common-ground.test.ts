import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AgreementCache, agreementOf, commonGround } from './common-ground.ts'
import { incompleteBeta } from './distributions.ts'
import { countGroupVotes } from './group-votes.ts'
import { matrixOf } from './testing.ts'

describe('agreement in a group', () => {
  it('is the middle of what its votes leave likely, and 2.5 % lies beyond either bound', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (agrees, others) => {
        const { share, low, high } = agreementOf(agrees, agrees + others)
        expect(share).toBeCloseTo((agrees + 1) / (agrees + others + 2), 12)
        expect(incompleteBeta(low, agrees + 1, others + 1)).toBeCloseTo(0.025, 8)
        expect(incompleteBeta(high, agrees + 1, others + 1)).toBeCloseTo(0.975, 8)
      }),
    )
  })

  it('is remembered as it would be worked out, whatever was asked before', () => {
    const asked = fc.array(fc.record({ agrees: fc.nat(4), others: fc.nat(4), index: fc.nat(2) }))
    fc.assert(
      fc.property(asked, (all) => {
        const cache = new AgreementCache()
        for (const { agrees, others, index } of all)
          expect(cache.get(agrees, agrees + others, index)).toEqual(agreementOf(agrees, agrees + others))
      }),
    )
  })

  it('is worked out once: for the same statement, and for another with the same counts', () => {
    const cache = new AgreementCache()
    const first = cache.get(3, 5, 0)
    expect(cache.get(3, 5, 0)).toBe(first)
    expect(cache.get(3, 5, 7)).toBe(first)
    expect(cache.get(4, 5, 0)).not.toBe(first)
    expect(cache.get(3, 5, 0)).toBe(first)
  })

  it('of a statement whose counts stayed is kept when too many others are forgotten, all at once', () => {
    const cache = new AgreementCache(2)
    const [kept, other] = [cache.get(1, 2, 0), cache.get(1, 3, 1)]
    expect(cache.get(1, 2, 2)).toBe(kept)
    expect(cache.get(1, 3, 3)).toBe(other)
    cache.get(1, 4, 4)
    expect(cache.get(1, 2, 0)).toBe(kept)
    expect([cache.get(1, 2, 5), cache.get(1, 3, 6)]).toEqual([kept, other])
    expect(cache.get(1, 3, 6)).not.toBe(other)
  })
})

describe('common ground', () => {
  const matrix = matrixOf('++', '++', '+0', '+-', '++', '0+')
  const votes = countGroupVotes(matrix, Int32Array.of(0, 0, 0, 1, 1, 1), 2)

  it('is the lowest lower bound over the groups, passes counted', () => {
    const [first, second] = commonGround(votes, Uint8Array.of(1, 1))
    expect(first).toEqual({
      column: 0,
      lower: agreementOf(2, 3).low,
      groups: [agreementOf(3, 3), agreementOf(2, 3)],
    })
    expect(second?.groups).toEqual([agreementOf(2, 3), agreementOf(2, 3)])
    expect(agreementOf(2, 3).low).toBeCloseTo(0.19412044968324338, 8)
  })

  it('is sought among statements that are open', () => {
    expect(commonGround(votes, Uint8Array.of(0, 1)).map(({ column }) => column)).toEqual([1])
  })

  it('is listed from sure to unsure, of equally sure statements the earlier one first', () => {
    // Of three people three, one, two and again three agree.
    const ranked = matrixOf('++++', '+-++', '+--+')
    const list = commonGround(countGroupVotes(ranked, Int32Array.of(0, 0, 0), 1), new Uint8Array(4).fill(1))
    expect(list.map(({ column }) => column)).toEqual([0, 3, 2, 1])
  })
})
