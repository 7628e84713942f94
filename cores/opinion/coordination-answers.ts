import type { Crowd } from './coordination-crowd.ts'

/** A statement belongs to an advice where at least this share of those who answered it gave one answer … */
const SHARED_ANSWER = 0.6
/** … and at least so many others did. */
const LEAST_ANSWERS = 2
/** Of a crowd, those who follow best are taken for like-minded: this share, and at least so many. */
const LIKE_MINDED = 0.15
const LEAST_LIKE_MINDED = 10
/**
 * The opinions of so many standard deviations from the mean are like-minded too: hardly anybody follows an advice better by an
 * opinion of their own.
 */
const FURTHEST_OPINION = 2.25
/** Where few of them answered, they are taken to agree nearly always: as if so many more answers did at this rate. */
const FEW_ANSWERS = 10
const FEW_AGREE = 0.9

/** How many of somebody's answers are on statements of the advice, and how many of those are the advised ones. */
export interface Following {
  readonly shared: number
  readonly same: number
}

/** What a set of people answer: their advice, if they have one. */
export class Advice {
  readonly #crowd: Crowd
  readonly #counts: Int32Array
  /** per code what it is to somebody who is no member: see verdictOf */
  readonly #verdicts: Uint8Array

  constructor(crowd: Crowd, members: Iterable<number>) {
    this.#crowd = crowd
    this.#counts = new Int32Array(crowd.open.length * 4)
    const { codes, rowStart } = crowd.matrix
    for (const at of members) {
      const row = crowd.rows[at]
      for (let k = rowStart[row]; k < rowStart[row + 1]; k += 1) {
        const code = codes[k]
        this.#counts[code] += 1
      }
    }
    this.#verdicts = Uint8Array.from(this.#counts, (_, code) => this.#verdictOf(code, 0))
  }

  /** 0 where a statement is no part of the advice, 1 where another answer is advised, 2 for the advised answer. */
  #verdictOf(code: number, own: number): number {
    if (this.#crowd.open[code >>> 2] === 0) return 0
    const base = code & ~3
    let [all, top, topCode] = [0, 0, -1]
    for (let other = base; other < base + 3; other += 1) {
      const count = this.#counts[other] - (other === code ? own : 0)
      all += count
      if (count > top) [top, topCode] = [count, other]
    }
    if (all < LEAST_ANSWERS || top < SHARED_ANSWER * all) return 0
    return topCode === code ? 2 : 1
  }

  /**
   * How somebody follows the advice; a member's own answers are not part of what they are held against.
   * @param parity only statements of even (0) or odd (1) columns; all when absent
   */
  follow(at: number, isMember: boolean, parity?: number): Following {
    const { codes, rowStart } = this.#crowd.matrix
    const row = this.#crowd.rows[at]
    let [shared, same] = [0, 0]
    for (let k = rowStart[row]; k < rowStart[row + 1]; k += 1) {
      const code = codes[k]
      if (parity !== undefined && ((code >>> 2) & 1) !== parity) continue
      const verdict = isMember ? this.#verdictOf(code, 1) : this.#verdicts[code]
      if (verdict > 0) shared += 1
      if (verdict === 2) same += 1
    }
    return { shared, same }
  }
}

/** A beta-binomial distribution of how many answers are the advised ones: shares differ between people. */
interface Spread {
  readonly mean: number
  /** correlation of two answers of one person */
  readonly correlation: number
}

/** Fits mean and correlation by moments. */
function fitSpread(followings: readonly Following[]): Spread {
  const [same, shared] = [sumOf(followings, 'same'), sumOf(followings, 'shared')]
  const mean = Math.min(0.97, Math.max(0.03, (same + 1) / (shared + 2)))
  let [squares, pairs] = [0, 0]
  for (const one of followings) {
    squares += (one.same - one.shared * mean) ** 2
    pairs += one.shared * (one.shared - 1)
  }
  const excess = squares / (mean * (1 - mean)) - shared
  return { mean, correlation: Math.min(0.8, Math.max(0.01, pairs > 0 ? excess / pairs : 0)) }
}

function sumOf(followings: readonly Following[], name: keyof Following): number {
  return followings.reduce((sum, one) => sum + one[name], 0)
}

/** The logarithm of the probability of following so, without the number of orders. */
function logProbability({ shared, same }: Following, { mean, correlation }: Spread): number {
  const size = 1 / correlation - 1
  let log = 0
  for (let k = 0; k < same; k += 1) log += Math.log(mean * size + k)
  for (let k = 0; k < shared - same; k += 1) log += Math.log((1 - mean) * size + k)
  for (let k = 0; k < shared; k += 1) log -= Math.log(size + k)
  return log
}

/** What each person's answers say for being one of the members: nats. */
type Weigh = (following: Following) => number

/**
 * The likelihood ratio of a person's answers: members follow the advice at the rate that members do, others as the
 * others are spread, of whom some are like-minded. It is shrunk until its mean over the others is at most 1.
 */
export function weighAnswers(members: readonly Following[], others: readonly Following[]): Weigh {
  const fitted = fitSpread(members)
  const follower: Spread = {
    mean: Math.min(0.97, Math.max(0.7, fitted.mean)),
    correlation: Math.min(0.15, Math.max(0.03, fitted.correlation)),
  }
  const honest = fitSpread(others)
  const plain: Weigh = (one) => logProbability(one, follower) - logProbability(one, honest)
  const part = calibrate(others.map(plain))
  return (one) => part * plain(one)
}

/**
 * The largest part, up to 1, of log-likelihood ratios of people who are surely not members, at which the mean of their
 * ratios is at most 1, as that of a true likelihood ratio is. 0 where they speak for being members on the whole.
 * @param trimmed share of the highest that is left out: members who were not found yet
 */
export function calibrate(logRatios: readonly number[], trimmed = 0): number {
  const kept = logRatios.toSorted((a, b) => a - b).slice(0, Math.ceil((1 - trimmed) * logRatios.length))
  const isHonest = (part: number) => kept.reduce((sum, log) => sum + Math.exp(part * log), 0) <= kept.length
  if (kept.length === 0) return 0
  if (isHonest(1)) return 1
  let [low, high] = [0, 1]
  for (let round = 0; round < 12; round += 1) {
    const middle = (low + high) / 2
    if (isHonest(middle)) low = middle
    else high = middle
  }
  return low
}

/** Who is a member, who else came then, and the others. */
export interface Sides {
  readonly members: readonly number[]
  readonly then: readonly number[]
  readonly others: readonly number[]
}

/**
 * How far members follow the advice beyond what like-minded people do, in nats. On both sides nobody is picked for what is
 * then counted: those who follow it best on one half of its statements are watched on the other half.
 * @param isListed whether their choice of statements speaks for an arrangement: opinions do not give that, so that even who
 * holds the furthest of them is expected to follow no better than the like-minded whom there are
 */
export function beyondLikeMinded(
  advice: Advice,
  { members, then, others }: Sides,
  isListed: boolean,
): number {
  const found = agreementOfLikeMinded(advice, others)
  const expected = isListed ? found : Math.max(found, agreementOfFurthest(advice, others))
  const watched = watchBest(advice, [...members, ...then], {
    ...{ members: new Set(members), leastShared: 0 },
    best: () => members.length,
  })
  const [same, shared] = [sumOf(watched, 'same'), sumOf(watched, 'shared')]
  const mean = Math.min(0.98, same / Math.max(shared, 1))
  if (mean <= expected) return 0
  return same * Math.log(mean / expected) + (shared - same) * Math.log((1 - mean) / (1 - expected))
}

interface Watch {
  readonly members: ReadonlySet<number>
  /** how many answers on one half somebody must have given to be ranked by it */
  readonly leastShared: number
  /** of so many ranked people how many are watched */
  readonly best: (ranked: number) => number
}

/** What those who follow best on one half of the advice do on the other half, both ways round. */
function watchBest(
  advice: Advice,
  people: readonly number[],
  { members, leastShared, best }: Watch,
): Following[] {
  return [0, 1].flatMap((parity) => {
    const ranked = people
      .map((at) => ({ at, ...advice.follow(at, members.has(at), parity) }))
      .filter((one) => one.shared >= leastShared)
      .sort((a, b) => (b.same + 1) / (b.shared + 2) - (a.same + 1) / (a.shared + 2))
    return ranked
      .slice(0, best(ranked.length))
      .map(({ at }) => advice.follow(at, members.has(at), 1 - parity))
  })
}

function agreementOfLikeMinded(advice: Advice, others: readonly number[]): number {
  const best = (ranked: number) => Math.max(LEAST_LIKE_MINDED, Math.ceil(LIKE_MINDED * ranked))
  const watched = watchBest(advice, others, { members: new Set(), leastShared: 2, best })
  const [same, shared] = [sumOf(watched, 'same'), sumOf(watched, 'shared')]
  const share = (same + FEW_ANSWERS * FEW_AGREE) / (shared + FEW_ANSWERS)
  return Math.min(0.97, Math.max(0.5, share))
}

/** By how much the shares of the others differ, as a beta-binomial distribution has them. */
function agreementOfFurthest(advice: Advice, others: readonly number[]): number {
  const { mean, correlation } = fitSpread(others.map((at) => advice.follow(at, false)))
  return Math.min(0.97, mean + FURTHEST_OPINION * Math.sqrt(mean * (1 - mean) * correlation))
}

/**
 * How often two people give one statement the same answer, of all pairs of people who answered it: 0 to 1. In eight public
 * conversations .38 to .61. NaN where no statement was answered twice. O(votes of these people)
 */
export function accordAmong({ matrix, rows, open }: Crowd, people: readonly number[]): number {
  const given = new Uint32Array(3 * open.length)
  for (const at of people)
    for (let k = matrix.rowStart[rows[at]]; k < matrix.rowStart[rows[at] + 1]; k += 1) {
      const column = matrix.codes[k] >>> 2
      if (open[column] === 1) given[3 * column + (matrix.codes[k] & 3)] += 1
    }
  const pairsOf = (count: number) => (count * (count - 1)) / 2
  let [same, all] = [0, 0]
  for (let at = 0; at < given.length; at += 3) {
    const [disagree, pass, agree] = given.subarray(at, at + 3) as Iterable<number>
    same += pairsOf(disagree) + pairsOf(pass) + pairsOf(agree)
    all += pairsOf(disagree + pass + agree)
  }
  return same / all
}
