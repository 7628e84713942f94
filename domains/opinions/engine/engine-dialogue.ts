import {
  AgreementCache,
  LivingMap,
  packPlacer,
  type Refresh,
  unpackPlacer,
  type VoteEvent,
  VoteTable,
} from '#cores/opinion'
import { passReasons, type StatementFigures, type VoteMove, VoteSteps } from '#domains/deliberate'
import { drawMap } from './draw-map.ts'
import type { MapEvidence, OpinionMap } from './snapshot.ts'
import type { StudiedMap } from './study-votes.ts'
import { type Members, mayLeaveOut, type ShownMap, type Telling } from './told-groups.ts'

/** A statement as the maths sees it. */
export type EngineStatement = {
  number: number
  /** Not published (any more): its votes do not count. */
  isOut: boolean
  isMeta: boolean
  /** Replaced by a newer version: its votes count, but it is not named. */
  isUnlisted: boolean
}

/**
 * Votes as they were cast, in commit order, five numbers each: participant, statement, choice (`TAKEN_BACK`: none), cast
 * at (ms), and why somebody passed (from 1 as in `passReasons`; 0: not said).
 */
export type VoteCells = Float64Array<ArrayBuffer>
export const CELL = 5
export const TAKEN_BACK = 2

/** The map as it was stored last. */
export type StoredMap = {
  placer: Uint8Array
  letters: { id: number; letter: string }[]
  members: Uint8Array
  /** Whom it is without. */
  leftOut: readonly number[]
}

export type DrawnMap = {
  map: OpinionMap
  placer: Uint8Array<ArrayBuffer>
  members: Members
  leftOut: number[]
  bytes: number
  /** Figures of statements that are told with this map and differ from those before. */
  figures: Map<number, StatementFigures>
  /** After how many votes the dialogue was over, went on, was over again. */
  turns: number[]
}

/** From this many votes on, groups are sought anew only now and then; in between people move among the known ones. */
const OFTEN_UP_TO = 200_000
const SEEK_GROUPS_EVERY = 10
const PAIRS_A_SLICE = 4_000_000

/**
 * One dialogue in the engine's memory: votes in, maps out. The maps are of the votes that are told (`VoteSteps`), so that
 * whatever is worked out of them moves by ten people, as the figures of statements do.
 */
export class EngineDialogue {
  readonly #living = new LivingMap(new VoteTable())
  readonly #steps: VoteSteps
  readonly #cache = new AgreementCache()
  readonly #statements = new Map<number, Pick<EngineStatement, 'isOut' | 'isMeta'>>()
  #unlisted: ReadonlySet<number> = new Set()
  /** Who is left out by decision, and who is left out of the maps so far. */
  #toLeaveOut: ReadonlySet<number> = new Set()
  #excluded: ReadonlySet<number> = new Set()
  #latest: Refresh | undefined
  #sinceGroups = 0
  /** Counts what was told. */
  #toldMoves = 0
  #shown: ShownMap | undefined
  /** Of the last map. */
  #telling: Telling = { isOver: false, isRestTold: false }

  constructor(turns: readonly number[] = []) {
    const told = {
      choiceOf: (participant: number, statement: number) => this.#living.table.voteOf(participant, statement),
      tell: (move: VoteMove) => this.#tell(move),
    }
    this.#steps = new VoteSteps(told, turns)
  }

  /** @returns whether a map tells of it: one that waits for a moderator, or was refused, is on none */
  setStatements(statements: readonly EngineStatement[]): boolean {
    let isSeen = false
    for (const { number, isOut, isMeta } of statements) {
      const before = this.#statements.get(number)
      if (before?.isOut === isOut && before.isMeta === isMeta) continue
      isSeen ||= !isOut || before?.isOut === false
      this.#statements.set(number, { isOut, isMeta })
      this.#living.setStatement(number, { moderatedOut: isOut, meta: isMeta })
    }
    const unlisted = new Set(statements.filter((one) => one.isUnlisted).map((one) => one.number))
    isSeen ||= unlisted.symmetricDifference(this.#unlisted).size > 0
    this.#unlisted = unlisted
    return isSeen
  }

  /**
   * It may take more of such decisions until the maps follow: they move by ten people.
   * @returns whether there is one more, or one less
   */
  setExcluded(participants: readonly number[]): boolean {
    const before = this.#toLeaveOut
    this.#toLeaveOut = new Set(participants)
    return before.symmetricDifference(this.#toLeaveOut).size > 0
  }

  /** No more answers come, or they come again. */
  setOver(isOver: boolean): void {
    this.#steps.setOver(isOver)
  }

  /** Takes in what follows on what it was given before. @returns whether any of it, or what waited, is told now */
  apply(cells: VoteCells): boolean {
    const before = this.#toldMoves
    for (let at = 0; at < cells.length; at += CELL) {
      const choice = cells[at + 2] as number
      this.#steps.take({
        participant: cells[at] as number,
        statement: cells[at + 1] as number,
        choice: choice === TAKEN_BACK ? null : (Math.sign(choice) as VoteMove['choice']),
        at: cells[at + 3] as number,
        reason: passReasons[(cells[at + 4] as number) - 1] ?? null,
      })
    }
    return this.#toldMoves !== before
  }

  #tell({ participant, statement, choice, at }: VoteMove): void {
    this.#toldMoves += 1
    const before = this.#living.table.voteOf(participant, statement)
    if (choice === (before ?? null)) return
    const events: VoteEvent[] = []
    // Taken out first: a clock that ran ahead when the vote was cast before must not make the new one "older".
    if (before !== undefined) events.push({ participant, statement, vote: null })
    if (choice !== null) events.push({ participant, statement, vote: choice, time: at })
    this.#living.apply(events)
  }

  /** Goes on where the last map was made. */
  #resume({ placer, letters, members, leftOut }: StoredMap): void {
    this.#shown = { placer: unpackPlacer(placer), letters, members: Uint8Array.from(members) }
    this.#setLeftOut(new Set(leftOut))
  }

  #leaveOut(telling: Telling): void {
    const many = this.#toLeaveOut.symmetricDifference(this.#excluded).size
    if (mayLeaveOut(many, telling)) this.#setLeftOut(this.#toLeaveOut)
  }

  #setLeftOut(participants: ReadonlySet<number>): void {
    for (const one of participants.symmetricDifference(this.#excluded))
      this.#living.setExcluded(one, participants.has(one))
    this.#excluded = participants
  }

  /** Goes on building what makes axes quick; @returns whether it is done */
  prepare(): boolean {
    return this.#living.buildPairs(PAIRS_A_SLICE)
  }

  draw(stored: StoredMap | undefined, evidence: MapEvidence | null, telling: Telling): DrawnMap {
    if (!this.#shown && stored) this.#resume(stored)
    this.#telling = telling
    this.#leaveOut(stored ? telling : { ...telling, isRestTold: true })
    this.#latest = this.#layOut(evidence?.groups.areReal ? evidence.groups.k : undefined)
    const drawn = drawMap({
      ...this.#latest,
      evidence,
      shown: this.#shown,
      unlisted: this.#unlisted,
      cache: this.#cache,
      telling,
    })
    const letters = drawn.map.groups.list.map(({ id, letter }) => ({ id, letter }))
    this.#shown = {
      placer: drawn.placer,
      letters: letters.length > 0 ? letters : (this.#shown?.letters ?? []),
      members: drawn.members,
    }
    return {
      map: drawn.map,
      placer: Uint8Array.from(packPlacer(drawn.placer)),
      members: drawn.members,
      leftOut: [...this.#excluded],
      bytes: this.#living.bytes,
      figures: this.#steps.drain(),
      turns: [...this.#steps.turns],
    }
  }

  /** The last map, for the background: it stays what it is while votes go on. */
  study(version: number, before: MapEvidence | null): StudiedMap | undefined {
    if (!this.#latest || !this.#shown || this.#latest.layout.matrix.participantIds.length === 0)
      return undefined
    const { layout, groups } = this.#latest
    const { axes } = this.#shown.placer.model
    const word = before?.groups
    return { version, layout, groups, word, shown: axes, unlisted: this.#unlisted, telling: this.#telling }
  }

  /** @param k how many groups are told; the best number where none are */
  #layOut(k: number | undefined): Refresh {
    const isLarge = this.#living.table.voteCount > OFTEN_UP_TO
    const isSame = k === undefined || k === this.#latest?.groups.k
    this.#sinceGroups += 1
    const isQuick = isLarge && isSame && this.#sinceGroups < SEEK_GROUPS_EVERY
    const quick = isQuick ? this.#living.refresh() : undefined
    if (quick) return quick
    this.#sinceGroups = 0
    return this.#living.full(k)
  }
}
