import { describe, expect, it } from 'vitest'
import { countDescribed, median, percentile95, weighAxes, weighEvidence } from './evidence.ts'
import { loadRows, type VoteRow } from './load-votes.ts'
import { layOut } from './opinion-map.ts'
import { SeededRandom } from './seeded-random.ts'
import { matrixOf, plantedRows } from './testing.ts'
import { toVoteMatrix } from './vote-matrix.ts'

/** Fewer draws than in production; hundreds of worlds of each kind are in bench/opinion-evidence.ts. */
const QUICK = { seed: 1, bootstraps: 20, draws: 32, shuffles: 40 }

const layOutRows = (rows: Iterable<VoteRow>) => layOut(toVoteMatrix(loadRows(rows)))
const weigh = (rows: Iterable<VoteRow>) => weighEvidence(layOutRows(rows), QUICK)

type Spread = (random: SeededRandom) => number

/** People on some axes, each spread alike, and statements that ask for a mixture of them; passes are in the middle. */
function smoothRows(
  spread: Spread,
  axes: number,
  seed: number,
  participants = 300,
  statements = 40,
): VoteRow[] {
  const random = new SeededRandom(seed)
  const people = Array.from({ length: participants }, () =>
    Array.from({ length: axes }, () => spread(random)),
  )
  return Array.from({ length: statements }, (_, statement) => statement).flatMap((statement) => {
    const asked = Array.from({ length: axes }, () => random.normal())
    const [lean, pass] = [0.7 * random.normal(), 0.3 + 0.4 * random.uniform()]
    return people.flatMap((own, participant) => {
      if (random.uniform() > 0.3) return []
      const score = own.reduce((sum, at, k) => sum + at * (asked[k] ?? 0), lean) + random.normal()
      return [{ participant, statement, vote: score > pass ? 1 : score < -pass ? -1 : 0 }]
    })
  })
}

const spreads: Record<string, Spread> = {
  normal: (random) => random.normal(),
  even: (random) => (random.uniform() - 0.5) * Math.sqrt(12),
  exponential: (random) => -Math.log(1 - random.uniform()) - 1,
  lognormal: (random) => (Math.exp(0.8 * random.normal()) - Math.exp(0.32)) / 1.3,
}

describe('groups are called real', () => {
  it.each([1, 2, 3])('where like-minded groups were planted (seed %i)', (seed) => {
    const { rows } = plantedRows({ participants: 300, statements: 50, groups: 3, seen: 0.4, seed })
    const { groups, describedAxes } = weigh(rows)
    expect(groups).toMatchObject({ verdict: 'groups', areReal: true, k: 3, bootstraps: 20 })
    expect(groups.reason).toBeUndefined()
    expect(groups.standing - 1.64 * groups.error).toBeGreaterThan(groups.required)
    expect(groups.medianAri).toBeGreaterThan(0.9)
    expect(describedAxes).toBe(2)
  })
})

/** Two classes that differ on two statements of five; some people answer half at random. */
function classRows(seed: number): VoteRow[] {
  const random = new SeededRandom(seed)
  const statements = Array.from({ length: 60 }, () => {
    const shared = 0.35 + 0.55 * random.uniform()
    return random.uniform() < 0.4
      ? [random.below(2) ? 0.12 : 0.85, random.below(2) ? 0.12 : 0.85]
      : [shared, shared]
  })
  return Array.from({ length: 500 }, (_, participant) => participant).flatMap((participant) => {
    const own = random.uniform() < 0.6 ? 0 : 1
    const isHalfAtRandom = random.uniform() < 0.08
    return statements.flatMap((shares, statement) => {
      if (random.uniform() > 0.75) return []
      const share = isHalfAtRandom ? (shares[own] ?? 0) / 2 + 0.25 : (shares[own] ?? 0)
      return [
        { participant, statement, vote: random.uniform() < 0.15 ? 0 : random.uniform() < share ? 1 : -1 },
      ]
    })
  })
}

it('a finer division counts only where it is nearly as clear: those who answer at random are no group', () => {
  expect(weigh(classRows(13)).groups).toMatchObject({ verdict: 'groups', k: 2 })
})

describe('groups are not called real', () => {
  it.each(Object.keys(spreads).flatMap((spread) => [1, 2].map((axes) => [spread, axes] as const)))(
    'where opinions run gradually: %s on %i axes',
    (spread, axes) => {
      const { groups, describedAxes } = weigh(smoothRows(spreads[spread] as Spread, axes, 11))
      expect(groups).toMatchObject({ areReal: false, reason: expect.stringContaining('gradually') })
      expect(describedAxes).toBeGreaterThanOrEqual(1)
    },
  )

  it.each([
    ['exponential', 16],
    ['lognormal', 5],
    ['even', 15],
  ])('where a landscape of normal opinions was less clear than these: %s (world %i)', (spread, world) => {
    expect(weigh(smoothRows(spreads[spread] as Spread, 2, world)).groups.areReal).toBe(false)
  })

  it.each([
    ['exponential', 12],
    ['lognormal', 6],
    ['even', 19],
  ])('where only passes tell that people stand in the middle: %s (world %i)', (spread, world) => {
    expect(weigh(smoothRows(spreads[spread] as Spread, 2, world)).groups.areReal).toBe(false)
  })

  it.each([1, 2])('on votes without any structure (seed %i)', (seed) => {
    const random = new SeededRandom(seed)
    const rows = Array.from({ length: 200 * 30 }, (_, at) => ({
      ...{ participant: at % 200, statement: at % 30 },
      vote: random.below(3) - 1,
    }))
    expect(weigh(rows).groups.areReal).toBe(false)
  })

  it('where a group is too small to deserve it', () => {
    const { rows } = plantedRows({ participants: 200, statements: 40, groups: 1, seen: 0.6, seed: 3 })
    const few = plantedRows({ participants: 6, statements: 40, groups: 1, seen: 0.9, seed: 77 }).rows
    expect(
      weigh([...rows, ...few.map((row) => ({ ...row, participant: row.participant + 1000 }))]).groups.areReal,
    ).toBe(false)
  })

  it('in the smallest dialogues, with a reason and without NaN', () => {
    for (const lines of [[], ['+'], ['+-', '-+'], ['++', '++', '++', '++']]) {
      const { groups, shuffledP95 } = weighEvidence(layOut(matrixOf(...lines)), QUICK)
      expect(groups.areReal).toBe(false)
      expect(groups.reason).not.toBe('')
      const figures = [...shuffledP95, groups.separation, groups.standing, groups.error, groups.medianAri]
      expect(figures.some(Number.isNaN)).toBe(false)
    }
  })
})

it('the number of groups asked for is weighed, even above the number tried by default', () => {
  const { rows } = plantedRows({ participants: 300, statements: 60, groups: 6, seen: 0.9, seed: 2 })
  const { groups } = weighEvidence(layOutRows(rows), { ...QUICK, k: 6 })
  expect(groups.k).toBe(6)
})

it('evidence depends on the votes alone: who has which number, and in what order votes came, changes nothing', () => {
  const { rows } = plantedRows({ participants: 120, statements: 30, groups: 2, seen: 0.5, seed: 4 })
  const renumbered = rows.map((row) => ({ ...row, participant: 5000 - 7 * row.participant })).reverse()
  const [one, other] = [weigh(rows), weigh(renumbered)]
  expect({ ...other.groups, standing: 0, separation: 0, error: 0 }).toEqual({
    ...one.groups,
    ...{ standing: 0, separation: 0, error: 0 },
  })
  expect(other.groups.standing).toBeCloseTo(one.groups.standing, 4)
  expect(Array.from(other.shuffledP95)).toEqual(
    Array.from(one.shuffledP95, (bound) => expect.closeTo(bound, 9)),
  )
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
  const two = plantedRows({ participants: 60, statements: 20, groups: 2, seen: 0.9, seed: 6 })

  it('is from 100 resamples, and from 8 to 96 draws, unless other numbers are asked for', () => {
    const { groups } = weighEvidence(layOutRows(two.rows), { seed: 1 })
    expect(groups.bootstraps).toBe(100)
    expect(groups.draws).toBeGreaterThanOrEqual(8)
    expect(groups.draws).toBeLessThanOrEqual(96)
    expect(weighEvidence(layOutRows(two.rows), { seed: 1, draws: 5, bootstraps: 3 }).groups).toMatchObject({
      ...{ draws: 5, bootstraps: 3 },
    })
  })

  it('never stands on one draw, of which nobody knows how far others lie', () => {
    const { groups } = weighEvidence(layOutRows(two.rows), { seed: 1, draws: 1, bootstraps: 3, shuffles: 20 })
    expect(groups.draws).toBe(2)
    expect([groups.standing, groups.error].every(Number.isFinite)).toBe(true)
  })

  it('tells how far it is: axes, numbers of groups, resamples', () => {
    const told: number[] = []
    const draws = { shuffles: 3, draws: 2, bootstraps: 4 }
    weighEvidence(layOutRows(two.rows), { seed: 1, ...draws, onProgress: (done) => told.push(done) })
    const steps = [0, 0.1, 0.2, 0.3, 0.3875, 0.475, 0.5625, 0.65, 0.7375, 0.825, 0.9125]
    expect(told).toEqual(steps.map((step) => expect.closeTo(step, 12)))
  })

  it('says what is missing where there is nothing to weigh', () => {
    const nothing = {
      ...{ areReal: false, k: 1, separation: 0, standing: 0, error: 0, required: 2.25, draws: 0 },
      ...{ medianAri: 0, bootstraps: 0 },
    }
    expect(weighEvidence(layOut(matrixOf(...Array<string>(12).fill('++++++++'))), QUICK).groups).toEqual({
      ...nothing,
      verdict: 'unclear',
      reason: 'there are too few votes to look for groups',
    })
    const alike = layOut(matrixOf(...Array<string>(32).fill('++++++++'), '-+++++++'))
    expect(weighEvidence(alike, QUICK).groups).toEqual({
      ...nothing,
      verdict: 'gradual',
      reason: 'no axis explains more than shuffled votes do',
    })
  })

  it('of axes alone is the same as of both', () => {
    const layout = layOutRows(two.rows)
    const { groups: _, ...axes } = weighEvidence(layout, QUICK)
    expect(weighAxes(layout, QUICK)).toEqual(axes)
  })

  it('of more than two thousand people is that of two thousand of them', () => {
    const { rows } = plantedRows({ participants: 2300, statements: 10, groups: 2, seen: 1, seed: 8 })
    const { groups, describedAxes } = weighEvidence(layOutRows(rows), {
      ...{ seed: 1, shuffles: 3, draws: 16, bootstraps: 3 },
    })
    expect(describedAxes).toBeGreaterThan(0)
    expect(groups).toMatchObject({ verdict: 'groups', k: 2 })
  })
})
