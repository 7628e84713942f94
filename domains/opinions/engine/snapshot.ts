import {
  type GroupEvidence,
  type KeptVerdict,
  type Placement,
  type Placer,
  placeParticipant,
} from '#cores/opinion'
import type { Participation } from './participation.ts'

/**
 * A share of agreement in a group (or of everybody) with its 95 % interval, in whole per cent, and of how many people, to
 * the nearest five; fewer than ten are never given.
 */
export type AgreementInGroup = { group: number } & ToldAgreement
export type ToldAgreement = { share: number; low: number; high: number; n: number }

/** A statement with how sure it is that every group agrees: the lowest of the groups' lower bounds. */
export type CommonGroundEntry = {
  statement: number
  lower: number
  groups: AgreementInGroup[]
  /**
   * Absent as long as it is not known which sides the map has, and beside another map; null where fewer than ten people of
   * a side voted.
   */
  everywhere?: Everywhere | null
}

/** Agreement wherever people stand: everybody's, that of each group, and that of both ends of each axis in words. */
export type Everywhere = {
  /** Whether most agree on every side, corrected for the number of statements. */
  isShared: boolean
  /** The lowest of the sides' lower bounds, which are corrected too. */
  lower: number
  ends: EndAgreement[]
}

/** Of those at an end of an axis who voted, which share agrees, and than which it is surely higher; of about how many people. */
export type EndAgreement = { axis: number; end: 'low' | 'high'; share: number; low: number; n: number }

/**
 * A fact about people, of about how many it is true and of how many it is not, and which share of both agrees with what a
 * report tells of first.
 */
export type FactEntry = {
  statement: number
  yes: number
  no: number
  views: { statement: number; yes: ToldAgreement; no: ToldAgreement }[]
}

/** A statement that sets a group apart from the rest, or the positive end of an axis from the negative. */
export type DifferenceEntry = {
  statement: number
  by: 'group' | 'axis'
  /** The id of the group, or the axis from 0. */
  of: number
  /** Difference of mean votes, −2 … 2. */
  effect: number
  /** The false-discovery rate at which it is called a difference. */
  q: number
}

/** What people at one end of an axis agree with, the most telling first. */
export type Pole = { axis: number; end: 'low' | 'high'; statements: number[] }

/**
 * People who answered nearly alike soon after one another: *arranged* where honest use hardly gives such choices of
 * statements or such visits, *alike* otherwise. Who they are is for staff only.
 */
export type SuspectGroup = {
  kind: 'arranged' | 'alike'
  participants: number[]
  from: string
  to: string
  /** How many of those who came then would answer so by chance. */
  expected: number
}

/** What the background work found, and the version of the votes that it looked at. */
export type MapEvidence = {
  /** The map made just before the work began. */
  version: number
  participants: number
  votes: number
  /** Per axis of the map then, strongest first. */
  shuffledP95: number[]
  describedAxes: number
  /** The word about groups that stands, and what the votes of this map say by themselves. */
  groups: KeptVerdict & {
    /** Why there are none. */
    reason: string | null
    found: Pick<
      GroupEvidence,
      | 'verdict'
      | 'k'
      | 'separation'
      | 'standing'
      | 'error'
      | 'required'
      | 'draws'
      | 'medianAri'
      | 'bootstraps'
    >
  }
  /** Shared by those who disagree on most other things; from 0.4 on a statement bridges. */
  bridging: { statement: number; score: number }[]
  suspects:
    | { kind: 'unknown'; reason: string }
    | { kind: 'examined'; clusters: SuspectGroup[]; without: MapSide | null; with?: MapSide | null }
  /** Maps made before there was such a count have none. */
  participation?: Participation
  /** Null where nothing is known of what was shown; maps made before it was looked at have none. */
  showings?: WeighedByShowings | null
}

/** Agreement as it was counted, beside what it is once each answer is weighed by how likely it was to be asked for. */
export type WeighedByShowings = {
  /** Shares of all answers: to what was shown, to what people went to by themselves, and of whom no showing is known. */
  drawn: number
  chosen: number
  unknown: number
  /** Share of the answers that would have counted for more than the most. */
  clipped: number
  /** Per axis of the map, strongest first: how alike it is with weights; 0 … 1. */
  axes: number[]
  /** Only where ten people or more answered in each group, and the weighted answers are worth as many. */
  statements: WeighedAgreement[]
}

/** Shares in whole per cent, numbers of answers to the nearest five. */
export type WeighedAgreement = {
  statement: number
  answers: number
  share: number
  weighted: number
  /** So many equal answers are worth as much as the weighted ones. */
  effective: number
  /** Common ground: the lower bound of the group that agrees least. */
  lower: number
  weightedLower: number
}

/**
 * A map as it is laid beside another: of everybody, or without those who voted in concert. Both are turned as the map
 * is shown and drawn on one grid; what they agree on is counted over all people of the side, never by group.
 */
export type MapSide = {
  participants: number
  /** By axis as it is shown. */
  explained: number[]
  commonGround: CommonGroundEntry[]
  /** On how many statements most agree on every side of it; absent in older reports, as are groups. */
  together?: number
  /** How many groups are clearly there; 0 where there are none. */
  groups?: number
  /** Maps made before sides were drawn have none. */
  drawn?: Pick<OpinionMap, 'cells' | 'cellRadius' | 'hiddenPeople' | 'radius'>
}

/**
 * What a program must know to read a stored map. One of another format is made anew: those before 2 told of every vote,
 * where later ones move by ten people; those before 3 called groups real by other figures, knew nothing of agreement at the sides
 * of the map, and did not tell who arranged their answers from who answered alike.
 */
export const MAP_FORMAT = 3

/**
 * A dialogue's opinion map at a moment, as it is stored. Coordinates are turned towards the version before: a map never
 * flips. Numbers of statements and participants are those of the dialogue.
 */
export type OpinionMap = {
  format: typeof MAP_FORMAT
  /** People, statements and votes in the maths; people by tens while answers come in. */
  participants: number
  statements: number
  votes: number
  axes: {
    /** Share of variance, and what shuffled votes reach; null while that is not known. */
    explained: { variance: number; shuffledP95: number | null }[]
    /** Whether an axis explains more than chance and may be put in words. */
    described: boolean[]
    poles: Pole[]
  }
  groups: {
    areReal: boolean
    /** Why there are none. */
    reason: string | null
    list: { id: number; letter: string; size: number }[]
  }
  /** People by six-sided cell of `cellRadius`; cells under ten are left out and counted in `hiddenPeople`. */
  cells: { x: number; y: number; people: number }[]
  cellRadius: number
  hiddenPeople: number
  /** Outlines of the cells in which a group has at least ten people. */
  hulls: { group: number; points: [number, number][] }[]
  /** Everything drawn lies within this distance of 0. */
  radius: number
  /** Surest everywhere first; by group where groups are real, of everybody (group 0) otherwise. */
  commonGround: CommonGroundEntry[]
  /** Strongest first. */
  differences: DifferenceEntry[]
  /** Expected information of a newcomer's vote on an open statement, in nats. */
  priorities: { statement: number; value: number }[]
  bridging: { statement: number; score: number }[]
  /** What people told of themselves by answering statements, the most answered first. */
  facts: FactEntry[]
  /** Null while it is not known; see the reason. */
  suspects: {
    participants: number
    clusters: SuspectGroup[]
    without: MapSide | null
    with?: MapSide | null
  } | null
  suspectsReason: string | null
  evidence: MapEvidence | null
}

/** One version of a map, with what places a participant on it. */
export type DialogueSnapshot = OpinionMap & {
  dialogueId: string
  version: number
  madeAt: Date
  placer: Placer
}

/** A group, as far as somebody belongs to it. */
export type OwnStanding =
  | { kind: 'clearly-in'; letter: string }
  | { kind: 'between'; letters: [string, string] }
  | { kind: 'too-few-votes'; needed: number }
  | { kind: 'no-groups' }

/** Where somebody is on the map. */
export type OwnPlace = {
  position: [x: number, y: number]
  /** The place is within this distance with a probability of 95 %. */
  uncertainty: number
  /** Own votes that count for it: new statements do not until the next version. */
  votes: number
  standing: OwnStanding
}

/** √ of the 95th percentile of χ² with two degrees of freedom. */
const WITHIN_95 = 2.4477

/**
 * Places somebody by their own votes, exactly where the map puts a participant with these votes. Microseconds.
 * @param votes number of the statement → 1, 0 or −1
 */
export function placeOwnVotes(snapshot: DialogueSnapshot, votes: ReadonlyMap<number, number>): OwnPlace {
  const placed = placeParticipant(snapshot.placer, votes)
  const [x = 0, y = 0] = placed.position
  const [dx = 0, dy = 0] = placed.deviations
  return {
    position: [x, y],
    uncertainty: WITHIN_95 * Math.sqrt((dx * dx + dy * dy) / 2),
    votes: placed.votes,
    standing: standingIn(snapshot, placed.standing),
  }
}

function standingIn({ groups }: DialogueSnapshot, standing: Placement['standing']): OwnStanding {
  if (!groups.areReal || standing.kind === 'no-groups') return { kind: 'no-groups' }
  if (standing.kind === 'too-few-votes') return { kind: standing.kind, needed: standing.needed }
  const letter = (id: number) => groups.list.find((group) => group.id === id)?.letter ?? '?'
  if (standing.kind === 'clearly-in') return { kind: 'clearly-in', letter: letter(standing.group) }
  return { kind: 'between', letters: [letter(standing.groups[0]), letter(standing.groups[1])] }
}
