import { describe, expect, test } from 'vitest'
import {
  type Display,
  describeStatements,
  layOut,
  loadRows,
  oneGroup,
  toVoteMatrix,
  type VoteRow,
} from '#cores/opinion'
import { groundEverywhere } from './tell-ground.ts'

const people = Array.from({ length: 120 }, (_, at) => at)

const answers = (of: number[], statement: number, agrees: (person: number) => boolean): VoteRow[] =>
  of.map((participant) => ({ participant, statement, vote: agrees(participant) ? 1 : -1 }))

/** People in a row: the further to the right, the more of these statements they agree with. */
const row = Array.from({ length: 12 }, (_, at) => at + 1).flatMap((statement) =>
  answers(people, statement, (person) => person + ((person * statement) % 7) > 9 * statement),
)
const layout = layOut(
  toVoteMatrix(
    loadRows([
      ...row,
      // Seven of eight agree everywhere; all of those on the right and half of those on the left; too few on the left.
      ...answers(people, 20, (person) => person % 8 !== 0),
      ...answers(people, 21, (person) => person > 40 || person % 2 === 0),
      ...answers(people.slice(32), 22, () => true),
    ]),
  ),
)
const findings = describeStatements(layout, oneGroup(layout))
const asShown: Display = { order: Int32Array.of(0, 1, 2), signs: Float64Array.of(1, 1, 1) }

const ground = (change: { described?: number | null; display?: Display } = {}) => {
  const request = { layout, findings, isListed: layout.axes.open, described: 1, display: asShown, ...change }
  return new Map(groundEverywhere(request).map((entry) => [entry.statement, entry]))
}

describe('common ground', () => {
  test('is shared where both ends of an axis agree, and comes first', () => {
    const told = ground()
    expect([...told.keys()][0]).toBe(20)
    expect(told.get(20)?.everywhere).toMatchObject({ isShared: true })
    expect(told.get(21)?.everywhere).toMatchObject({ isShared: false })
    expect(told.get(21)?.lower).toBeGreaterThan(0.7)
    for (const { share, low, n } of told.get(20)?.everywhere?.ends ?? []) {
      expect(Math.abs(share - 7 / 8)).toBeLessThan(0.1)
      expect(low).toBeLessThan(share)
      expect(n % 5).toBe(0)
    }
    expect(told.get(12)?.everywhere).toMatchObject({ isShared: false })
  })

  test('has the lowest of its sides as its own bound, told no higher than it is', () => {
    for (const { everywhere } of ground().values()) {
      const lows = everywhere?.ends.map(({ low }) => low) ?? [1]
      expect(everywhere?.lower ?? 0).toBeLessThanOrEqual(Math.min(...lows))
    }
  })

  test('says nothing of the sides where fewer than ten of one answered', () => {
    expect(ground().get(22)?.everywhere).toBeNull()
  })

  test('turns with the map', () => {
    const ends = (signs: Float64Array) =>
      ground({ display: { ...asShown, signs } })
        .get(21)
        ?.everywhere?.ends.map(({ end, share }) => [end, share])
    const [low, high] = ends(Float64Array.of(1, 1, 1)) ?? []
    expect(ends(Float64Array.of(-1, 1, 1))).toEqual([
      ['high', low?.[1]],
      ['low', high?.[1]],
    ])
    expect(low?.[1]).not.toBe(high?.[1])
  })

  test('is not judged as long as it is not known which sides there are, and of everybody where there are none', () => {
    expect(
      [...ground({ described: null }).values()].every(({ everywhere }) => everywhere === undefined),
    ).toBe(true)
    expect(ground({ described: 0 }).get(20)?.everywhere).toMatchObject({ isShared: true, ends: [] })
  })
})
