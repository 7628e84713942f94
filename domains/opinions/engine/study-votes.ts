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
  type KeptVerdict,
  keepVerdict,
  type Layout,
  layOut,
  oneGroup,
  rowsThatCount,
  type Showings,
  takeRows,
  weighEvidence,
} from '#cores/opinion'
import { listedColumns, round, votesOnOpen } from './draw-map.ts'
import { type DrawRequest, drawPeople } from './draw-people.ts'
import { countParticipation, type ParticipationRequest } from './participation.ts'
import type { MapEvidence, MapSide, SuspectGroup } from './snapshot.ts'
import { commonGroundOf, groundEverywhere } from './tell-ground.ts'
import { sizeTold, type Telling } from './told-groups.ts'
import { sharedEverywhere } from './told-statements.ts'
import { weighAgreement } from './weigh-agreement.ts'

/** What is looked at in the background: a map, and the division that may or may not be real. */
export type StudiedMap = {
  version: number
  layout: Layout
  groups: GroupAssignment
  /** The word about groups so far. */
  word: KeptVerdict | undefined
  /** The axes as people see them. */
  shown: Axes
  /** Statements whose votes count, but that are not named. */
  unlisted: ReadonlySet<number>
  telling: Telling
}

export type Study = StudiedMap &
  ParticipationRequest & {
    /** What was shown to whom, where that is known. */
    showings?: Showings | undefined
  }

/** The same votes give the same findings. */
const SEED = 1
const MOST_COMMON_GROUND = 20

/** The slow findings: whether axes and groups are real, what bridges, who voted together. Seconds for millions of votes. */
export function studyVotes(study: Study): MapEvidence {
  const { version, layout } = study
  const { matrix, axes } = layout
  const found = weighEvidence(layout, { seed: SEED })
  const word = groupsOf(found, study)
  const bridging = bridge(layout)
  const isListed = listedColumns(layout, study.unlisted)
  return {
    version,
    participants: sizeTold(matrix.participantIds.length, study.telling),
    votes: votesOnOpen(layout),
    shuffledP95: Array.from(found.shuffledP95, round),
    describedAxes: found.describedAxes,
    groups: word,
    bridging: Array.from(bridging, (score, column) => ({
      statement: axes.statementIds[column] as number,
      score: round(score),
    }))
      .filter((_, column) => isListed[column] === 1)
      .sort((a, b) => b.score - a.score || a.statement - b.statement),
    suspects: seekSuspects(study, found),
    participation: countParticipation(takeRows(matrix, rowsThatCount(matrix)), study),
    showings: weighAgreement(
      study,
      word.areReal && word.k === study.groups.k ? study.groups : oneGroup(layout),
    ),
  }
}

function groupsOf({ groups }: Evidence, { word, layout, telling }: Study): MapEvidence['groups'] {
  const { verdict, reason, k, separation, standing, error, required, draws, medianAri, bootstraps } = groups
  const kept = keepVerdict(word, groups, votesOnOpen(layout), telling.isOver)
  return {
    areReal: kept.areReal,
    k: kept.k,
    since: kept.since,
    against: kept.against,
    reason: kept.areReal ? null : (reason ?? 'groups have stood out for too short a time'),
    found: {
      ...{ verdict, k, required, draws, bootstraps },
      ...{ separation: round(separation), standing: round(standing), error: round(error) },
      medianAri: round(medianAri),
    },
  }
}

function seekSuspects(study: Study, found: Evidence): MapEvidence['suspects'] {
  const { matrix } = study.layout
  const outcome = findCoordination(matrix, { showings: study.showings })
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
    found,
  })
  const layoutWithout = layOut(takeRows(matrix, others))
  const without = drawSide({
    layout: layoutWithout,
    found: weighEvidence(layoutWithout, { seed: SEED }),
    labels: others.map((row) => groups.labels[row] as number),
    shown,
    unlisted,
    telling,
    cellRadius: everybody.drawn.cellRadius,
  })
  return { with: everybody, without }
}

type Side = Pick<DrawRequest, 'labels' | 'cellRadius'> &
  Pick<StudiedMap, 'layout' | 'shown' | 'unlisted' | 'telling'> & { found: Evidence }

function drawSide({
  layout,
  labels,
  shown,
  unlisted,
  telling,
  cellRadius,
  found,
}: Side): MapSide & Required<Pick<MapSide, 'drawn'>> {
  const display = alignDisplay(layout.axes, shown)
  const asked = { axes: found.describedAxes }
  const findings = describeStatements(layout, oneGroup(layout), asked)
  const points = displayPoints(layout.points, display)
  const { hulls: _, ...drawn } = drawPeople({ points, labels, cellRadius })
  const isListed = listedColumns(layout, unlisted)
  const divided = found.groups.areReal ? groupPeople(layout, { k: found.groups.k }) : undefined
  const real = divided?.kind === 'found' ? divided.groups : undefined
  const sides = {
    layout,
    findings: real ? describeStatements(layout, real, asked) : findings,
    ...{ display, isListed, described: found.describedAxes },
  }
  return {
    participants: sizeTold(layout.matrix.participantIds.length, telling),
    explained: Array.from(displayAxes(layout.axes, display).explained, round),
    commonGround: commonGroundOf(layout, findings, isListed).slice(0, MOST_COMMON_GROUND),
    together: sharedEverywhere({ commonGround: groundEverywhere(sides) }).length,
    groups: real?.k ?? 0,
    drawn,
  }
}
