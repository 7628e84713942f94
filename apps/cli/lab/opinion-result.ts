import {
  type Connecting,
  type GroupAssignment,
  NO_GROUP,
  type Representative,
  STRIDE,
  type StatementCounts,
} from '#cores/opinion'
import type { Analysis } from './opinion-analysis.ts'
import { showingsInResult } from './opinion-showings.ts'

export interface ResultOptions {
  /** leaves positions and members out */
  readonly summary: boolean
  readonly loadMs: number
}

/** The result of `opinion map` as it is written to a file; others script against its names. */
export function toResult(analysis: Analysis, options: ResultOptions) {
  const { layout, findings, groups, groupIds, evidence } = analysis
  const { matrix, axes } = layout
  const statementIds = Array.from(matrix.statementIds)
  const id = (column: number) => statementIds[column] ?? -1
  const byStatement = (values: Float64Array) =>
    Object.fromEntries(statementIds.map((sid, column) => [sid, values[column] ?? 0]))
  const byGroup = <T>(value: (group: number) => T) =>
    Object.fromEntries(groupIds.map((gid, group) => [gid, value(group)]))
  return {
    participants: matrix.participantIds.length,
    statements: statementIds.length,
    votes: matrix.codes.length,
    method: analysis.method,
    statementIds,
    center: Array.from(axes.center),
    components: axes.components.map((component) => Array.from(component)),
    explained: Array.from(axes.explained, (variance, axis) => ({
      variance,
      shuffledP95: evidence?.shuffledP95[axis] ?? null,
    })),
    describedAxes: evidence?.describedAxes ?? null,
    ...(options.summary ? {} : { positions: positionsOf(analysis) }),
    extremity: byStatement(findings.extremity),
    groups: groupIds.map((gid, group) => ({
      id: gid,
      size: groups.sizes[group] ?? 0,
      ...(options.summary ? {} : { members: membersOf(analysis, groups, group) }),
    })),
    groupsAreReal: analysis.groupsAreReal,
    groupsReason: analysis.reason ?? null,
    candidateGroups: analysis.candidate
      ? { k: analysis.candidate.k, sizes: Array.from(analysis.candidate.sizes) }
      : null,
    evidence: evidenceOf(analysis),
    groupVotes: byGroup((group) => votesOf(findings.groupVotes[group], statementIds)),
    consensus: byStatement(findings.consensus),
    commonGround: findings.commonGround.map((ground) => ({
      id: id(ground.column),
      lower: ground.lower,
      groups: byGroup((group) => ground.groups[group]),
    })),
    connecting: analysis.connecting ? analysis.connecting.map((one) => connectingOf(one, id)) : null,
    bridging: byStatement(analysis.bridging),
    weighedByShowings: showingsInResult(analysis.showings, id),
    differences: findings.differences.list.map(({ column, of, effect, q }) => ({
      id: id(column),
      ...(findings.differences.by === 'group' ? { group: groupIds[of] } : { axis: of }),
      effect,
      q,
    })),
    representative: byGroup((group) =>
      (findings.representative[group] ?? []).map((r) => representativeOf(r, id)),
    ),
    majority: {
      agree: findings.majority.agree.map((m) => ({ id: id(m.column), n: m.n, p: m.p, pTest: m.pTest })),
      disagree: findings.majority.disagree.map((m) => ({ id: id(m.column), n: m.n, p: m.p, pTest: m.pTest })),
    },
    priorities: byStatement(findings.priorities),
    selection: analysis.selection.map(id),
    ...suspectsOf(analysis, options),
    timings: { loadMs: options.loadMs, ...analysis.timings },
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

function pointsById(layout: Analysis['layout']): Record<number, number[]> {
  const axes = layout.axes.components.length
  return Object.fromEntries(
    Array.from(layout.matrix.participantIds, (id, row) => [
      id,
      Array.from(layout.points.subarray(row * STRIDE, row * STRIDE + axes)),
    ]),
  )
}

function positionsOf(analysis: Analysis): Record<number, number[]> {
  return pointsById(analysis.layout)
}

function membersOf(analysis: Analysis, groups: GroupAssignment, group: number): number[] {
  return Array.from(analysis.layout.matrix.participantIds).filter((_, row) => {
    const label = groups.labels[row] ?? NO_GROUP
    return label === group
  })
}

function evidenceOf({ evidence }: Analysis) {
  if (!evidence?.groups) return null
  const { areReal: _, reason: __, ...figures } = evidence.groups
  return figures
}

function votesOf(counts: StatementCounts | undefined, statementIds: readonly number[]) {
  return Object.fromEntries(
    statementIds.map((sid, column) => [
      sid,
      { A: counts?.agrees[column] ?? 0, D: counts?.disagrees[column] ?? 0, S: counts?.votes[column] ?? 0 },
    ]),
  )
}

function representativeOf(r: Representative, id: (column: number) => number) {
  const { n, p, pTest, repness, repnessTest } = r
  return { id: id(r.column), for: r.for, n, p, pTest, repness, repnessTest }
}

/** The lower bound at every side, and at each: everybody, then two ends an axis, then groups where they are real. */
function connectingOf({ column, isShared, lower, sides }: Connecting, id: (column: number) => number) {
  return {
    id: id(column),
    isShared,
    lower,
    sides: sides.map(({ agrees, votes, low }) => ({ A: agrees, S: votes, low })),
  }
}

/** Suspects, and the map without them beside the map with them. */
function suspectsOf(analysis: Analysis, options: ResultOptions) {
  const { coordination, layout, without } = analysis
  if (coordination.kind === 'unknown') return { suspects: null, suspectsReason: coordination.reason }
  const ids = (rows: Int32Array) => Array.from(rows, (row) => layout.matrix.participantIds[row] ?? -1)
  const clusters = coordination.clusters.map((cluster) => ({
    kind: cluster.kind,
    participants: ids(cluster.rows),
    from: new Date(cluster.from).toISOString(),
    to: new Date(cluster.to).toISOString(),
    expected: cluster.expected,
    evidence: cluster.evidence,
  }))
  const reason =
    clusters.length === 0
      ? 'nobody answers alike and together more than chance and like minds explain'
      : 'far more people of one time answer nearly alike than people of other times do'
  const map = without && {
    components: without.axes.components.map((component) => Array.from(component)),
    explained: Array.from(without.axes.explained),
    ...(options.summary ? {} : { positions: pointsById(without) }),
  }
  return {
    suspects: { participants: clusters.flatMap((cluster) => cluster.participants), clusters, reason },
    ...(map ? { withoutSuspects: map } : {}),
  }
}
