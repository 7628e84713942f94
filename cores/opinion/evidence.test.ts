import { describe, expect, it } from 'vitest'
import { weighEvidence } from './evidence.ts'
import { loadRows, type VoteRow } from './load-votes.ts'
import { groupPeople, type Layout, layOut } from './opinion-map.ts'
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
