import {
  AgreementCache,
  LivingMap,
  packPlacer,
  type Refresh,
  unpackPlacer,
  type VoteEvent,
  VoteTable,
} from '#cores/opinion'
import { drawMap, type ShownMap } from './draw-map.ts'
import type { MapEvidence, OpinionMap } from './snapshot.ts'
import type { StudiedMap } from './study-votes.ts'

/** A statement as the maths sees it. */
export type EngineStatement = {
  number: number
  /** Not published (any more): its votes do not count. */
  isOut: boolean
  isMeta: boolean
  /** Replaced by a newer version: its votes count, but it is not named. */
  isUnlisted: boolean
}

/** Votes as they are now, four numbers each: participant, statement, choice (NaN: none), cast at (ms). */
export type VoteCells = Float64Array<ArrayBuffer>
export const CELL = 4

/** The map as it was stored last. */
export type StoredMap = { placer: Uint8Array; letters: { id: number; letter: string }[] }

export type DrawnMap = {
  map: OpinionMap
  placer: Uint8Array<ArrayBuffer>
  throughVotesAt: number | null
  bytes: number
}

/** From this many votes on, groups are sought anew only now and then; in between people move among the known ones. */
const OFTEN_UP_TO = 200_000
const SEEK_GROUPS_EVERY = 10
const PAIRS_A_SLICE = 4_000_000

/** One dialogue in the engine's memory: votes in, maps out. */
export class EngineDialogue {
  readonly #living = new LivingMap(new VoteTable())
  readonly #cache = new AgreementCache()
  readonly #statements = new Map<number, string>()
  #unlisted: ReadonlySet<number> = new Set()
  #excluded: ReadonlySet<number> = new Set()
  #latest: Refresh | undefined
  #sinceGroups = 0
  #lastVote = 0
  #shown: ShownMap | undefined

  setStatements(statements: readonly EngineStatement[]): void {
    for (const { number, isOut, isMeta } of statements) {
      const status = `${isOut} ${isMeta}`
      if (this.#statements.get(number) === status) continue
      this.#statements.set(number, status)
      this.#living.setStatement(number, { moderatedOut: isOut, meta: isMeta })
    }
    this.#unlisted = new Set(statements.filter((one) => one.isUnlisted).map((one) => one.number))
  }

  setExcluded(participants: readonly number[]): void {
    const excluded = new Set(participants)
    for (const one of excluded) if (!this.#excluded.has(one)) this.#living.setExcluded(one, true)
    for (const one of this.#excluded) if (!excluded.has(one)) this.#living.setExcluded(one, false)
    this.#excluded = excluded
  }

  /** Brings votes to what they are now; telling the same twice does no harm. */
  apply(cells: VoteCells): void {
    const { table } = this.#living
    const events: VoteEvent[] = []
    for (let at = 0; at < cells.length; at += CELL) {
      const participant = cells[at] as number
      const statement = cells[at + 1] as number
      const choice = cells[at + 2] as number
      const time = cells[at + 3] as number
      const before = table.voteOf(participant, statement)
      const vote = Number.isNaN(choice) ? null : choice
      if (vote !== null) this.#lastVote = Math.max(this.#lastVote, time)
      if (vote === (before ?? null)) continue
      // Taken out first: a clock that ran ahead when the vote was cast before must not make the new one "older".
      if (before !== undefined) events.push({ participant, statement, vote: null })
      if (vote !== null) events.push({ participant, statement, vote, time })
    }
    this.#living.apply(events)
  }

  /** Goes on building what makes axes quick; @returns whether it is done */
  prepare(): boolean {
    return this.#living.buildPairs(PAIRS_A_SLICE)
  }

  draw(stored: StoredMap | undefined, evidence: MapEvidence | null): DrawnMap {
    if (!this.#shown && stored) this.#shown = { placer: unpackPlacer(stored.placer), letters: stored.letters }
    this.#latest = this.#layOut()
    const drawn = drawMap({
      ...this.#latest,
      evidence,
      shown: this.#shown,
      unlisted: this.#unlisted,
      cache: this.#cache,
    })
    const letters = drawn.map.groups.list.map(({ id, letter }) => ({ id, letter }))
    this.#shown = {
      placer: drawn.placer,
      letters: letters.length > 0 ? letters : (this.#shown?.letters ?? []),
    }
    return {
      map: drawn.map,
      placer: Uint8Array.from(packPlacer(drawn.placer)),
      throughVotesAt: this.#lastVote || null,
      bytes: this.#living.bytes,
    }
  }

  /** The last map, for the background: it stays what it is while votes go on. */
  study(version: number): StudiedMap | undefined {
    if (!this.#latest || !this.#shown || this.#latest.layout.matrix.participantIds.length === 0)
      return undefined
    const { layout, groups } = this.#latest
    return { version, layout, groups, shown: this.#shown.placer.model.axes, unlisted: this.#unlisted }
  }

  #layOut(): Refresh {
    const isLarge = this.#living.table.voteCount > OFTEN_UP_TO
    this.#sinceGroups += 1
    const quick = isLarge && this.#sinceGroups < SEEK_GROUPS_EVERY ? this.#living.refresh() : undefined
    if (quick) return quick
    this.#sinceGroups = 0
    return this.#living.full()
  }
}
