import {
  BRIDGES_FROM,
  COORDINATION,
  FALSE_DISCOVERY_RATE,
  LEAST_STABILITY,
  LEAST_VOTES,
} from '#cores/opinion'
import { answersOf, endOf, leastShown, type Tally } from '#domains/deliberate'
import { dateIn } from '#platform/clock'
import type { Participation } from '../engine/participation.ts'
import type {
  CommonGroundEntry,
  DialogueSnapshot,
  MapEvidence,
  MapSide,
  OpinionMap,
  SuspectGroup,
} from '../engine/snapshot.ts'
import { TOLD_IN } from '../engine/tell-ground.ts'
import { listDivided, sharedEverywhere } from '../engine/told-statements.ts'
import { hideSmall } from '../hide-small.ts'
import { type Representativeness, statementsWeighed } from './find-representativeness.ts'
import { type ReportWeighed, reportWeighedOf } from './report-weighed.ts'

/**
 * What a program must know to read a stored report: from 2 on figures move by ten people, and times are days; from 3 on
 * statements may be by somebody unknown, and periods have an end; from 4 on groups are weighed by other figures, and people agree
 * where every side of the map does. One of another format is not shown, rather than half of it.
 */
export const REPORT_FORMAT = 4

/**
 * All figures of a report on a dialogue: numbers and names of statements, no words, so that it can be said in any
 * language, kept for good, and never show a text that was removed since. Nothing in it is of fewer than ten people.
 */
export type Report = {
  format: typeof REPORT_FORMAT
  madeAt: string
  dialogue: {
    state: 'draft' | 'importing' | 'open' | 'closed'
    /** Of the dossier: a dialogue takes no answers once that is closed. */
    dossierState: 'draft' | 'open' | 'closed'
    openedAt: string | null
    closesOn: string | null
    closedAt: string | null
  }
  /** `areFinal`: these are all people and votes that there will be. */
  counts: { people: number; votes: number; statements: number; areFinal: boolean }
  /** Null before there is a map. */
  map: ReportMap | null
  participation: Participation | null
  /** What people told about themselves beside the population; its questions and groups are the organisation's words. */
  whoTookPart: Representativeness
  suspects: ReportSuspects
  moderation: ModerationCounts
  /** Each statement that was asked, by number. */
  statements: ReportStatement[]
  method: ReportMethod
}

/** A map as everybody may see it, with the slow findings behind it. */
export type ReportMap = Pick<
  OpinionMap,
  | 'participants'
  | 'statements'
  | 'votes'
  | 'axes'
  | 'groups'
  | 'cells'
  | 'cellRadius'
  | 'hiddenPeople'
  | 'hulls'
  | 'radius'
  | 'commonGround'
  | 'differences'
  | 'bridging'
  | 'facts'
> & {
  version: number
  /** The day on which it was made. */
  madeOn: string
  /** On how many statements most agree on every side; `commonGround` names the surest. */
  together: number
  evidence: Pick<MapEvidence, 'version' | 'participants' | 'votes' | 'describedAxes' | 'groups'> | null
  /** Null where nothing is known of what was shown; reports made before it was looked at have none. */
  weighed?: ReportWeighed | null
}

export type ReportSuspects =
  | { kind: 'not-examined' }
  | { kind: 'unknown'; reason: string }
  | { kind: 'none' }
  /** Fewer than ten people. */
  | { kind: 'few' }
  | {
      kind: 'found'
      people: number
      /** Of them, whose answers seem arranged: null where those are fewer than ten, or all others are; absent in older reports. */
      arranged?: number | null
      /** The days of the first and the last vote of each; what kind it is is absent in older reports. */
      clusters: {
        kind?: SuspectGroup['kind']
        people: number | null
        from: string | null
        to: string | null
      }[]
      sides: { with: MapSide; without: MapSide } | null
    }

/** Statements by what became of them. */
export type ModerationCounts = {
  byOrganisation: number
  byResidents: number
  /** From an import that does not say who wrote them. */
  byUnknown: number
  published: number
  held: number
  refused: number
  /** Replaced by a newer version. */
  replaced: number
  /** Refused after it was published, by two people. */
  removed: number
  reasons: { reason: string; statements: number }[]
  appeals: number
  overturned: number
  /** People who were left out of the map by decision; null where they are fewer than ten. */
  excluded: number | null
}

/** A statement with its counts; none where fewer than ten people answered. */
export type ReportStatement = { number: number } & { [Choice in keyof Tally]: number | null }

/** How it was counted: enough to do it again. */
export type ReportMethod = {
  leastShown: number
  leastVotes: number
  leastStability: number
  falseDiscoveryRate: number
  bridgesFrom: number
  coordination: typeof COORDINATION | FormerCoordination
}

/** How reports from before arranged and alike were told apart looked for suspects. */
type FormerCoordination = { leastVotes: number; alike: number; leastPeople: number; windowMinutes: number }

export type ReportSources = {
  dialogue: {
    state: Report['dialogue']['state']
    opened_at: Date | null
    closes_on: string | null
    closed_at: Date | null
  }
  dossier: { state: Report['dialogue']['dossierState'] }
  snapshot: DialogueSnapshot | undefined
  people: number
  /** Whether no more answers come. */
  isOver: boolean
  results: readonly ({ number: number } & Tally)[]
  moderation: ModerationCounts
  who: Representativeness
  now: Date
  /** In which days begin. */
  timeZone: string
}

/** Puts the figures of a report together. */
export function composeReport({
  dialogue,
  dossier,
  snapshot,
  people,
  isOver,
  results,
  moderation,
  who,
  now,
  timeZone,
}: ReportSources): Report {
  return {
    format: REPORT_FORMAT,
    madeAt: now.toISOString(),
    dialogue: {
      state: dialogue.state,
      dossierState: dossier.state,
      openedAt: dialogue.opened_at?.toISOString() ?? null,
      closesOn: dialogue.closes_on,
      closedAt: endOf(dialogue)?.toISOString() ?? null,
    },
    counts: {
      people,
      votes: results.reduce((sum, result) => sum + answersOf(result), 0),
      statements: results.length,
      areFinal: isOver,
    },
    map: snapshot ? reportMapOf(snapshot, results, timeZone) : null,
    participation: snapshot?.evidence?.participation ?? null,
    whoTookPart: who,
    suspects: reportSuspectsOf(snapshot, results, timeZone),
    moderation,
    statements: results.map(reportStatementOf),
    method: {
      leastShown,
      leastVotes: LEAST_VOTES,
      leastStability: LEAST_STABILITY,
      falseDiscoveryRate: FALSE_DISCOVERY_RATE,
      bridgesFrom: BRIDGES_FROM,
      coordination: COORDINATION,
    },
  }
}

/** As many as a reader can take in; all others are in the counts. */
const MOST_SHARED = 20
const MOST_DIVIDING = 20
const MOST_BRIDGING = 10

function reportMapOf(
  snapshot: DialogueSnapshot,
  results: ReportSources['results'],
  timeZone: string,
): ReportMap {
  const { participants, statements, votes, axes, groups } = snapshot
  const { cells, cellRadius, hiddenPeople, hulls, radius, facts, evidence } = snapshot
  const differences = listDivided(snapshot).slice(0, MOST_DIVIDING)
  const bridging = snapshot.bridging
    .filter(({ statement, score }) => score >= BRIDGES_FROM && isAgreed(snapshot, statement))
    .slice(0, MOST_BRIDGING)
  const named = new Set([...differences, ...bridging].map(({ statement }) => statement))
  return {
    ...{ participants, statements, votes, axes, groups },
    ...{ cells, cellRadius, hiddenPeople, hulls, radius, differences, bridging, facts },
    commonGround: snapshot.commonGround.filter(
      ({ statement }, at) => at < MOST_SHARED || named.has(statement),
    ),
    together: sharedEverywhere(snapshot).length,
    version: snapshot.version,
    madeOn: dateIn(timeZone, snapshot.madeAt),
    evidence: evidence && {
      version: evidence.version,
      participants: evidence.participants,
      votes: evidence.votes,
      describedAxes: evidence.describedAxes,
      groups: evidence.groups,
    },
    weighed: reportWeighedOf(evidence?.showings, new Set(results.map(({ number }) => number))),
  }
}

/** Whether most people of every group agree: what few agree with connects nobody, whoever they are. */
function isAgreed({ commonGround }: OpinionMap, statement: number): boolean {
  return (
    commonGround.find((entry) => entry.statement === statement)?.groups.every(({ share }) => share > 0.5) ??
    false
  )
}

function reportSuspectsOf(
  snapshot: DialogueSnapshot | undefined,
  results: ReportSources['results'],
  timeZone: string,
): ReportSuspects {
  if (!snapshot?.evidence) return { kind: 'not-examined' }
  const { suspects, suspectsReason } = snapshot
  if (!suspects) return { kind: 'unknown', reason: suspectsReason ?? '' }
  if (suspects.participants === 0) return { kind: 'none' }
  if (suspects.participants < leastShown) return { kind: 'few' }
  const { participants, clusters, with: everybody, without } = suspects
  const sizes = hideSmall(
    clusters.map((cluster) => ({ ...cluster, people: cluster.participants.length, votes: 0 })),
  )
  const dayOf = (instant: string) => dateIn(timeZone, new Date(instant))
  return {
    kind: 'found',
    people: participants,
    arranged: tellableArranged(suspects, sizes),
    clusters: sizes.map(({ kind, people, from, to }) =>
      people === null ? { people, from: null, to: null } : { kind, people, from: dayOf(from), to: dayOf(to) },
    ),
    sides: everybody?.drawn && without?.drawn ? tellableSides({ with: everybody, without }, results) : null,
  }
}

/**
 * How many arranged their answers, unless they or the others are too few to tell, or those of them who are not counted
 * apart are: these would be left once the others are subtracted.
 */
function tellableArranged(
  { participants, clusters }: NonNullable<DialogueSnapshot['suspects']>,
  told: readonly { kind: SuspectGroup['kind']; people: number | null }[],
): number | null {
  const sumOf = (kind: SuspectGroup['kind'], isCounted: (at: number) => boolean) =>
    clusters.reduce(
      (sum, cluster, at) => sum + (cluster.kind === kind && isCounted(at) ? cluster.participants.length : 0),
      0,
    )
  const arranged = sumOf('arranged', () => true)
  const isHidden = (at: number) => told[at]?.people === null
  const sizes = [arranged, participants - arranged, sumOf('arranged', isHidden), sumOf('alike', isHidden)]
  return sizes.every((people) => people === 0 || people >= leastShown) ? arranged : null
}

/**
 * Leaves out what would give fewer than ten of the suspects away, once it is subtracted: a statement that so few of them
 * answered, or may have, as people in groups are told in round numbers.
 */
function tellableSides(
  sides: { with: MapSide; without: MapSide },
  results: ReportSources['results'],
): { with: MapSide; without: MapSide } {
  const everybody = new Map(sides.with.commonGround.map((entry) => [entry.statement, peopleOf(entry)]))
  const counted = new Map(results.map((result) => [result.number, answersOf(result)]))
  const rounded = (TOLD_IN / 2) * (groupsIn(sides.with) + groupsIn(sides.without))
  const hidden = new Set(
    sides.without.commonGround
      .filter((entry) =>
        [everybody, counted].some((totals) => {
          const suspects = (totals.get(entry.statement) ?? 0) - peopleOf(entry)
          return suspects > 0 && suspects < leastShown + rounded
        }),
      )
      .map(({ statement }) => statement),
  )
  const tellable = (side: MapSide): MapSide => ({
    ...side,
    commonGround: side.commonGround.filter(({ statement }) => !hidden.has(statement)),
  })
  return { with: tellable(sides.with), without: tellable(sides.without) }
}

function groupsIn({ commonGround }: MapSide): number {
  return commonGround[0]?.groups.length ?? 0
}

function peopleOf({ groups }: CommonGroundEntry): number {
  return groups.reduce((sum, { n }) => sum + n, 0)
}

function reportStatementOf(result: { number: number } & Tally): ReportStatement {
  const { number, agree, disagree, pass } = result
  return answersOf(result) < leastShown
    ? { number, agree: null, disagree: null, pass: null }
    : { number, agree, disagree, pass }
}

/** What the suspects change: the statements that most agree on with and without them, and how much the map explains. */
export type SideChanges = { both: number[]; onlyWith: number[]; onlyWithout: number[] }

const TOP = 5

export function compareSides(sides: { with: MapSide; without: MapSide }): SideChanges {
  const top = ({ commonGround }: { commonGround: CommonGroundEntry[] }) =>
    commonGround.slice(0, TOP).map(({ statement }) => statement)
  const [before, after] = [top(sides.with), top(sides.without)]
  return {
    both: before.filter((statement) => after.includes(statement)),
    onlyWith: before.filter((statement) => !after.includes(statement)),
    onlyWithout: after.filter((statement) => !before.includes(statement)),
  }
}

/** The statements that a report names: it needs their words, and no others. */
export function statementsNamedIn({
  map,
  suspects,
  whoTookPart,
}: Pick<Report, 'map' | 'suspects' | 'whoTookPart'>): number[] {
  const sides = suspects.kind === 'found' && suspects.sides
  const changes = sides ? compareSides(sides) : { both: [], onlyWith: [], onlyWithout: [] }
  return [
    ...new Set([
      ...(map?.axes.poles ?? []).flatMap((pole) => pole.statements),
      ...(map?.commonGround ?? []).map((entry) => entry.statement),
      ...(map?.differences ?? []).map((entry) => entry.statement),
      ...(map?.bridging ?? []).map((entry) => entry.statement),
      ...(map?.facts ?? []).flatMap(({ statement, views }) => [
        statement,
        ...views.map((view) => view.statement),
      ]),
      ...changes.both,
      ...changes.onlyWith,
      ...changes.onlyWithout,
      ...statementsWeighed(whoTookPart),
    ]),
  ]
}
