import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectingStatements, sidesOf } from './connecting.ts'
import { incompleteBeta } from './distributions.ts'
import { loadRows, type VoteRow } from './load-votes.ts'
import { connect, describeStatements, layOut, oneGroup } from './opinion-map.ts'
import { SeededRandom } from './seeded-random.ts'
import { type StatementCounts, toVoteMatrix } from './vote-matrix.ts'

/** A side of so many people, with how many agree with each statement. */
function side(votes: number, ...agrees: number[]): StatementCounts {
  return {
    agrees: Int32Array.from(agrees),
    disagrees: Int32Array.from(agrees, (own) => votes - own),
    votes: Int32Array.from(agrees, () => votes),
  }
}

const all = (columns: number) => new Uint8Array(columns).fill(1)

describe('statements that connect', () => {
  it('are shared where most of every side agree, and not where one side does not, however many do together', () => {
    const list = connectingStatements([side(300, 270, 240), side(100, 88, 98), side(100, 90, 52)], all(2))
    expect(list.map(({ column, isShared }) => [column, isShared])).toEqual([
      [0, true],
      [1, false],
    ])
    expect(list[0]?.lower).toBe(Math.min(...(list[0]?.sides ?? []).map(({ low }) => low)))
  })

  it('are fewer when more were looked at, as some look shared by chance', () => {
    const one = connectingStatements([side(60, 39)], all(1))
    expect(one[0]?.isShared).toBe(true)
    const many = connectingStatements([side(60, 39, ...Array<number>(39).fill(30))], all(40))
    expect(many.filter(({ isShared }) => isShared)).toEqual([])
    expect(many[0]?.lower).toBeLessThan(0.5)
  })

  it('are shared exactly where their lower bound is above half', () => {
    const counts = fc.array(fc.nat(40), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(counts, (agrees) => {
        for (const { isShared, lower } of connectingStatements([side(40, ...agrees)], all(agrees.length)))
          expect(isShared).toBe(lower >= 0.5 - 1e-9)
      }),
    )
  })

  it('have a bound that as many agrees would pass as seldom as the number that is named allows', () => {
    // Three of four are named: each bound is passed by chance in 3/4 of five per cent.
    const list = connectingStatements([side(50, 45, 44, 43, 20)], all(4))
    expect(list.filter(({ isShared }) => isShared)).toHaveLength(3)
    for (const { lower, sides } of list) {
      const { agrees, votes } = sides[0] ?? { agrees: 0, votes: 0 }
      expect(incompleteBeta(lower, agrees, votes - agrees + 1)).toBeCloseTo((0.05 * 3) / 4, 8)
    }
  })

  it('are sought among open statements, and nobody’s agreement says nothing', () => {
    const list = connectingStatements([side(50, 50, 0)], Uint8Array.of(0, 1))
    expect(list).toEqual([
      { column: 1, isShared: false, lower: 0, sides: [{ agrees: 0, votes: 50, low: 0 }] },
    ])
    expect(connectingStatements([side(0, 0)], all(1))[0]).toMatchObject({ isShared: false, lower: 0 })
  })
})

describe('the sides of a dialogue', () => {
  const [everybody, left, right, group] = [side(9, 1), side(3, 1), side(3, 0), side(4, 1)]
  it('are everybody, the ends of each axis, and groups where there is more than one', () => {
    const ends = [{ negative: left, positive: right }]
    expect(sidesOf(everybody, ends, [everybody])).toEqual([everybody, left, right])
    expect(sidesOf(everybody, [], [group, right])).toEqual([everybody, group, right])
  })
})

describe('in a dialogue of which it is known who agrees', () => {
  /**
   * People in a row from left to right, each giving a third of the answers. Statements 0 to 9 order them; with 10 to 19 four of
   * five agree wherever they stand, with 20 to 29 nine of ten but of those far to the right hardly anybody.
   */
  const chanceOf = (statement: number, place: number): number => {
    if (statement < 10) return place > 0.05 + statement / 11 ? 0.95 : 0.05
    if (statement < 20) return 0.8
    return place < 0.72 ? 0.9 : 0.1
  }
  const draw = (seed: number) => {
    const random = new SeededRandom(seed)
    const cells = Array.from({ length: 600 * 30 }, (_, at) => ({
      participant: Math.floor(at / 30),
      statement: at % 30,
    })).filter(() => random.uniform() < 1 / 3)
    const rows = cells.map(({ participant, statement }): VoteRow => {
      const agrees = random.uniform() < chanceOf(statement, participant / 600)
      return { participant, statement, vote: agrees ? 1 : -1 }
    })
    const layout = layOut(toVoteMatrix(loadRows(rows)))
    const findings = describeStatements(layout, oneGroup(layout))
    return { layout, findings }
  }

  it('what one end refuses is not shared, though most of everybody surely agree, and what all like is', () => {
    const counts = { liked: 0, refused: 0, before: 0 }
    for (let seed = 1; seed <= 10; seed += 1) {
      const { layout, findings } = draw(seed)
      const shared = connect(layout, findings, { described: 1 }).filter(({ isShared }) => isShared)
      counts.liked += shared.filter(({ column }) => column >= 10 && column < 20).length
      counts.refused += shared.filter(({ column }) => column >= 20).length
      counts.before += findings.commonGround.filter(({ column, lower }) => column >= 20 && lower > 0.5).length
    }
    expect(counts.before).toBeGreaterThan(90)
    expect(counts.refused).toBe(0)
    expect(counts.liked).toBeGreaterThan(90)
  })
})
