import { type Crowd, samplePeople } from './coordination-crowd.ts'

/** Each person is compared with at most this many people who came about the same time … */
const MOST_NEAR = 300
/** … and this many of all times. */
const MOST_FAR = 600
const LEAST_FAR = 20
/** Other times are no measure where fewer than this share of people came then. */
export const LEAST_AWAY = 0.25
const LEAST_NEAR = 4
/** Twins share so many statements, this share of the shorter row, and most answers to them. */
const LEAST_SHARED = 5
const SHARED_SET = 0.6
/** How many standard deviations the likeness to people of one's own time must stand out to be looked into. */
const LEAST_DEVIATION = 4.5
/** Followers of an advice agree with one another at about this rate. */
const LIKENESS = 0.8
/** From here on a pair is taken for alike, to begin with: nats. */
const LEAST_LIKE = 0.8
/** One pair counts for at most this much, in nats. */
const MOST_BY_PAIR = 4

const MINUTE = 60_000
/** How close in time counts as together, smallest first, in milliseconds. */
export const WINDOWS = [15 * MINUTE, 60 * MINUTE, 360 * MINUTE, 1440 * MINUTE] as const

/** Somebody who is like people of their own time far more than like people of other times. */
export interface Seed {
  /** place in the crowd */
  readonly at: number
  readonly window: number
  readonly deviation: number
}

/** The search for people who are like those of their own time. */
export class SeedSearch {
  readonly #crowd: Crowd
  readonly #likeness: Likeness

  constructor(crowd: Crowd) {
    this.#crowd = crowd
    this.#likeness = new Likeness(crowd, pairWeights(crowd))
  }

  /**
   * Everybody in turn is asked whether those who came about the same time answer as they do, more than those of other
   * times: the sum of the log-likelihood ratios of near pairs, against its mean and variance if near people were drawn
   * from near and far together (a permutation's), and likewise the number of twins. Like-minded people come at all times, and so cancel. The most telling
   * first. O(people · 900 · votes per row).
   */
  find(windows: readonly number[]): Seed[] {
    const sample = samplePeople(this.#crowd, MOST_FAR)
    const search = { likeness: this.#likeness, sample, windows }
    const seeds: Seed[] = []
    for (let at = 0; at < this.#crowd.rows.length; at += 1) {
      this.#likeness.compareWith(at)
      const best = bestWindow(this.#crowd, at, search)
      if (best) seeds.push(best)
      this.#likeness.forget(at)
    }
    return seeds.sort((a, b) => b.deviation - a.deviation || a.at - b.at)
  }

  /** A seed and those who came about the same time and answer like it. */
  likeTo({ at, window }: Seed): number[] {
    this.#likeness.compareWith(at)
    const near = nearest(this.#crowd, at, window)
    const { nats } = this.#likeness.toAll(near)
    this.#likeness.forget(at)
    return [at, ...near.filter((_, k) => nats[k] >= LEAST_LIKE)]
  }
}

interface Search {
  readonly likeness: Likeness
  readonly sample: Int32Array
  readonly windows: readonly number[]
}

/** How one person and some others are alike: the likelihood ratio of their answers, and 1 where they are twins. */
interface Pairs {
  readonly nats: Float64Array
  readonly twins: Float64Array
}

function bestWindow(crowd: Crowd, at: number, { likeness, sample, windows }: Search): Seed | undefined {
  const near = nearest(crowd, at, windows[windows.length - 1])
  if (near.length < LEAST_NEAR) return undefined
  const [nearPairs, farPairs] = [likeness.toAll(near), likeness.toAll(sample)]
  const nearGaps = Float64Array.from(near, (other) => Math.abs(crowd.times[other] - crowd.times[at]))
  const farGaps = Float64Array.from(sample, (other) => Math.abs(crowd.times[other] - crowd.times[at]))
  let best: Seed | undefined
  for (const window of windows) {
    const away = farGaps.reduce((count, gap) => count + (gap > 2 * window ? 1 : 0), 0)
    if (away < LEAST_AWAY * sample.length) break
    const deviationOf = (name: keyof Pairs, least: number) =>
      deviation(
        sumWhere(nearPairs[name], (k) => nearGaps[k] <= window),
        sumWhere(farPairs[name], (k) => farGaps[k] > 2 * window),
        least,
      )
    const found = Math.max(
      deviationOf('nats', Number.NEGATIVE_INFINITY),
      deviationOf('twins', LEAST_NEAR - 1),
    )
    if (found >= LEAST_DEVIATION && found > (best?.deviation ?? 0)) best = { at, window, deviation: found }
  }
  return best
}

interface Sums {
  readonly count: number
  readonly sum: number
  readonly squares: number
}

function sumWhere(values: Float64Array, isIn: (at: number) => boolean): Sums {
  let [count, sum, squares] = [0, 0, 0]
  for (let at = 0; at < values.length; at += 1) {
    if (!isIn(at)) continue
    count += 1
    sum += values[at]
    squares += values[at] ** 2
  }
  return { count, sum, squares }
}

/**
 * How many standard deviations the near sum is above what it would be if the near were drawn from all; 0 where there are
 * too few of either, or less than the least.
 */
function deviation(near: Sums, far: Sums, least: number): number {
  if (near.count < LEAST_NEAR || far.count < LEAST_FAR || near.sum < least) return 0
  const all = near.count + far.count
  const mean = (near.sum + far.sum) / all
  const variance = (near.squares + far.squares) / all - mean * mean
  const spread = Math.sqrt((near.count * variance * far.count) / (all - 1))
  return spread > 0 ? (near.sum - near.count * mean) / spread : 0
}

/** People who came within the window, nearest first. */
function nearest({ times }: Crowd, at: number, window: number): Int32Array {
  const near: number[] = []
  let [before, after] = [at - 1, at + 1]
  while (near.length < MOST_NEAR) {
    const left = before >= 0 ? times[at] - times[before] : Number.POSITIVE_INFINITY
    const right = after < times.length ? times[after] - times[at] : Number.POSITIVE_INFINITY
    if (Math.min(left, right) > window) break
    near.push(left <= right ? before-- : after++)
  }
  return Int32Array.from(near)
}

/** Per code what it counts for when somebody gives the same answer, and when another: nats. */
interface PairWeights {
  readonly same: Float64Array
  readonly other: Float64Array
}

function pairWeights({ matrix, rows, open }: Crowd): PairWeights {
  const counts = new Float64Array(open.length * 4)
  for (const row of rows)
    for (let at = matrix.rowStart[row]; at < matrix.rowStart[row + 1]; at += 1) {
      const code = matrix.codes[at]
      counts[code] += 1
    }
  const [same, other] = [new Float64Array(counts.length), new Float64Array(counts.length)]
  for (let code = 0; code < counts.length; code += 1) {
    if (open[code >>> 2] === 0) continue
    const base = code & ~3
    const all = counts[base] + counts[base + 1] + counts[base + 2]
    // What nearly everybody answers says little, and a rare answer no more than one that a third gives.
    const share = Math.min(0.72, Math.max(0.33, (counts[code] + 1) / (all + 3)))
    same[code] = Math.log(LIKENESS / share)
    other[code] = Math.log((1 - LIKENESS) / (1 - share))
  }
  return { same, other }
}

/** In a mark: another answer to the same statement, and the same answer. */
const OTHER_ANSWER = 1
const SAME_ANSWER = 1 << 16

/** The likeness of one person to others, by looking up each of their votes. */
class Likeness {
  readonly #crowd: Crowd
  readonly #weights: PairWeights
  readonly #nats: Float64Array
  readonly #marks: Int32Array
  #answers = 0

  constructor(crowd: Crowd, weights: PairWeights) {
    this.#crowd = crowd
    this.#weights = weights
    this.#nats = new Float64Array(crowd.open.length * 4)
    this.#marks = new Int32Array(crowd.open.length * 4)
  }

  compareWith(at: number): void {
    const { codes, rowStart } = this.#crowd.matrix
    const row = this.#crowd.rows[at]
    this.#answers = rowStart[row + 1] - rowStart[row]
    for (let k = rowStart[row]; k < rowStart[row + 1]; k += 1) {
      const code = codes[k]
      const base = code & ~3
      if (this.#crowd.open[code >>> 2] === 0) continue
      this.#nats.fill(this.#weights.other[code], base, base + 3)
      this.#marks.fill(OTHER_ANSWER, base, base + 3)
      this.#nats[code] = this.#weights.same[code]
      this.#marks[code] = SAME_ANSWER
    }
  }

  forget(at: number): void {
    const { codes, rowStart } = this.#crowd.matrix
    const row = this.#crowd.rows[at]
    for (let k = rowStart[row]; k < rowStart[row + 1]; k += 1) {
      const base = codes[k] & ~3
      this.#nats.fill(0, base, base + 4)
      this.#marks.fill(0, base, base + 4)
    }
  }

  toAll(others: Int32Array): Pairs {
    const { codes, rowStart } = this.#crowd.matrix
    const [byNats, byMarks] = [this.#nats, this.#marks]
    const [nats, twins] = [new Float64Array(others.length), new Float64Array(others.length)]
    for (let at = 0; at < others.length; at += 1) {
      const row = this.#crowd.rows[others[at]]
      const [from, to] = [rowStart[row], rowStart[row + 1]]
      let [sum, marks] = [0, 0]
      for (let k = from; k < to; k += 1) {
        const code = codes[k]
        sum += byNats[code]
        marks += byMarks[code]
      }
      const same = marks >>> 16
      const shared = same + (marks & 0xffff)
      const shorter = Math.min(this.#answers, to - from)
      nats[at] = Math.max(-MOST_BY_PAIR, Math.min(MOST_BY_PAIR, sum))
      if (shared >= LEAST_SHARED && shared >= SHARED_SET * shorter && same >= LIKENESS * shared) twins[at] = 1
    }
    return { nats, twins }
  }
}
