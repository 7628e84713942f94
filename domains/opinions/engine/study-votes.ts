import {
  type Axes,
  alignDisplay,
  bridge,
  describeStatements,
  displayAxes,
  displayPoints,
  type Evidence,
  findCoordination,
  type GroupAssignment,
  groupPeople,
  type Layout,
  layOut,
  oneGroup,
  rowsThatCount,
  takeRows,
  weighEvidence,
} from '#cores/opinion'
import { commonGroundOf, isShared, listedColumns, round, votesOnOpen } from './draw-map.ts'
import { type DrawRequest, drawPeople } from './draw-people.ts'
import { countParticipation, type ParticipationRequest } from './participation.ts'
import type { MapEvidence, MapSide, SuspectGroup } from './snapshot.ts'
import { sizeTold, type Telling } from './told-groups.ts'

/** What is looked at in the background: a map, and the division that may or may not be real. */
export type StudiedMap = {
  version: number
  layout: Layout
  groups: GroupAssignment
  /** The axes as people see them. */
  shown: Axes
  /** Statements whose votes count, but that are not named. */
  unlisted: ReadonlySet<number>
  telling: Telling
}

export type Study = StudiedMap & ParticipationRequest

/** The same votes give the same findings. */
const SEED = 1
const MOST_COMMON_GROUND = 20

/** The slow findings: whether axes and groups are real, what bridges, who voted together. Seconds for millions of votes. */
export function studyVotes(study: Study): MapEvidence {
  const { version, layout, groups } = study
  const { matrix, axes } = layout
  const found = weighEvidence(layout, groups.k > 1 ? groups : undefined, { seed: SEED })
  const bridging = bridge(layout)
  const isListed = listedColumns(layout, study.unlisted)
  return {
    version,
    participants: sizeTold(matrix.participantIds.length, study.telling),
    votes: votesOnOpen(layout),
    shuffledP95: Array.from(found.shuffledP95, round),
    describedAxes: found.describedAxes,
    groups: groupsOf(found, groups.k),
    bridging: Array.from(bridging, (score, column) => ({
      statement: axes.statementIds[column] as number,
      score: round(score),
    }))
      .filter((_, column) => isListed[column] === 1)
      .sort((a, b) => b.score - a.score || a.statement - b.statement),
    suspects: seekSuspects(study, found),
    participation: countParticipation(takeRows(matrix, rowsThatCount(matrix)), study),
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

function seekSuspects(study: StudiedMap, found: Evidence): MapEvidence['suspects'] {
  const { matrix } = study.layout
  const outcome = findCoordination(matrix)
  if (outcome.kind === 'unknown') return outcome
  const clusters = outcome.clusters.map(
    ({ kind, rows, from, to, expected }): SuspectGroup => ({
      kind,
      participants: Array.from(rows, (row) => matrix.participantIds[row] as number),
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      expected: round(expected),
    }),
  )
  const suspects = new Set(outcome.clusters.flatMap((cluster) => [...cluster.rows]))
  return { kind: 'examined', clusters, ...compareWithout(study, suspects, found) }
}

/** What the suspects change: the map with and without them. */
function compareWithout(
  { layout, groups, shown, unlisted, telling }: StudiedMap,
  suspects: ReadonlySet<number>,
  found: Evidence,
): { with: MapSide | null; without: MapSide | null } {
  if (suspects.size === 0) return { with: null, without: null }
  const { matrix } = layout
  const others = Int32Array.from(matrix.participantIds.keys()).filter((row) => !suspects.has(row))
  const everybody = drawSide({
    layout,
    labels: groups.labels,
    shown,
    unlisted,
    telling,
    groups: found.groups.areReal ? groups.k : 0,
  })
  const layoutWithout = layOut(takeRows(matrix, others))
  const without = drawSide({
    layout: layoutWithout,
    groups: groupsIn(layoutWithout),
    labels: others.map((row) => groups.labels[row] as number),
    shown,
    unlisted,
    telling,
    cellRadius: everybody.drawn.cellRadius,
  })
  return { with: everybody, without }
}

/** How many groups are clearly there; 0 where there are none. */
function groupsIn(layout: Layout): number {
  const found = groupPeople(layout)
  if (found.kind === 'none') return 0
  return weighEvidence(layout, found.groups, { seed: SEED, shuffles: 1 }).groups.areReal ? found.groups.k : 0
}

type Side = Pick<DrawRequest, 'labels' | 'cellRadius'> &
  Pick<StudiedMap, 'layout' | 'shown' | 'unlisted' | 'telling'> &
  Required<Pick<MapSide, 'groups'>>

function drawSide({
  layout,
  labels,
  shown,
  unlisted,
  telling,
  cellRadius,
  groups,
}: Side): MapSide & Required<Pick<MapSide, 'drawn'>> {
  const display = alignDisplay(layout.axes, shown)
  const findings = describeStatements(layout, oneGroup(layout))
  const points = displayPoints(layout.points, display)
  const { hulls: _, ...drawn } = drawPeople({ points, labels, cellRadius })
  const commonGround = commonGroundOf(layout, findings, listedColumns(layout, unlisted))
  return {
    participants: sizeTold(layout.matrix.participantIds.length, telling),
    explained: Array.from(displayAxes(layout.axes, display).explained, round),
    commonGround: commonGround.slice(0, MOST_COMMON_GROUND),
    together: commonGround.filter(isShared).length,
    groups,
    drawn,
  }
}
