import {
  bridge,
  describeStatements,
  type Evidence,
  findCoordination,
  type GroupAssignment,
  type Layout,
  layOut,
  oneGroup,
  takeRows,
  weighEvidence,
} from '#cores/opinion'
import { commonGroundOf, round } from './draw-map.ts'
import type { MapEvidence, MapWithout, SuspectGroup } from './snapshot.ts'

/** What is looked at in the background: a map, and the division that may or may not be real. */
export type Study = { version: number; layout: Layout; groups: GroupAssignment }

/** The same votes give the same findings. */
const SEED = 1
const MOST_COMMON_GROUND = 20

/** The slow findings: whether axes and groups are real, what bridges, who voted together. Seconds for millions of votes. */
export function studyVotes({ version, layout, groups }: Study): MapEvidence {
  const { matrix, axes } = layout
  const found = weighEvidence(layout, groups.k > 1 ? groups : undefined, { seed: SEED })
  const bridging = bridge(layout)
  return {
    version,
    participants: matrix.participantIds.length,
    votes: matrix.codes.length,
    shuffledP95: Array.from(found.shuffledP95, round),
    describedAxes: found.describedAxes,
    groups: groupsOf(found, groups.k),
    bridging: Array.from(bridging, (score, column) => ({
      statement: axes.statementIds[column] as number,
      score: round(score),
    }))
      .filter((_, column) => axes.open[column] === 1)
      .sort((a, b) => b.score - a.score || a.statement - b.statement),
    suspects: seekSuspects(layout),
  }
}

function groupsOf({ groups }: Evidence, k: number): MapEvidence['groups'] {
  const { areReal, reason, silhouette, continuumP95, margin, medianAri, chosenK, bootstraps } = groups
  return {
    k,
    areReal,
    reason: reason ?? null,
    silhouette: round(silhouette),
    continuumP95: round(continuumP95),
    margin,
    medianAri: round(medianAri),
    chosenK: Object.fromEntries([...chosenK].map(([number, times]) => [String(number), times])),
    bootstraps,
  }
}

function seekSuspects(layout: Layout): MapEvidence['suspects'] {
  const outcome = findCoordination(layout.matrix)
  if (outcome.kind === 'unknown') return outcome
  const { participantIds } = layout.matrix
  const clusters = outcome.clusters.map(
    ({ rows, from, to, expected }): SuspectGroup => ({
      participants: Array.from(rows, (row) => participantIds[row] as number),
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      expected: round(expected),
    }),
  )
  const suspects = new Set(outcome.clusters.flatMap((cluster) => [...cluster.rows]))
  return { kind: 'examined', clusters, without: suspects.size > 0 ? mapWithout(layout, suspects) : null }
}

function mapWithout({ matrix }: Layout, suspects: ReadonlySet<number>): MapWithout {
  const others = Int32Array.from(matrix.participantIds.keys()).filter((row) => !suspects.has(row))
  const layout = layOut(takeRows(matrix, others))
  const findings = describeStatements(layout, oneGroup(layout))
  return {
    participants: others.length,
    explained: Array.from(layout.axes.explained, round),
    commonGround: commonGroundOf(layout, findings, layout.axes.open).slice(0, MOST_COMMON_GROUND),
  }
}
