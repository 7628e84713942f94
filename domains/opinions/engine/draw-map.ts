import {
  type AgreementCache,
  type AxisEnds,
  alignDisplay,
  type Difference,
  type Display,
  describeStatements,
  displayAxes,
  displayMembership,
  displayModel,
  displayPoints,
  type Layout,
  makePlacer,
  oneGroup,
  type Placer,
  type StatementFindings,
} from '#cores/opinion'
import { leastShown } from '#domains/deliberate'
import { drawPeople } from './draw-people.ts'
import {
  type DifferenceEntry,
  MAP_FORMAT,
  type MapEvidence,
  type MapSide,
  type OpinionMap,
  type Pole,
} from './snapshot.ts'
import { factsOf } from './tell-facts.ts'
import { groundEverywhere, inWholePercent } from './tell-ground.ts'
import { type GroupRequest, type Members, sizeTold, tellGroups } from './told-groups.ts'

export type MapRequest = GroupRequest & {
  /** Statements whose votes count, but that are not asked or listed any more. */
  unlisted: ReadonlySet<number>
  cache: AgreementCache
}

/** Most differences kept: far more than a page tells. */
const MOST_DIFFERENCES = 200
const POLE_STATEMENTS = 5

/** Says of a dialogue what may be shown of it: cells instead of people, groups only where they are real. O(votes). */
export function drawMap(request: MapRequest): DrawnOpinions {
  const { layout, evidence, shown, cache, telling } = request
  const display = alignDisplay(layout.axes, shown?.placer.model.axes)
  const { groups: divided, members, ...judged } = tellGroups(request, display)
  const groups = divided?.assignment ?? oneGroup(layout)
  const described = evidence?.describedAxes ?? null
  const findings = describeStatements(layout, groups, { axes: described ?? 0, cache })
  const points = displayPoints(layout.points, display)
  const membership = displayMembership(findings.membership, display)
  const placer = makePlacer(displayModel(layout.model, display), judged.areReal ? membership : undefined)
  const isListed = listedColumns(layout, request.unlisted)
  const drawn = drawPeople({ points, labels: request.groups.labels, groups: divided?.assignment })
  const commonGround = groundEverywhere({ layout, findings, display, isListed, described })
  const axes = describeAxes(request, { display, ends: findings.ends, isListed })
  const differences = differencesOf(layout, findings, display, isListed)
  const participants = sizeTold(layout.matrix.participantIds.length, telling)
  return {
    placer,
    members,
    map: {
      format: MAP_FORMAT,
      participants,
      statements: layout.axes.open.reduce((sum, open) => sum + open, 0),
      votes: votesOnOpen(layout),
      axes,
      groups: { ...judged, list: divided?.list ?? [] },
      ...drawn,
      hiddenPeople: Math.max(0, participants - drawn.cells.reduce((sum, { people }) => sum + people, 0)),
      commonGround,
      differences,
      facts: factsOf(layout, { commonGround, differences, axes, unlisted: request.unlisted }),
      priorities: prioritiesOf(layout, findings, isListed),
      ...foundIn(evidence, layout, isListed),
      evidence,
    },
  }
}

export type DrawnOpinions = { map: OpinionMap; placer: Placer; members: Members }

/** How many votes are on statements of the map; those that are out count nowhere. */
export function votesOnOpen({ counts, axes }: Layout): number {
  return counts.votes.reduce((sum, votes, column) => sum + votes * (axes.open[column] as number), 0)
}

/** By column: whether a statement is open and may be named. */
export function listedColumns({ axes }: Layout, unlisted: ReadonlySet<number>): Uint8Array {
  return axes.open.map((open, column) => (unlisted.has(axes.statementIds[column] as number) ? 0 : open))
}

type Shown = { display: Display; ends: readonly AxisEnds[]; isListed: Uint8Array }

function describeAxes(
  { layout, evidence }: MapRequest,
  { display, ends, isListed }: Shown,
): OpinionMap['axes'] {
  const { explained } = displayAxes(layout.axes, display)
  return {
    explained: Array.from(explained, (variance, at) => ({
      variance: round(variance),
      shuffledP95: evidence?.shuffledP95[display.order[at] ?? at] ?? null,
    })),
    described: Array.from(display.order, (axis) => axis < (evidence?.describedAxes ?? 0)),
    poles: Array.from(display.order.keys()).flatMap((axis) => {
      const end = ends[display.order[axis] ?? axis]
      return end ? polesOf(layout, turned(end, display.signs[axis] ?? 1), axis, isListed) : []
    }),
  }
}

/** The ends as they are shown. */
function turned({ negative, positive }: AxisEnds, sign: number) {
  return sign < 0 ? { low: positive, high: negative } : { low: negative, high: positive }
}

/** What the outer thirds of an axis agree with, more than the other third does. */
function polesOf(
  { axes }: Layout,
  { low, high }: ReturnType<typeof turned>,
  axis: number,
  isListed: Uint8Array,
): Pole[] {
  const best = (own: typeof low, other: typeof low) =>
    Array.from(isListed.keys())
      .filter((column) => isListed[column] === 1)
      .map((column) => {
        const [n, others] = [own.votes[column] as number, other.votes[column] as number]
        const share = (own.agrees[column] as number) / Math.max(n, 1)
        const lead = share - (other.agrees[column] as number) / Math.max(others, 1)
        return { column, lead, tells: n >= leastShown && others >= leastShown && share > 0.5 && lead > 0.1 }
      })
      .filter((one) => one.tells)
      .sort((a, b) => b.lead - a.lead || a.column - b.column)
      .slice(0, POLE_STATEMENTS)
      .map((one) => axes.statementIds[one.column] as number)
  return [
    { axis, end: 'low', statements: best(low, high) },
    { axis, end: 'high', statements: best(high, low) },
  ]
}

function differencesOf(
  { axes, counts }: Layout,
  { differences }: StatementFindings,
  { order, signs }: Display,
  isListed: Uint8Array,
): DifferenceEntry[] {
  const { by, list } = differences
  const turn = ({ of, effect }: Difference) => {
    if (by === 'group') return { of, effect: inWholePercent(effect) }
    const at = order.indexOf(of)
    return { of: at, effect: inWholePercent(effect * (signs[at] ?? 1)) }
  }
  return list
    .filter(({ column }) => isListed[column] === 1 && (counts.votes[column] as number) >= 2 * leastShown)
    .slice(0, MOST_DIFFERENCES)
    .map((one) => ({ statement: axes.statementIds[one.column] as number, by, q: one.q, ...turn(one) }))
}

function prioritiesOf({ axes, matrix }: Layout, { priorities }: StatementFindings, isListed: Uint8Array) {
  return Array.from(priorities, (value, column) => ({
    statement: axes.statementIds[column] as number,
    value: round(value),
  })).filter(
    (_, column) => matrix.status[column] === 0 && (isListed[column] === 1 || axes.open[column] === 0),
  )
}

/** The slow findings, without statements that were replaced or removed since they were made. */
function foundIn(
  evidence: MapEvidence | null,
  { axes }: Layout,
  isListed: Uint8Array,
): Pick<OpinionMap, 'bridging' | 'suspects' | 'suspectsReason'> {
  if (!evidence) return { bridging: [], suspects: null, suspectsReason: 'this has not been looked at yet' }
  const named = new Set(axes.statementIds.filter((_, column) => isListed[column] === 1))
  const stillNamed = <Entry extends { statement: number }>(entries: readonly Entry[]) =>
    entries.filter(({ statement }) => named.has(statement))
  const bridging = stillNamed(evidence.bridging)
  const { suspects } = evidence
  if (suspects.kind === 'unknown') return { bridging, suspects: null, suspectsReason: suspects.reason }
  const { clusters, ...sides } = suspects
  const told = (side: MapSide | null) => side && { ...side, commonGround: stillNamed(side.commonGround) }
  const participants = new Set(clusters.flatMap((cluster) => cluster.participants)).size
  return {
    bridging,
    suspects: {
      participants,
      clusters,
      without: told(sides.without),
      ...(sides.with === undefined ? {} : { with: told(sides.with) }),
    },
    suspectsReason: null,
  }
}

/** Four decimals say more than votes can; and a map is stored and sent often. */
export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
