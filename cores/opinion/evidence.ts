import { type Axes, findAxes } from './axes.ts'
import {
  byHash,
  clusteredRows,
  type GroupAssignment,
  type GroupSearch,
  LEAST_GROUPS,
  MOST_GROUPS,
  searchCenters,
  takePoints,
} from './groups.ts'
import { nearestCenters } from './k-means.ts'
import { CLEARLY, fitMembership, softMembership } from './membership.ts'
import { groupPeople, type Layout, layOut } from './opinion-map.ts'
import { fitPositions, interleave, type PositionModel, placeAll, STRIDE, sumSpread } from './positions.ts'
import { adjustedRandIndex } from './rand-index.ts'
import { contentKeys } from './responses.ts'
import { SeededRandom } from './seeded-random.ts'
import {
  LEAST_MEMBERS,
  type Separation,
  type SeparationRule,
  studyPeople,
  weighSeparation,
} from './separation.ts'
import { axisValues, orderByColumn, shuffleVotes } from './shuffled-votes.ts'
import { countVotes, takeRows, type VoteMatrix } from './vote-matrix.ts'

/** How much evidence to gather: more draws give more certainty and take longer. */
export interface EvidenceOptions {
  readonly seed: number
  /** weigh a division into exactly this many; 2 to 5 are tried when absent */
  readonly k?: number | undefined
  /** default 100 */
  readonly bootstraps?: number
  /** most votes drawn of people who are one heap, for each number of groups; at least 2, default 96 */
  readonly draws?: number
  /** shuffled votes for the axes; default 200 */
  readonly shuffles?: number
  /** called with the share that is done, 0 … 1 */
  readonly onProgress?: (done: number) => void
}

/** Whether axes are more than chance; MATH.md §13. */
export interface AxesEvidence {
  /** per axis, the 95th percentile of explained variance under shuffled votes */
  readonly shuffledP95: Float64Array
  /** how many leading axes exceed it: those may be described */
  readonly describedAxes: number
}

/** Whether axes are more than chance, and groups more than a smooth landscape; MATH.md §13–§15. */
export interface Evidence extends AxesEvidence {
  readonly groups: GroupEvidence
}

/** What votes say of groups: they are there, opinions run gradually, or too little is known to say either. */
export type GroupVerdict = 'groups' | 'gradual' | 'unclear'

/** Whether groups deserve the name, with the figures behind the verdict; MATH.md §14 and §15. */
export interface GroupEvidence {
  readonly verdict: GroupVerdict
  /** whether the verdict is `groups` */
  readonly areReal: boolean
  /** why not, in one sentence; absent where they are */
  readonly reason?: string
  /** how many groups the figures are of: those that are real, else those that come nearest; 1 where none were weighed */
  readonly k: number
  /** 2 · log-likelihood ratio of two heaps to one, for the two neighbouring groups that are least apart */
  readonly separation: number
  /** how many standard deviations the separation of all neighbours lies above that of people who are one heap */
  readonly standing: number
  /** standard error of `standing`: a verdict is clear where `required` lies more than SURE of them away */
  readonly error: number
  readonly required: number
  readonly draws: number
  /** median over bootstraps of the adjusted Rand index to the groups found, over people who are clearly in one */
  readonly medianAri: number
  readonly bootstraps: number
}

/** At most this many people's votes are studied, those whose votes have the lowest keys. */
const EVIDENCE_SAMPLE = 2000
/** Two neighbouring groups are weighed further from this ratio on: two heaps explain their votes e^1.5 times as well. */
export const LEAST_SEPARATION = 3
/** Tuned on landscapes without groups and on planted ones; the counts are in DESIGN.md. */
export const REQUIRED_STANDING = 2.25
/** One-sided 95 %. */
export const SURE = 1.64
/** Median adjusted Rand index over the bootstraps. */
export const LEAST_STABILITY = 0.65
const LEAST_SHARE = 0.05
/** A finer division counts where its silhouette is at least this share of the highest among those that hold. */
const NEARLY = 0.88
/** In bootstraps centres are sought among fewer people. */
const SEARCHED = 500
const BOOTSTRAP_SEARCH: Omit<GroupSearch, 'seed'> = { starts: 2, rounds: 15, silhouetteSample: 400 }
const ROUGH = { passes: 5 }

const SHUFFLES = 200
const BOOTSTRAPS = 100
const FEWEST_DRAWS = 24
const MOST_DRAWS = 96

/**
 * Weighs axes and groups. The same votes give the same evidence, whatever the ids of people and the order in which votes
 * came. O((shuffles + draws + bootstraps) · votes of 2,000 people).
 */
export function weighEvidence(layout: Layout, options: EvidenceOptions): Evidence {
  const study = withoutIds(layout)
  const axes = weighAxesOf(study, layout.axes.explained, options)
  return { ...axes, groups: weighGroups(study, axes.describedAxes, options) }
}

/** Weighs axes alone. */
export function weighAxes(layout: Layout, options: EvidenceOptions): AxesEvidence {
  return weighAxesOf(withoutIds(layout), layout.axes.explained, options)
}

function weighAxesOf(study: Layout, explained: Float64Array, options: EvidenceOptions): AxesEvidence {
  const shuffledP95 = shuffledAxes(study, options)
  return { shuffledP95, describedAxes: countDescribed(explained, shuffledP95) }
}

/** At most 2,000 people, numbered in an order that depends on their votes alone. */
function withoutIds({ matrix, axes }: Layout): Layout {
  const keys = contentKeys(matrix)
  const rows = Int32Array.from(matrix.participantIds.keys())
    .sort((a, b) => keys[a] - keys[b] || a - b)
    .subarray(0, EVIDENCE_SAMPLE)
  const taken = takeRows(matrix, rows)
  return layOut(
    { ...taken, participantIds: Int32Array.from(rows.keys()) },
    { warm: axes.components, ...(rows.length < matrix.participantIds.length && ROUGH) },
  )
}

function shuffledAxes(layout: Layout, options: EvidenceOptions): Float64Array {
  const { matrix, counts, axes } = layout
  const random = new SeededRandom(options.seed ^ 0x5f)
  const order = orderByColumn(matrix)
  const total = (axes.explained[0] ?? 0) > 0 ? axes.values[0] / axes.explained[0] : 1
  const shuffles = options.shuffles ?? SHUFFLES
  const drawn = Array.from({ length: shuffles }, (_, at) => {
    options.onProgress?.((0.3 * at) / shuffles)
    return axisValues(shuffleVotes(matrix, order, random), counts, axes.values.length)
  })
  return axes.values.map((_, k) => percentile95(drawn.map((values) => values[k] / total)))
}

/** How many axes explain more than their bound, up to the first that does not. */
export function countDescribed(explained: ArrayLike<number>, shuffledP95: Float64Array): number {
  const first = shuffledP95.findIndex((bound, k) => !(explained[k] > bound))
  return first < 0 ? shuffledP95.length : first
}

/** The ⌈0.95·n⌉-th smallest of n; 0 of none. */
export function percentile95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(0.95 * sorted.length) - 1)] ?? 0
}

/** The middle one, or halfway between the two in the middle; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2
}

const unweighed = {
  ...{ k: 1, separation: 0, standing: 0, error: 0, required: REQUIRED_STANDING, draws: 0 },
  ...{ medianAri: 0, bootstraps: 0 },
} as const

/** A division with what was found of it. */
interface Weighed {
  readonly groups: GroupAssignment
  readonly found: Separation
  readonly verdict: GroupVerdict
}

/**
 * Tries every number of groups. The highest that holds counts, since each of its parts stands apart from its neighbours,
 * unless fewer are much clearer: in large dialogues people who answer at random are a heap of their own between two groups.
 */
function weighGroups(study: Layout, describedAxes: number, options: EvidenceOptions): GroupEvidence {
  const gradual = (reason: string) => ({ verdict: 'gradual', areReal: false, reason, ...unweighed }) as const
  if (clusteredRows(study.matrix, study.axes.open).length < 2 * LEAST_MEMBERS)
    return { ...gradual('there are too few votes to look for groups'), verdict: 'unclear' }
  if (describedAxes === 0) return gradual('no axis explains more than shuffled votes do')
  const weighed = weighDivisions(study, describedAxes, options)
  for (const verdict of ['groups', 'unclear'] as const) {
    const held = weighed.filter((one) => one.verdict === verdict)
    const clearest = Math.max(...held.map(({ groups }) => groups.silhouette))
    const best = held.findLast(({ groups }) => groups.silhouette >= NEARLY * clearest)
    if (best) return weighStability(study, best, options)
  }
  const nearest = weighed.reduce<Weighed | undefined>(
    (near, one) => (near && near.found.weakest >= one.found.weakest ? near : one),
    undefined,
  )
  return { ...gradual(GRADUAL), ...(nearest && figuresOf(nearest.found)) }
}

const GRADUAL = 'opinions run gradually: no two groups stand apart'

function weighDivisions(study: Layout, describedAxes: number, options: EvidenceOptions): Weighed[] {
  const people = studyPeople(study, describedAxes)
  // One draw has no spread.
  const most = Math.max(2, options.draws ?? MOST_DRAWS)
  const rule: SeparationRule = {
    ...{ seed: options.seed, least: LEAST_SEPARATION, sure: SURE, required: REQUIRED_STANDING },
    ...{ fewest: Math.min(FEWEST_DRAWS, most), most },
  }
  const [lowest, highest] = [options.k ?? LEAST_GROUPS, options.k ?? MOST_GROUPS]
  return Array.from({ length: highest - lowest + 1 }, (_, at) => lowest + at).flatMap((k, at, { length }) => {
    options.onProgress?.(0.3 + (0.35 * at) / length)
    const { groups } = { groups: undefined, ...groupPeople(study, { k }) }
    if (!groups || groups.k !== k || !areSubstantial(groups)) return []
    const found = weighSeparation(people, groups, rule)
    return found ? [{ groups, found, verdict: verdictOf(found) }] : []
  })
}

function areSubstantial({ sizes }: GroupAssignment): boolean {
  const people = sizes.reduce((sum, size) => sum + size, 0)
  return sizes.every((size) => size >= Math.max(LEAST_MEMBERS, LEAST_SHARE * people))
}

function verdictOf({ draws, standing, error }: Separation): GroupVerdict {
  if (draws === 0 || standing + SURE * error < REQUIRED_STANDING) return 'gradual'
  return standing - SURE * error > REQUIRED_STANDING ? 'groups' : 'unclear'
}

function figuresOf({ k, weakest, standing, error, draws }: Separation) {
  return { k, separation: weakest, standing, error, draws }
}

function weighStability(
  study: Layout,
  { groups, found, verdict }: Weighed,
  options: EvidenceOptions,
): GroupEvidence {
  const aris = bootstrap(study, groups, options)
  const figures = { ...unweighed, ...figuresOf(found), medianAri: median(aris), bootstraps: aris.length }
  if (figures.medianAri < LEAST_STABILITY)
    return {
      verdict: 'gradual',
      areReal: false,
      reason: 'groups are not stable when people are drawn again',
      ...figures,
    }
  if (verdict === 'groups') return { verdict, areReal: true, ...figures }
  return {
    verdict,
    areReal: false,
    reason: 'it is not clear enough yet whether there are groups',
    ...figures,
  }
}

/** Resamples people, finds axes and centres anew, assigns everybody, and compares who is clearly in a group. */
function bootstrap(layout: Layout, groups: GroupAssignment, options: EvidenceOptions): number[] {
  const { matrix, axes } = layout
  const random = new SeededRandom(options.seed ^ 0xb0)
  const people = matrix.participantIds.length
  const rows = byHash(clusteredRows(matrix, axes.open), matrix.participantIds)
  const isClustered = new Uint8Array(people)
  for (const row of rows) isClustered[row] = 1
  const clear = clearRows(layout, groups, rows)
  const labels = clear.map((row) => groups.labels[row])
  const draws = options.bootstraps ?? BOOTSTRAPS
  return Array.from({ length: draws }, (_, at) => {
    options.onProgress?.(0.65 + (0.35 * at) / draws)
    const resample = Int32Array.from({ length: people }, () => random.below(people))
    const model = modelOf(matrix, axes, timesDrawn(resample))
    const points = placeAll(model, matrix)
    const drawn = resample.filter((row) => isClustered[row] === 1).subarray(0, SEARCHED)
    const search = { ...BOOTSTRAP_SEARCH, seed: at, k: groups.k }
    const centers = searchCenters(takePoints(points, drawn), search)[0]?.centers
    if (!centers || centers.length < groups.k * STRIDE) return 0
    return adjustedRandIndex(nearestCenters(takePoints(points, clear), centers), labels)
  })
}

/** The rows whose most probable group is much more probable than any other. */
function clearRows({ points }: Layout, groups: GroupAssignment, rows: Int32Array): Int32Array {
  const membership = fitMembership(points, groups)
  return rows.filter((row) => Math.max(...softMembership(membership, points, row * STRIDE)) >= CLEARLY)
}

/** The position model fitted to resampled votes. @param weights how often each row counts */
function modelOf(matrix: VoteMatrix, near: Axes, weights: Int32Array): PositionModel {
  const counts = countVotes(matrix, weights)
  const axes = findAxes(matrix, counts, { ...ROUGH, warm: near.components, weights })
  return fitPositions(axes, counts, sumSpread(matrix, interleave(axes), weights))
}

function timesDrawn(resample: Int32Array): Int32Array {
  const weights = new Int32Array(resample.length)
  for (const row of resample) weights[row] += 1
  return weights
}
