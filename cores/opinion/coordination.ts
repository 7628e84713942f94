import { hash32 } from './seeded-random.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/** Rows with fewer votes are never suspect: short rows are often alike by chance. */
const LEAST_VOTES = 10
/** Two rows are alike when they share at least this many statements … */
const LEAST_SHARED_BY_PAIR = 6
/** … and agree on at least this share of them. */
const ALIKE = 0.85
const LEAST_CLUSTER = 5
/** Each person is compared with at most this many people from the same window, and as many from other times. */
const MOST_COMPARED = 300
/**
 * Highest probability, over all participants together, that such likeness arises if arrival and opinion are unrelated.
 */
const IMPROBABLE = 1e-4

/** How to look for coordinated votes. */
export interface CoordinationOptions {
  /** how close in time counts as together, in milliseconds; default 15 minutes */
  readonly window?: number
}

/** People who voted nearly alike and arrived together. */
export interface SuspectCluster {
  /** rows of the matrix, ascending */
  readonly rows: Int32Array
  /** first and last arrival, milliseconds */
  readonly from: number
  readonly to: number
  /** how many of those who came then would follow the pattern if likeness and time were unrelated */
  readonly expected: number
}

/** What the search found; unknown where votes carry no times. */
export type CoordinationOutcome =
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'examined'; readonly clusters: readonly SuspectCluster[] }

const DEFAULT_WINDOW = 15 * 60 * 1000

/** The thresholds, for pages that explain them. */
export const COORDINATION = {
  leastVotes: LEAST_VOTES,
  alike: ALIKE,
  leastPeople: LEAST_CLUSTER,
  windowMinutes: DEFAULT_WINDOW / 60_000,
} as const

/**
 * Looks for coordinated voting: near-identical rows of at least 10 votes that arrive together. Voting alike is not
 * suspicious in itself, nor is arriving together. What counts is that a person is like far more people in the same
 * window of time than like people who came at other times (a binomial tail; MATH.md §22). O(participants · 600 · votes
 * per row).
 */
export function findCoordination(matrix: VoteMatrix, options: CoordinationOptions = {}): CoordinationOutcome {
  if (!matrix.times) return { kind: 'unknown', reason: 'the votes carry no times' }
  const window = options.window ?? DEFAULT_WINDOW
  const crowd = arrivals(matrix, matrix.times)
  const others = sampleByHash(crowd, matrix)
  const seeds = findSeeds(matrix, crowd, others, window)
  const clusters = chains(seeds, crowd, window)
    .map((chain) => growCluster(matrix, crowd, chain, window))
    .filter((cluster) => cluster !== undefined)
  return { kind: 'examined', clusters }
}

/** Rows with enough votes, in order of arrival: the median time of a row's votes. */
interface Crowd {
  readonly rows: Int32Array
  readonly times: Float64Array
}

function arrivals(matrix: VoteMatrix, times: Float64Array): Crowd {
  const { rowStart } = matrix
  const found: { row: number; time: number }[] = []
  for (let row = 0; row < rowStart.length - 1; row += 1) {
    const [from, to] = [rowStart[row], rowStart[row + 1]]
    if (to - from < LEAST_VOTES) continue
    const own = times.slice(from, to).sort()
    found.push({ row, time: own[own.length >> 1] })
  }
  found.sort((a, b) => a.time - b.time || a.row - b.row)
  return { rows: Int32Array.from(found, (f) => f.row), times: Float64Array.from(found, (f) => f.time) }
}

/** Indices in the crowd, chosen by a hash of the id. */
function sampleByHash(crowd: Crowd, matrix: VoteMatrix): number[] {
  const key = (at: number) => hash32(matrix.participantIds[crowd.rows[at]])
  return Array.from(crowd.rows.keys())
    .sort((a, b) => key(a) - key(b) || a - b)
    .slice(0, 2 * MOST_COMPARED)
}

/** Indices in the crowd whose neighbours in time are improbably often alike. */
function findSeeds(matrix: VoteMatrix, crowd: Crowd, others: readonly number[], window: number): number[] {
  const bound = IMPROBABLE / Math.max(crowd.rows.length, 1)
  const seeds: number[] = []
  for (let at = 0; at < crowd.rows.length; at += 1) {
    const near = neighbours(crowd, at, window)
    if (near.length < LEAST_CLUSTER - 1) continue
    const alike = near.filter((other) => areAlike(matrix, crowd, at, other)).length
    if (alike < LEAST_CLUSTER - 1) continue
    const far = others.filter((other) => isFar(crowd, at, other, window)).slice(0, MOST_COMPARED)
    const alikeFar = far.filter((other) => areAlike(matrix, crowd, at, other)).length
    if (binomialTail(alike, near.length, (alikeFar + 1) / (far.length + 2)) < bound) seeds.push(at)
  }
  return seeds
}

function isFar(crowd: Crowd, a: number, b: number, window: number): boolean {
  return Math.abs(crowd.times[a] - crowd.times[b]) > 2 * window
}

function neighbours(crowd: Crowd, at: number, window: number): number[] {
  const time = crowd.times[at]
  const near: number[] = []
  let [before, after] = [at - 1, at + 1]
  while (near.length < MOST_COMPARED) {
    const left = before >= 0 ? time - crowd.times[before] : Number.POSITIVE_INFINITY
    const right = after < crowd.rows.length ? crowd.times[after] - time : Number.POSITIVE_INFINITY
    if (Math.min(left, right) > window) break
    near.push(left <= right ? before-- : after++)
  }
  return near
}

function areAlike(matrix: VoteMatrix, crowd: Crowd, a: number, b: number): boolean {
  const { rowStart, codes } = matrix
  const [rowA, rowB] = [crowd.rows[a], crowd.rows[b]]
  let [i, j, shared, same] = [rowStart[rowA], rowStart[rowB], 0, 0]
  const [endA, endB] = [rowStart[rowA + 1], rowStart[rowB + 1]]
  while (i < endA && j < endB) {
    const [x, y] = [codes[i], codes[j]]
    const gap = (x >>> 2) - (y >>> 2)
    if (gap === 0) {
      shared += 1
      if (x === y) same += 1
    }
    if (gap <= 0) i += 1
    if (gap >= 0) j += 1
  }
  return shared >= LEAST_SHARED_BY_PAIR && same >= ALIKE * shared
}

/** P(X ≥ k) for a binomial X of n and p, summed from k away from the mean, starting from a logarithm. */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1
  if (k > n) return 0
  if (k < n * p) return 1 - binomialTail(n - k + 1, n, 1 - p)
  let logTerm = k * Math.log(p) + (n - k) * Math.log1p(-p)
  for (let i = 1; i <= k; i += 1) logTerm += Math.log((n - k + i) / i)
  let [sum, ratio] = [0, 1]
  for (let x = k; x <= n && ratio > 1e-18; x += 1) {
    sum += ratio
    ratio *= ((n - x) / (x + 1)) * (p / (1 - p))
  }
  return Math.min(1, Math.exp(logTerm) * sum)
}

/** Seeds that follow one another within the window. */
function chains(seeds: readonly number[], crowd: Crowd, window: number): number[][] {
  const found: number[][] = []
  for (const seed of seeds) {
    const chain = found.at(-1)
    const last = chain?.at(-1)
    if (chain && last !== undefined && crowd.times[seed] - crowd.times[last] <= window) chain.push(seed)
    else found.push([seed])
  }
  return found
}

/**
 * The pattern that most seeds share, and everybody of that time who follows it; dropped unless that is still improbable
 * given how many follow it at other times.
 */
function growCluster(
  matrix: VoteMatrix,
  crowd: Crowd,
  chain: readonly number[],
  window: number,
): SuspectCluster | undefined {
  const pattern = modalRow(
    matrix,
    chain.map((at) => crowd.rows[at]),
  )
  const [first, last] = [crowd.times[chain[0]], crowd.times[chain[chain.length - 1]]]
  const members: number[] = []
  let [then, elsewhere, alikeElsewhere] = [0, 0, 0]
  for (let at = 0; at < crowd.rows.length; at += 1) {
    const time = crowd.times[at]
    const isThen = time >= first - window && time <= last + window
    const follows = followsPattern(matrix, crowd.rows[at], pattern)
    if (isThen) then += 1
    else elsewhere += 1
    if (isThen && follows) members.push(at)
    if (!isThen && follows) alikeElsewhere += 1
  }
  const rate = (alikeElsewhere + 1) / (elsewhere + 2)
  const isImprobable = binomialTail(members.length, then, rate) < IMPROBABLE / Math.max(crowd.rows.length, 1)
  if (members.length < LEAST_CLUSTER || !isImprobable) return undefined
  return {
    rows: Int32Array.from(members, (at) => crowd.rows[at]).sort(),
    from: crowd.times[members[0]],
    to: crowd.times[members[members.length - 1]],
    expected: rate * then,
  }
}

/**
 * Per code 1 where it is the most frequent vote on its statement, 2 where another vote is; 0 where too few voted or
 * they disagree.
 */
function modalRow(matrix: VoteMatrix, rows: readonly number[]): Uint8Array {
  const counts = new Int32Array(matrix.statementIds.length * 4)
  for (const row of rows)
    for (let at = matrix.rowStart[row]; at < matrix.rowStart[row + 1]; at += 1) {
      const code = matrix.codes[at]
      counts[code] += 1
    }
  const pattern = new Uint8Array(counts.length)
  for (let base = 0; base < counts.length; base += 4) {
    const own = Array.from(counts.subarray(base, base + 3))
    const total = own.reduce((sum, count) => sum + count, 0)
    const top = own.indexOf(Math.max(...own))
    // A statement that the seeds do not agree on is not part of what they copy.
    if (total < 3 || own[top] < 0.7 * total) continue
    for (let vote = 0; vote < 3; vote += 1) pattern[base + vote] = vote === top ? 1 : 2
  }
  return pattern
}

function followsPattern(matrix: VoteMatrix, row: number, pattern: Uint8Array): boolean {
  let [shared, same] = [0, 0]
  for (let at = matrix.rowStart[row]; at < matrix.rowStart[row + 1]; at += 1) {
    const verdict = pattern[matrix.codes[at]]
    if (verdict > 0) shared += 1
    if (verdict === 1) same += 1
  }
  return shared >= LEAST_VOTES && same >= ALIKE * shared
}
