import {
  type AxesEvidence,
  bridge,
  type Connecting,
  type CoordinationOutcome,
  connect,
  describeShowings,
  describeStatements,
  type Evidence,
  findCoordination,
  type GroupAssignment,
  givenGroups,
  groupPeople,
  type Layout,
  layOut,
  NO_GROUP,
  oneGroup,
  type PolisMap,
  polisLayout,
  polisMap,
  type ShowingFindings,
  type Showings,
  type StatementFindings,
  selectRepresentative,
  toVoteMatrix,
  type VoteMatrix,
  type VoteTable,
  weighAxes,
  weighEvidence,
} from '#cores/opinion'
import { UnusableFile } from '../run/usable-file.ts'

export interface AnalysisRequest {
  readonly method: 'weerklank' | 'polis'
  readonly seed: number
  readonly evidence: boolean
  /** participant → published group */
  readonly published?: ReadonlyMap<number, number> | undefined
  readonly k?: number | undefined
  readonly select: number
  /** what was shown to whom, where that is known */
  readonly showings?: Showings | undefined
  readonly onProgress: (stage: string, done: number) => void
}

/** A map with everything that is said about it, and how long each part took. */
export interface Analysis {
  readonly method: AnalysisRequest['method']
  readonly layout: Layout
  /** groups that the statistics are about: one where there are no clear groups */
  readonly groups: GroupAssignment
  readonly groupIds: readonly number[]
  /** the best division found, where it was not judged real */
  readonly candidate: GroupAssignment | undefined
  /** true or false where tested; null where groups were given or evidence skipped */
  readonly groupsAreReal: boolean | null
  readonly reason: string | undefined
  /** of axes alone where groups were given */
  readonly evidence: (AxesEvidence & Partial<Pick<Evidence, 'groups'>>) | undefined
  readonly findings: StatementFindings
  readonly bridging: Float64Array
  /** what most agree on at every side; undefined where evidence was skipped, as sides are not known then */
  readonly connecting: readonly Connecting[] | undefined
  readonly selection: readonly number[]
  readonly coordination: CoordinationOutcome
  /** agreement weighed by what was shown */
  readonly showings: ShowingFindings | undefined
  /** the map without suspects, where there are any */
  readonly without: Layout | undefined
  readonly timings: {
    readonly mapMs: number
    readonly groupsMs: number
    readonly evidenceMs: number
    readonly otherMs: number
  }
}

/** Runs the whole engine over a table. */
export function analyse(table: VoteTable, request: AnalysisRequest): Analysis {
  const lap = stopwatch()
  const matrix = toVoteMatrix(table)
  const polis = request.method === 'polis' ? polisMap(matrix, polisOptions(matrix, request)) : undefined
  const layout = polis ? polisLayout(matrix, polis.space) : layOut(matrix)
  const mapMs = lap()
  request.onProgress('map', 1)
  const grouping = polis ? ofPolis(layout, polis, request) : chooseGroups(layout, request)
  const groupsMs = lap()
  const judged = judge(layout, grouping, request)
  const evidenceMs = lap()
  const findings = withPolis(describeStatements(layout, judged.groups), polis)
  const statisticsMs = lap()
  const bridging = bridge(layout)
  const described = judged.evidence?.describedAxes
  const connecting = described === undefined ? undefined : connect(layout, findings, { described })
  const selection = selectRepresentative(layout, findings, judged.groups, request.select)
  const coordination = findCoordination(matrix)
  return {
    method: request.method,
    layout,
    ...judged,
    findings,
    bridging,
    connecting,
    selection,
    coordination,
    showings: request.showings && describeShowings(layout, judged.groups, request.showings),
    without: withoutSuspects(table, coordination, layout),
    timings: { mapMs, groupsMs: groupsMs + statisticsMs, evidenceMs, otherMs: lap() },
  }
}

function stopwatch(): () => number {
  let last = performance.now()
  return () => {
    const now = performance.now()
    const passed = now - last
    last = now
    return passed
  }
}

interface Grouping {
  readonly groups: GroupAssignment | undefined
  readonly groupIds: readonly number[]
  readonly isGiven: boolean
  readonly reason: string | undefined
}

function publishedLabels(
  matrix: VoteMatrix,
  published: ReadonlyMap<number, number>,
): { labels: Int32Array; ids: number[] } {
  const ids = [...new Set(published.values())].sort((a, b) => a - b)
  const labels = Int32Array.from(matrix.participantIds, (id) => ids.indexOf(published.get(id) ?? Number.NaN))
  if (labels.every((label) => label === NO_GROUP))
    throw new UnusableFile(
      `none of the ${published.size} participants with a group cast a counted vote; take both files from the same dialogue`,
    )
  return { labels, ids }
}

function polisOptions(matrix: VoteMatrix, request: AnalysisRequest) {
  if (request.published) return { labels: publishedLabels(matrix, request.published).labels }
  return request.k === undefined ? {} : { k: request.k }
}

function ofPolis(layout: Layout, polis: PolisMap, request: AnalysisRequest): Grouping {
  const groups = { ...givenGroups(layout, polis.labels), silhouette: polis.silhouette ?? 0 }
  const groupIds = request.published
    ? publishedLabels(layout.matrix, request.published).ids
    : Array.from({ length: groups.k }, (_, id) => id)
  return {
    groups,
    groupIds,
    isGiven: true,
    reason: 'the compatible mode always finds groups and does not test them',
  }
}

function chooseGroups(layout: Layout, request: AnalysisRequest): Grouping {
  if (request.published) {
    const { labels, ids } = publishedLabels(layout.matrix, request.published)
    return { groups: givenGroups(layout, labels), groupIds: ids, isGiven: true, reason: 'groups were given' }
  }
  const found = groupPeople(layout, { seed: request.seed, k: request.k })
  if (found.kind === 'none') return { groups: undefined, groupIds: [0], isGiven: false, reason: found.reason }
  const groupIds = Array.from({ length: found.groups.k }, (_, id) => id)
  return { groups: found.groups, groupIds, isGiven: false, reason: undefined }
}

/** Weighs the evidence, and falls back to one group where there are no clear ones. */
function judge(layout: Layout, { groups, groupIds, isGiven, reason }: Grouping, request: AnalysisRequest) {
  const options = {
    seed: request.seed,
    k: request.k,
    onProgress: (done: number) => request.onProgress('evidence', done),
  }
  const isWeighed = request.evidence && request.method === 'weerklank'
  const untested = { candidate: undefined, groupsAreReal: null }
  if (groups && isGiven) {
    const evidence = isWeighed ? weighAxes(layout, options) : undefined
    return { groups, groupIds, ...untested, reason, evidence }
  }
  const evidence = isWeighed ? weighEvidence(layout, options) : undefined
  if (groups && !evidence) return { groups, groupIds, ...untested, reason: 'evidence was skipped', evidence }
  if (evidence?.groups.areReal) {
    const real = chooseGroups(layout, { ...request, k: evidence.groups.k })
    if (real.groups)
      return { ...real, groups: real.groups, candidate: undefined, groupsAreReal: true, evidence }
  }
  return {
    groups: oneGroup(layout),
    groupIds: [0],
    candidate: groups,
    groupsAreReal: false,
    reason: reason ?? evidence?.groups.reason,
    evidence,
  }
}

function withPolis(findings: StatementFindings, polis: PolisMap | undefined): StatementFindings {
  if (!polis) return findings
  const { consensus, representative, majority, priorities } = polis
  return { ...findings, consensus, representative, majority, priorities, extremity: polis.space.extremity }
}

function withoutSuspects(
  table: VoteTable,
  coordination: CoordinationOutcome,
  layout: Layout,
): Layout | undefined {
  if (coordination.kind === 'unknown' || coordination.clusters.length === 0) return undefined
  const suspects = coordination.clusters.flatMap((cluster) =>
    Array.from(cluster.rows, (row) => layout.matrix.participantIds[row] ?? -1),
  )
  const before = suspects.map((id) => table.isExcluded(id))
  for (const id of suspects) table.setExcluded(id, true)
  const clean = layOut(toVoteMatrix(table))
  suspects.forEach((id, at) => {
    table.setExcluded(id, before[at] === true)
  })
  return clean
}
