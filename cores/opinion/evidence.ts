import { type Axes, findAxes } from './axes.ts'
import {
  bestSilhouette,
  byHash,
  clusteredRows,
  type GroupAssignment,
  type GroupSearch,
  LEAST_GROUPS,
  sampleRows,
  searchCenters,
  seekGroups,
  takePoints,
} from './groups.ts'
import { nearestCenters } from './k-means.ts'
import { axisValues, fitContinuum, orderByColumn, shuffleVotes, simulateVotes } from './null-models.ts'
import { type Layout, layOut } from './opinion-map.ts'
import { fitPositions, interleave, type PositionModel, placeAll, placeRows, sumSpread } from './positions.ts'
import { adjustedRandIndex } from './rand-index.ts'
import { SeededRandom } from './seeded-random.ts'
import { countVotes, takeRows, type VoteMatrix } from './vote-matrix.ts'

/** How much evidence to gather: more draws give more certainty and take longer. */
export interface EvidenceOptions {
  readonly seed: number
  /** default 100 */
  readonly bootstraps?: number
  /** simulated continua; default 100 */
  readonly continua?: number
  /** shuffled votes for the axes; default 200 */
  readonly shuffles?: number
  /** called with the share that is done, 0 … 1 */
  readonly onProgress?: (done: number) => void
}

/** Whether axes are more than chance, and groups more than a smooth continuum; MATH.md §13–§15. */
export interface Evidence {
  /** per axis, the 95th percentile of explained variance under shuffled votes */
  readonly shuffledP95: Float64Array
  /** how many leading axes exceed it: those may be described */
  readonly describedAxes: number
  readonly groups: GroupEvidence
}

/** Whether groups deserve the name, with the figures behind the verdict; MATH.md §14 and §15. */
export interface GroupEvidence {
  readonly areReal: boolean
  /** why not, in one sentence; absent where they are */
  readonly reason?: string
  readonly silhouette: number
  /** 95th percentile of the silhouette on simulated continua */
  readonly continuumP95: number
  /** how far the silhouette must exceed it */
  readonly margin: number
  /** median over bootstraps of the adjusted Rand index to the groups found */
  readonly medianAri: number
  /** how often each number of groups was chosen */
  readonly chosenK: ReadonlyMap<number, number>
  readonly bootstraps: number
}

/** At most this many people's votes are resampled; more would not change the verdict noticeably. */
const EVIDENCE_SAMPLE = 2000
/** Tuned on simulated continua and planted groups; the curve is in DESIGN.md. */
export const SILHOUETTE_MARGIN = 0.01
/** Median adjusted Rand index over the bootstraps. */
export const LEAST_STABILITY = 0.75
const LEAST_SHARE = 0.05
const LEAST_MEMBERS = 10
/** In null models and bootstraps centres are sought among fewer people, which errs on the side of no groups. */
const SEARCHED = 500
const NULL_SEARCH: Omit<GroupSearch, 'seed'> = { starts: 2, rounds: 15, silhouetteSample: 400 }
const ROUGH = { passes: 5 }

const SHUFFLES = 200
const CONTINUA = 100
const BOOTSTRAPS = 100

/** Weighs axes and candidate groups. Deterministic for a seed. O((shuffles + continua + bootstraps) · votes of 2,000 people). */
export function weighEvidence(
  layout: Layout,
  groups: GroupAssignment | undefined,
  options: EvidenceOptions,
): Evidence {
  const study = chooseStudy(layout, groups)
  const shuffledP95 = shuffledAxes(study.layout, options)
  const describedAxes = countDescribed(layout.axes.explained, shuffledP95)
  return { shuffledP95, describedAxes, groups: weighGroups(study, groups, describedAxes, options) }
}

/** The people on whom the evidence is computed, with their groups. */
interface Study {
  readonly layout: Layout
  /** rows of the study that shape groups; any number of them from the front is a random sample */
  readonly rows: Int32Array
  /** their groups */
  readonly labels: Int32Array
}

function chooseStudy(layout: Layout, groups: GroupAssignment | undefined): Study {
  const everybody = Int32Array.from(layout.matrix.participantIds.keys())
  const chosen = sampleRows(everybody, layout.matrix.participantIds, EVIDENCE_SAMPLE)
  const sampled =
    chosen === everybody
      ? layout
      : layOut(takeRows(layout.matrix, chosen), { ...ROUGH, warm: layout.axes.components })
  const rows = byHash(clusteredRows(sampled.matrix, sampled.axes.open), sampled.matrix.participantIds)
  const labels = rows.map((row) => groups?.labels[chosen[row]] ?? -1)
  return { layout: sampled, rows, labels }
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

function weighGroups(
  study: Study,
  groups: GroupAssignment | undefined,
  describedAxes: number,
  options: EvidenceOptions,
): GroupEvidence {
  const nothing = {
    silhouette: groups?.silhouette ?? 0,
    continuumP95: 0,
    margin: SILHOUETTE_MARGIN,
    medianAri: 0,
    chosenK: new Map(),
    bootstraps: 0,
  }
  if (!groups) return { areReal: false, reason: 'there are too few votes to look for groups', ...nothing }
  if (describedAxes === 0)
    return { areReal: false, reason: 'no axis explains more than shuffled votes do', ...nothing }
  const continuumP95 = continuumSilhouette(study, describedAxes, options)
  const { aris, chosenK } = bootstrap(study, groups.k, options)
  const silhouette = silhouetteIn(study, groups)
  const found = {
    silhouette,
    continuumP95,
    margin: SILHOUETTE_MARGIN,
    medianAri: median(aris),
    chosenK,
    bootstraps: aris.length,
  }
  const reason = reasonAgainst(found, groups)
  return reason === undefined ? { areReal: true, ...found } : { areReal: false, reason, ...found }
}

/** The silhouette to compare: when the study is a sample, that of groups sought in the sample in the same way. */
function silhouetteIn(study: Study, groups: GroupAssignment): number {
  if (study.layout.matrix.participantIds.length === groups.labels.length) return groups.silhouette
  const points = takePoints(study.layout.points, study.rows)
  return seekGroups(points, { ...NULL_SEARCH, seed: 1, silhouetteSample: EVIDENCE_SAMPLE }).silhouette
}

/** Why groups do not deserve the name, in one sentence; nothing where they do. */
export function reasonAgainst(
  found: Pick<GroupEvidence, 'silhouette' | 'continuumP95' | 'margin' | 'medianAri'>,
  groups: Pick<GroupAssignment, 'sizes'>,
): string | undefined {
  const people = groups.sizes.reduce((sum, size) => sum + size, 0)
  const smallest = groups.sizes.reduce((least, size) => Math.min(least, size), people)
  if (!(found.silhouette > found.continuumP95 + found.margin))
    return 'opinions run gradually: groups are no clearer than a continuum shows'
  if (!(found.medianAri >= LEAST_STABILITY)) return 'groups change with who happens to take part'
  if (smallest < LEAST_MEMBERS || smallest < LEAST_SHARE * people)
    return `the smallest group has ${smallest} of ${people} people`
  return undefined
}

/** 95th percentile of the best silhouette on votes from the fitted continuum. */
function continuumSilhouette(study: Study, axes: number, options: EvidenceOptions): number {
  const { layout } = study
  const random = new SeededRandom(options.seed ^ 0xc0)
  const continuum = fitContinuum(layout, axes, random)
  const draws = options.continua ?? CONTINUA
  const rows = study.rows.subarray(0, SEARCHED)
  const scores = Array.from({ length: draws }, (_, at) => {
    options.onProgress?.(0.3 + (0.35 * at) / draws)
    const simulated = simulateVotes(layout.matrix, continuum, random)
    const points = placeRows(modelOf(simulated, layout.axes), simulated, rows)
    return seekGroups(points, { ...NULL_SEARCH, seed: at }).silhouette
  })
  return percentile95(scores)
}

/** Resamples people, finds axes and centres anew, assigns everybody, and compares. */
function bootstrap(study: Study, k: number, options: EvidenceOptions) {
  const { layout, rows, labels } = study
  const random = new SeededRandom(options.seed ^ 0xb0)
  const people = layout.matrix.participantIds.length
  const isClustered = new Uint8Array(people)
  for (const row of rows) isClustered[row] = 1
  const chosenK = new Map<number, number>()
  const draws = options.bootstraps ?? BOOTSTRAPS
  const aris = Array.from({ length: draws }, (_, at) => {
    options.onProgress?.(0.65 + (0.35 * at) / draws)
    const resample = Int32Array.from({ length: people }, () => random.below(people))
    const model = modelOf(layout.matrix, layout.axes, timesDrawn(resample))
    const points = placeAll(model, layout.matrix)
    const drawn = resample.filter((row) => isClustered[row] === 1).subarray(0, SEARCHED)
    const originals = takePoints(points, rows)
    const assign = (wanted?: number) =>
      searchCenters(takePoints(points, drawn), { ...NULL_SEARCH, seed: at, k: wanted }).map(({ centers }) =>
        nearestCenters(originals, centers),
      )
    const assigned = assign()
    const { best } = bestSilhouette(originals, assigned, NULL_SEARCH.silhouetteSample)
    const chosen = assigned.length > 0 ? LEAST_GROUPS + best : 1
    chosenK.set(chosen, (chosenK.get(chosen) ?? 0) + 1)
    const same = assigned[k - LEAST_GROUPS] ?? assign(k)[0]
    return same ? adjustedRandIndex(same, labels) : 0
  })
  return { aris, chosenK: new Map([...chosenK].sort((a, b) => a[0] - b[0])) }
}

/**
 * The position model fitted to simulated or resampled votes. @param weights how often each row counts; once when absent
 */
function modelOf(matrix: VoteMatrix, near: Axes, weights?: Int32Array): PositionModel {
  const counts = countVotes(matrix, weights)
  const axes = findAxes(matrix, counts, { ...ROUGH, warm: near.components, ...(weights && { weights }) })
  return fitPositions(axes, counts, sumSpread(matrix, interleave(axes), weights))
}

function timesDrawn(resample: Int32Array): Int32Array {
  const weights = new Int32Array(resample.length)
  for (const row of resample) weights[row] += 1
  return weights
}
