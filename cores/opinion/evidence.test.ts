import { describe, expect, it } from 'vitest'
import { countDescribed, median, percentile95, weighEvidence } from './evidence.ts'
import { loadRows, type VoteRow } from './load-votes.ts'
import { groupPeople, type Layout, layOut, oneGroup } from './opinion-map.ts'
import { SeededRandom } from './seeded-random.ts'
import { matrixOf, plantedRows } from './testing.ts'
import { toVoteMatrix } from './vote-matrix.ts'

/** Fewer draws than in production; the hundred seeds of each kind are in bench/opinion-evidence.ts. */
const QUICK = { bootstraps: 30, continua: 40, shuffles: 40 }

function weigh(layout: Layout, seed = 1) {
  const found = groupPeople(layout, { seed })
  return weighEvidence(layout, found.kind === 'found' ? found.groups : undefined, { ...QUICK, seed })
}

/** One smooth axis: everybody somewhere on a line, normally spread. */
function continuumRows(seed: number): VoteRow[] {
  const random = new SeededRandom(seed)
  const loadings = Array.from({ length: 50 }, () => random.normal())
  return Array.from({ length: 300 }, () => random.normal()).flatMap((position, participant) =>
    loadings.flatMap((loading, statement) => {
      if (random.uniform() > 0.4) return []
      const score = loading * position + random.normal()
      return [{ participant, statement, vote: score > 0.4 ? 1 : score < -0.4 ? -1 : 0 }]
    }),
  )
}

describe('groups are called real', () => {
  it.each([1, 2, 3])('where like-minded groups were planted (seed %i)', (seed) => {
    const { rows } = plantedRows({ participants: 300, statements: 50, groups: 3, seen: 0.4, seed })
    const { groups, describedAxes } = weigh(layOut(toVoteMatrix(loadRows(rows))))
    expect(groups).toMatchObject({ areReal: true, bootstraps: 30, margin: 0.01 })
    expect(groups.reason).toBeUndefined()
    expect(groups.silhouette).toBeGreaterThan(groups.continuumP95 + groups.margin)
    expect(groups.medianAri).toBeGreaterThan(0.9)
    expect(groups.chosenK.get(3)).toBeGreaterThan(25)
    expect(describedAxes).toBe(2)
  })
})

describe('groups are not called real', () => {
  it.each([1, 2, 3])('on a smooth axis, though groups on it are stable (seed %i)', (seed) => {
    const { groups, describedAxes } = weigh(layOut(toVoteMatrix(loadRows(continuumRows(seed)))))
    expect(groups).toMatchObject({ areReal: false, reason: expect.stringContaining('gradually') })
    expect(groups.medianAri).toBeGreaterThan(0.75)
    expect(describedAxes).toBeGreaterThanOrEqual(1)
  })

  it.each([1, 2])('on votes without any structure (seed %i)', (seed) => {
    const random = new SeededRandom(seed)
    const rows = Array.from({ length: 200 * 30 }, (_, at) => ({
      participant: at % 200,
      statement: at % 30,
      vote: 1,
    })).map((row) => ({
      ...row,
      vote: random.below(3) - 1,
    }))
    expect(weigh(layOut(toVoteMatrix(loadRows(rows)))).groups.areReal).toBe(false)
  })

  it('where a group is too small to deserve it', () => {
    const { rows } = plantedRows({ participants: 200, statements: 40, groups: 1, seen: 0.6, seed: 3 })
    const few = plantedRows({ participants: 6, statements: 40, groups: 1, seen: 0.9, seed: 77 }).rows
    const both = [...rows, ...few.map((row) => ({ ...row, participant: row.participant + 1000 }))]
    const { groups } = weigh(layOut(toVoteMatrix(loadRows(both))))
    expect(groups.areReal).toBe(false)
  })

  it('in the smallest dialogues, with a reason and without NaN', () => {
    for (const lines of [[], ['+'], ['+-', '-+'], ['++', '++', '++', '++']]) {
      const { groups, shuffledP95 } = weigh(layOut(matrixOf(...lines)))
      expect(groups.areReal).toBe(false)
      expect(groups.reason).not.toBe('')
      expect(
        [...shuffledP95, groups.silhouette, groups.continuumP95, groups.medianAri].some(Number.isNaN),
      ).toBe(false)
    }
  })
})

it('the number of groups asked for is weighed, even above the number sought by default', () => {
  const { rows } = plantedRows({ participants: 300, statements: 60, groups: 6, seen: 0.9, seed: 2 })
  const layout = layOut(toVoteMatrix(loadRows(rows)))
  const found = groupPeople(layout, { k: 6 })
  if (found.kind !== 'found') throw new Error(found.reason)
  expect(weighEvidence(layout, found.groups, { ...QUICK, seed: 1 }).groups.medianAri).toBeGreaterThan(0.9)
})

it('resamples in which hardly anybody has enough votes show no groups', () => {
  const few = ['++++++++++++', '++++++++++++', '------------', '------------']
  const layout = layOut(matrixOf(...few, ...Array.from({ length: 30 }, (_, at) => (at % 2 ? '+' : '-'))))
  const { groups } = weigh(layout)
  expect(groups.bootstraps).toBe(30)
  expect(groups.chosenK.get(1)).toBeGreaterThan(0)
  expect(groups.areReal).toBe(false)
})

it('evidence is the same for the same seed', () => {
  const { rows } = plantedRows({ participants: 120, statements: 30, groups: 2, seen: 0.5, seed: 4 })
  const layout = layOut(toVoteMatrix(loadRows(rows)))
  expect(weigh(layout, 7)).toEqual(weigh(layout, 7))
})

describe('a bound from draws', () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, at) => ((at * 7) % count) + 1)

  it('is what nineteen of twenty do not exceed', () => {
    expect([1, 2, 19, 20, 22, 100].map((count) => percentile95(upTo(count)))).toEqual([1, 2, 19, 19, 21, 95])
    expect(percentile95([])).toBe(0)
  })

  it('in the middle is between the two that are there', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([10, 1, 2, 4])).toBe(3)
    expect(median([7])).toBe(7)
    expect(median([])).toBe(0)
  })

  it('lets axes be described up to the first that does not exceed it', () => {
    const bounds = Float64Array.of(0.2, 0.1, 0.05)
    expect(countDescribed([0.3, 0.2, 0.1], bounds)).toBe(3)
    expect(countDescribed([0.3, 0.1, 0.1], bounds)).toBe(1)
    expect(countDescribed([0.2, 0.2, 0.1], bounds)).toBe(0)
  })
})

describe('evidence', () => {
  const two = plantedRows({ participants: 40, statements: 12, groups: 2, seen: 0.9, seed: 6 })
  const few = () => layOut(toVoteMatrix(loadRows(two.rows)))
  const groupsOf = (layout: Layout, k?: number) => {
    const found = groupPeople(layout, { k })
    if (found.kind !== 'found') throw new Error(found.reason)
    return found.groups
  }

  it('is from 100 resamples, unless another number is asked for', () => {
    const layout = few()
    const { groups } = weighEvidence(layout, groupsOf(layout), { seed: 1 })
    expect(groups.bootstraps).toBe(100)
    expect([...groups.chosenK.values()].reduce((sum, times) => sum + times, 0)).toBe(100)
  })

  it('tells how far it is: axes, continua, resamples', () => {
    const layout = few()
    const told: number[] = []
    const draws = { shuffles: 3, continua: 2, bootstraps: 4 }
    weighEvidence(layout, groupsOf(layout), { seed: 1, ...draws, onProgress: (done) => told.push(done) })
    const steps = [0, 0.1, 0.2, 0.3, 0.475, 0.65, 0.7375, 0.825, 0.9125]
    expect(told).toEqual(steps.map((step) => expect.closeTo(step, 12)))
  })

  it('says what is missing where there is nothing to weigh', () => {
    const nothing = {
      areReal: false,
      continuumP95: 0,
      margin: 0.01,
      medianAri: 0,
      chosenK: new Map(),
      bootstraps: 0,
    }
    expect(weighEvidence(few(), undefined, { ...QUICK, seed: 1 }).groups).toEqual({
      ...nothing,
      silhouette: 0,
      reason: 'there are too few votes to look for groups',
    })
    const alike = layOut(matrixOf(...Array<string>(12).fill('++++++++'), '-+++++++'))
    const groups = { ...oneGroup(alike), silhouette: 0.5 }
    expect(weighEvidence(alike, groups, { ...QUICK, seed: 1 }).groups).toEqual({
      ...nothing,
      silhouette: 0.5,
      reason: 'no axis explains more than shuffled votes do',
    })
  })

  it('can be worked out again wherever and whenever: the same draws, and the same figures', () => {
    // Reports that were published name these figures. Groups are a little clearer than a continuum, within the margin.
    const { rows } = plantedRows({ participants: 60, statements: 14, groups: 4, seen: 0.8, seed: 6 })
    const layout = layOut(toVoteMatrix(loadRows(rows)))
    const draws = { seed: 1, shuffles: 20, continua: 20, bootstraps: 20 }
    const { shuffledP95, describedAxes, groups } = weighEvidence(layout, groupsOf(layout), draws)
    const bounds = [0.15315681627, 0.13222788054, 0.116797251936]
    expect(Array.from(shuffledP95)).toEqual(bounds.map((bound) => expect.closeTo(bound, 9)))
    expect(describedAxes).toBe(3)
    expect(groups).toEqual({
      areReal: false,
      reason: 'opinions run gradually: groups are no clearer than a continuum shows',
      silhouette: expect.closeTo(0.404168686121, 9),
      continuumP95: expect.closeTo(0.402241755082, 9),
      margin: 0.01,
      medianAri: expect.closeTo(0.643150935827, 9),
      chosenK: new Map([
        [2, 2],
        [3, 3],
        [4, 6],
        [5, 9],
      ]),
      bootstraps: 20,
    })
    expect([...groups.chosenK.keys()]).toEqual([2, 3, 4, 5])
  })

  it('of more than two thousand people is that of two thousand of them', () => {
    const { rows } = plantedRows({ participants: 2300, statements: 10, groups: 2, seen: 1, seed: 8 })
    const layout = layOut(toVoteMatrix(loadRows(rows)))
    const { groups, describedAxes } = weighEvidence(layout, groupsOf(layout), {
      ...{ seed: 1, shuffles: 3, continua: 3, bootstraps: 3 },
    })
    expect(describedAxes).toBeGreaterThan(0)
    expect(groups.medianAri).toBeGreaterThan(0.9)
    expect(groups.silhouette).not.toBe(groupsOf(layout).silhouette)
    expect(groups.silhouette).toBeCloseTo(groupsOf(layout).silhouette, 1)
  })

  it('differs from seed to seed, and hardly so where there are many draws', () => {
    const layout = few()
    const groups = groupsOf(layout)
    const [one, other] = [1, 2].map((seed) =>
      weighEvidence(layout, groups, { seed, shuffles: 80, continua: 80, bootstraps: 2 }),
    )
    expect(one?.shuffledP95).not.toEqual(other?.shuffledP95)
    expect(one?.shuffledP95[0]).toBeCloseTo(other?.shuffledP95[0] ?? 0, 1)
    expect(one?.groups.continuumP95).not.toBe(other?.groups.continuumP95)
    expect(one?.groups.continuumP95).toBeCloseTo(other?.groups.continuumP95 ?? 0, 1)
  })
})
