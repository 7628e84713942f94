import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerChances } from './answer-chances.ts'
import { findAxes } from './axes.ts'
import { commonGround } from './common-ground.ts'
import { countGroupVotes } from './group-votes.ts'
import { loadRows, type VoteRow } from './load-votes.ts'
import { layOut } from './opinion-map.ts'
import { SeededRandom } from './seeded-random.ts'
import { describeShowings } from './showing-findings.ts'
import { MOST_WEIGHT, weighByShowings, weightedCommonGround } from './showing-weights.ts'
import type { Showings } from './showings.ts'
import { symmetricEigen } from './symmetric-eigen.ts'
import { matrixOf, plantedRows } from './testing.ts'
import { countVotes, toVoteMatrix, type VoteMatrix } from './vote-matrix.ts'
import { weightedAxes } from './weighted-axes.ts'
import { shareOfAgrees, sumWeights } from './weighted-votes.ts'

type One = { participant: number; statement: number; propensity: number; time: number }

const NOBODY = -1
const HOUR = 3_600_000

const logOf = (shown: readonly One[]): Showings => ({
  participants: Int32Array.from(shown, (one) => one.participant),
  statements: Int32Array.from(shown, (one) => one.statement),
  propensities: Float64Array.from(shown, (one) => one.propensity),
  times: Float64Array.from(shown, (one) => one.time),
})

/** Votes, each half a second after its showing, in the order given. */
function answered(shown: readonly (One & { vote: number })[]): { matrix: VoteMatrix; log: Showings } {
  const rows = shown.map(({ participant, statement, vote, time }) => ({
    ...{ participant, statement, vote, time: time + 500 },
  }))
  return { matrix: toVoteMatrix(loadRows(rows)), log: logOf(shown) }
}

/** Per vote in the order of the matrix, as MATH.md §20b has it: everything looked up anew, for each vote by itself. */
function plainChances(rows: readonly VoteRow[], shown: readonly One[]): number[] {
  const isLater = (a: One, b: One) => a.time - b.time || a.propensity - b.propensity
  const showingOf = ({ participant, statement, time = 0 }: VoteRow): One | undefined => {
    const own = shown.filter((one) => one.participant === participant)
    const until = (one: One) => one.statement === statement && one.time <= time
    const isFirst = own.every((one) => one.time >= time)
    const strangers = isFirst ? shown.filter((one) => one.participant < 0 && one.time >= time - HOUR) : []
    return own.filter(until).sort(isLater).at(-1) ?? strangers.filter(until).sort(isLater).at(-1)
  }
  const known = new Set(shown.map((one) => one.participant))
  const sorted = [...rows].sort((a, b) => a.participant - b.participant || a.statement - b.statement)
  return sorted.map((vote) => {
    if (!known.has(vote.participant)) return 0
    const steps = sorted
      .filter(({ participant }) => participant === vote.participant)
      .flatMap((row) => showingOf(row) ?? [])
      .sort((a, b) => a.time - b.time || a.statement - b.statement)
    const at = steps.findIndex(({ statement }) => statement === vote.statement)
    const logBegins = Math.min(...shown.map(({ time }) => time))
    if (at < 0) return (vote.time ?? 0) < logBegins ? 0 : 1
    const left = (step: number) =>
      steps
        .slice(0, step)
        .reduce((mass, { propensity }) => (propensity < 1 ? mass * (1 - propensity) : mass), 1)
    const share = (steps[at]?.propensity ?? 0) * left(at)
    const since = Math.min(
      ...shown.filter(({ statement }) => statement === vote.statement).map(({ time }) => time),
    )
    const missed = steps
      .slice(0, at + 1)
      .reduce((miss, { time }, step) => (time >= since ? miss * (1 - share / left(step)) : miss), 1)
    return 1 - missed
  })
}

describe('the chance that a vote was asked for', () => {
  it('is the k-th part of n at the k-th of n statements that are drawn alike', () => {
    const shown = [4, 0, 3, 1, 2].map((statement, turn) => ({
      ...{ participant: 7, statement, vote: 1, propensity: 1 / (5 - turn), time: turn * 1000 },
    }))
    // A statement is there from its first showing on: somebody was shown all of them before.
    const before = [0, 1, 2, 3, 4].map((statement) => ({
      ...{ participant: 9, statement, propensity: 0.2, time: 0 },
    }))
    const { matrix } = answered(shown)
    const { chances } = answerChances(matrix, logOf([...shown, ...before]))
    expect(Array.from(chances)).toEqual([2, 4, 5, 3, 1].map((k) => expect.closeTo(k / 5, 12)))
  })

  it('is what a slow, plain version says, in whatever order the log comes', () => {
    const showing = fc.record({
      participant: fc.integer({ min: NOBODY, max: 3 }),
      statement: fc.nat(4),
      propensity: fc.constantFrom(0.05, 0.2, 0.5, 1),
      time: fc.nat(12).map((hours) => (hours * HOUR) / 3),
    })
    const vote = fc.record({
      participant: fc.nat(4),
      statement: fc.nat(5),
      vote: fc.constantFrom(-1, 0, 1),
      time: fc.nat(12).map((hours) => (hours * HOUR) / 3),
    })
    const votes = fc.uniqueArray(vote, {
      selector: ({ participant, statement }) => `${participant} ${statement}`,
      minLength: 1,
    })
    fc.assert(
      fc.property(votes, fc.array(showing, { maxLength: 40 }), (rows, shown) => {
        const matrix = toVoteMatrix(loadRows(rows))
        const plain = plainChances(rows, shown).map((chance) => expect.closeTo(chance, 9))
        expect(Array.from(answerChances(matrix, logOf(shown)).chances)).toEqual(plain)
        expect(Array.from(answerChances(matrix, logOf(shown.toReversed())).chances)).toEqual(plain)
      }),
      { seed: 47, numRuns: 300 },
    )
  })

  it('does not depend on what was shown and answered after it', () => {
    const random = new SeededRandom(3)
    const shown = Array.from({ length: 12 }, (_, turn) => ({
      ...{ participant: 1, statement: turn, vote: 1, propensity: 0.05 + 0.2 * random.uniform() },
      time: turn * 1000,
    }))
    const all = answered(shown)
    const some = answered(shown.slice(0, 5))
    const stayed = answerChances(all.matrix, all.log).chances.subarray(0, 5)
    expect(stayed).toEqual(answerChances(some.matrix, some.log).chances)
  })

  it('is 1 for what somebody answered without having been shown it, and unknown of whoever was shown nothing', () => {
    const rows = [
      { participant: 0, statement: 0, vote: 1, time: 1500 },
      { participant: 0, statement: 1, vote: 1, time: 2500 },
      { participant: 5, statement: 1, vote: -1, time: 2500 },
    ]
    const log = logOf([{ participant: 0, statement: 0, propensity: 0.25, time: 1000 }])
    expect(answerChances(toVoteMatrix(loadRows(rows)), log)).toEqual({
      ...{ chances: Float64Array.of(0.25, 1, 0), drawn: 1, chosen: 1, unknown: 1 },
    })
  })

  it('of what was answered before the log begins is not known', () => {
    const rows = [
      { participant: 0, statement: 0, vote: 1, time: 500 },
      { participant: 0, statement: 1, vote: 1, time: 1500 },
      { participant: 0, statement: 2, vote: 1, time: 1600 },
    ]
    const log = logOf([{ participant: 0, statement: 1, propensity: 0.25, time: 1000 }])
    expect(answerChances(toVoteMatrix(loadRows(rows)), log)).toEqual({
      ...{ chances: Float64Array.of(0, 0.25, 1), drawn: 1, chosen: 1, unknown: 1 },
    })
  })

  it('of a first answer is that of what was shown to somebody nobody knew yet, within the hour', () => {
    const rows = [
      { participant: 0, statement: 0, vote: 1, time: 2 * HOUR },
      { participant: 0, statement: 1, vote: 1, time: 3 * HOUR },
    ]
    const own = { participant: 0, statement: 1, propensity: 0.5, time: 2 * HOUR + 1 }
    const first = { participant: 9, statement: 1, propensity: 0.5, time: 0 }
    const chanceAfter = (time: number) =>
      answerChances(
        toVoteMatrix(loadRows(rows)),
        logOf([first, own, { participant: NOBODY, statement: 0, propensity: 0.1, time }]),
      ).chances[0]
    expect(chanceAfter(2 * HOUR - 60_000)).toBeCloseTo(0.1, 12)
    expect(chanceAfter(HOUR - 1)).toBe(1)
    expect(chanceAfter(2 * HOUR + 1)).toBe(1)
  })

  it('grows only from the moment on at which a statement was there to be shown', () => {
    const early = [0, 1, 2].map((statement) => ({
      ...{ participant: 0, statement, vote: 1, propensity: 0.1, time: statement * 1000 },
    }))
    const late = { participant: 0, statement: 3, vote: 1, propensity: 0.1, time: 9000 }
    const { matrix, log } = answered([...early, late])
    expect(answerChances(matrix, log).chances[3]).toBeCloseTo(0.1, 12)
  })

  it('needs propensities and arrays that belong together', () => {
    const matrix = matrixOf('+')
    const log = logOf([{ participant: 0, statement: 0, propensity: 1.5, time: 0 }])
    expect(() => answerChances(matrix, log)).toThrow('propensity 1.5')
    expect(() => answerChances(matrix, { ...log, times: new Float64Array(2) })).toThrow('1, 1, 1, 2 entries')
  })
})

describe('weights of votes by their chance', () => {
  const twoWorlds = () => {
    const shown = Array.from({ length: 40 }, (_, participant) => ({
      ...{ participant, statement: 0, vote: participant < 20 ? 1 : -1 },
      ...{ propensity: participant < 20 ? 0.5 : 0.25, time: participant * 1000 },
    }))
    return answered(shown)
  }

  it('let a vote count for as many as it stands for', () => {
    const { matrix, log } = twoWorlds()
    const { weights, clipped } = weighByShowings(matrix, log)
    expect(clipped).toBe(0)
    const { effective, ...sums } = sumWeights(matrix, weights)
    // Twenty stand for 40 and agree, twenty for 80 and disagree; (40 + 80)² / (20·2² + 20·4²) are 36 equal votes.
    expect(shareOfAgrees({ effective, ...sums })[0]).toBeCloseTo(1 / 3, 12)
    expect(effective[0]).toBeCloseTo(36, 12)
    expect(sums.votes[0]).toBeCloseTo(40, 12)
  })

  it('are 1 where nothing is known, and that of an average vote where nothing is known of somebody', () => {
    const matrix = toVoteMatrix(loadRows(plantedRows({ ...size, seed: 4 }).rows))
    expect(weighByShowings(matrix, logOf([])).weights.every((weight) => weight === 1)).toBe(true)
    const { matrix: known, log } = twoWorlds()
    const half = logOf(
      Array.from(log.times.keys())
        .filter((at) => at % 2 === 0)
        .map((at) => ({
          ...{ participant: log.participants[at] ?? 0, statement: 0, time: log.times[at] ?? 0 },
          propensity: log.propensities[at] ?? 1,
        })),
    )
    const { weights, drawn, unknown } = weighByShowings(known, half)
    expect([drawn, unknown]).toEqual([20, 20])
    expect(weights.filter((_, at) => at % 2 === 1)).toEqual(new Float64Array(20).fill(1))
    expect(weights[0]).toBeCloseTo(2 / 3, 12)
  })

  it('never let one vote count for more than a few average ones, and say how many would', () => {
    const shown = Array.from({ length: 50 }, (_, participant) => ({
      ...{ participant, statement: 0, vote: 1, propensity: participant === 0 ? 0.001 : 0.5 },
      time: participant,
    }))
    const { matrix, log } = answered(shown)
    const { weights, clipped } = weighByShowings(matrix, log)
    const mean = (1000 + 49 * 2) / 50
    expect(clipped).toBe(1)
    expect((weights[0] ?? 0) / (weights[1] ?? 1)).toBeCloseTo((MOST_WEIGHT * mean) / 2, 9)
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(50, 9)
  })

  it('take away most of what is wrong where those who agree go on longer', () => {
    const [unweighted, weighted] = errorsOf({ agreeGoOn: 0.95, othersGoOn: 0.6 })
    expect(unweighted).toBeGreaterThan(0.1)
    expect(weighted).toBeLessThan(0.5 * unweighted)
  })

  it('change nothing but noise where everybody goes on as long', () => {
    const [unweighted, weighted] = errorsOf({ agreeGoOn: 0.8, othersGoOn: 0.8 })
    expect(unweighted).toBeLessThan(0.03)
    expect(weighted).toBeLessThan(0.03)
  })
})

const size = { participants: 60, statements: 9, groups: 2, seen: 0.6 }

/** Half of all people agree with everything, half with nothing; how far agreement is off on average, plain and weighted. */
function errorsOf({ agreeGoOn, othersGoOn }: { agreeGoOn: number; othersGoOn: number }): [number, number] {
  const random = new SeededRandom(8)
  const shown: (One & { vote: number })[] = []
  for (let participant = 0; participant < 2000; participant += 1) {
    const left = Array.from({ length: 12 }, (_, statement) => statement)
    const agrees = participant % 2 === 0
    do {
      const [statement = 0] = left.splice(random.below(left.length), 1)
      const propensity = 1 / (left.length + 1)
      shown.push({ participant, statement, vote: agrees ? 1 : -1, propensity, time: shown.length * 1000 })
    } while (left.length > 0 && random.uniform() < (agrees ? agreeGoOn : othersGoOn))
  }
  const { matrix, log } = answered(shown)
  const off = (weights: Float64Array) =>
    Math.abs(shareOfAgrees(sumWeights(matrix, weights)).reduce((sum, one) => sum + one - 0.5, 0)) / 12
  return [off(new Float64Array(matrix.codes.length).fill(1)), off(weighByShowings(matrix, log).weights)]
}

describe('what is said of weighted votes', () => {
  const matrix = toVoteMatrix(loadRows(plantedRows({ ...size, participants: 200, seed: 5 }).rows))
  const even = new Float64Array(matrix.codes.length).fill(1)
  const labels = Int32Array.from(matrix.participantIds, (_, row) => row % 2)

  it('is what it is without weights where all weights are 1', () => {
    const counts = countVotes(matrix)
    const { components, values, center } = weightedAxes(matrix, even)
    const plain = findAxes(matrix)
    expect(Array.from(center)).toEqual(Array.from(plain.center))
    components.forEach((component, k) => {
      expect(values[k]).toBeCloseTo(plain.values[k] ?? 0, 8)
      component.forEach((loading, column) => {
        expect(loading).toBeCloseTo(plain.components[k]?.[column] ?? 0, 8)
      })
    })
    const open = new Uint8Array(counts.votes.length).fill(1)
    const [ours, theirs] = [
      weightedCommonGround(matrix, even, { labels: new Int32Array(labels.length), k: 1 }, open),
      commonGround([counts], open),
    ]
    expect(ours.map(({ column }) => column)).toEqual(theirs.map(({ column }) => column))
    ours.forEach(({ lower }, at) => {
      expect(lower).toBeCloseTo(theirs[at]?.lower ?? 0, 9)
    })
  })

  it('has the axes of a slow, plain version, in which a pair of votes counts by the root of both weights', () => {
    const random = new SeededRandom(12)
    const weights = even.map(() => 0.2 + 2 * random.uniform())
    const n = matrix.statementIds.length
    const { center, components, values } = weightedAxes(matrix, weights)
    const gram = new Float64Array(n * n)
    matrix.participantIds.forEach((_, row) => {
      const [from = 0, to = 0] = matrix.rowStart.subarray(row, row + 2)
      const value = (at: number) =>
        Math.sqrt(weights[at] ?? 0) *
        (((matrix.codes[at] ?? 0) & 3) - 1 - (center[(matrix.codes[at] ?? 0) >>> 2] ?? 0))
      for (let at = from; at < to; at += 1)
        for (let other = from; other < to; other += 1) {
          const cell = ((matrix.codes[at] ?? 0) >>> 2) * n + ((matrix.codes[other] ?? 0) >>> 2)
          gram[cell] = (gram[cell] ?? 0) + value(at) * value(other)
        }
    })
    const plain = symmetricEigen(gram, n)
    components.forEach((component, k) => {
      expect(values[k]).toBeCloseTo(plain.values[k] ?? 0, 8)
      const cosine = component.reduce((sum, one, j) => sum + one * (plain.vectors[j * n + k] ?? 0), 0)
      expect(Math.abs(cosine)).toBeCloseTo(1, 9)
    })
  })

  it('is less sure the less even the weights are, and counts each group by itself', () => {
    const uneven = even.map((_, at) => (at % 5 === 0 ? 5 : 0.2))
    const open = new Uint8Array(matrix.statementIds.length).fill(1)
    const width = (weights: Float64Array) =>
      weightedCommonGround(matrix, weights, { labels, k: 2 }, open)
        .flatMap(({ groups }) => groups.map(({ low, high }) => high - low))
        .reduce((sum, one) => sum + one, 0)
    expect(width(uneven)).toBeGreaterThan(1.3 * width(even))
    const second = sumWeights(matrix, uneven, (row) => labels[row] === 1)
    const of = weightedCommonGround(matrix, uneven, { labels, k: 2 }, open).find(({ column }) => column === 0)
    const [share, n] = [shareOfAgrees(second)[0] ?? 0, second.effective[0] ?? 0]
    expect(of?.groups[1]?.share).toBeCloseTo((share * n + 1) / (n + 2), 12)
  })

  it('leaves statements that are out of the map out of the axes', () => {
    const table = loadRows(plantedRows({ ...size, seed: 6 }).rows)
    table.setStatement(3, { moderatedOut: true })
    const without = toVoteMatrix(table)
    const { components, open } = weightedAxes(without, new Float64Array(without.codes.length).fill(1))
    expect(open[3]).toBe(0)
    expect(components[0]?.[3]).toBe(0)
  })

  it('stands beside what is said without weights, by group, and says how alike the axes are', () => {
    const layout = layOut(matrix)
    const shown = Array.from(matrix.participantIds).flatMap((participant, row) =>
      Array.from(matrix.statementIds, (statement) => ({
        ...{ participant, statement, propensity: row % 2 === 0 ? 0.5 : 0.1, time: statement },
      })),
    )
    const found = describeShowings(layout, { labels, k: 2 }, logOf(shown))
    const { weights } = weighByShowings(matrix, logOf(shown))
    const plain = commonGround(countGroupVotes(matrix, labels, 2), layout.axes.open)
    const weighted = sumWeights(matrix, weights)
    expect(found.statements.map(({ column }) => column)).toEqual([...matrix.statementIds.keys()])
    for (const one of found.statements) {
      const { agrees = [], votes = [] } = layout.counts
      expect(one.share).toBeCloseTo((agrees[one.column] ?? 0) / (votes[one.column] ?? 1), 12)
      expect(one.weighted).toBeCloseTo(shareOfAgrees(weighted)[one.column] ?? 0, 12)
      expect(one.lower).toBe(plain.find(({ column }) => column === one.column)?.lower)
      expect(one.effective).toBe(weighted.effective[one.column])
      expect(one.leastEffective).toBeLessThanOrEqual(Math.min(...groupCounts(one.column)) + 1e-9)
    }
    const turned = weightedAxes(matrix, weights).components
    layout.axes.components.forEach((component, k) => {
      const cosine = component.reduce((sum, loading, column) => sum + loading * (turned[k]?.[column] ?? 0), 0)
      expect(Math.abs((found.axes[k] ?? 0) - Math.abs(cosine))).toBeLessThan(0.005)
    })
  })

  const groupCounts = (column: number) =>
    countGroupVotes(matrix, labels, 2).map(({ votes }) => votes[column] ?? 0)
})
