import type { Clock } from '#platform/clock'
import {
  type Cursor,
  copyVotesStatement,
  findLastMap,
  type News,
  readArrangement,
  readMoment,
  readOtherChannels,
  readVotes,
  renumberRestored,
  saveMap,
  saveReading,
} from './engine.store.ts'
import { type EngineConnections, inTime } from './engine-connections.ts'
import type { StoredMap } from './engine-dialogue.ts'
import { type EnginePace, isStudyDue, nextMapAt } from './engine-pace.ts'
import type { EngineLane, EnginePool } from './engine-pool.ts'
import { KeptShowings } from './kept-showings.ts'
import type { MapEvidence } from './snapshot.ts'

/** From this many votes on, a dialogue is worked on apart from the others. */
export const LARGE_FROM = 250_000

export type EngineResources = EngineConnections & {
  pool: EnginePool
  pace: EnginePace
  clock: Clock
  timeZone: string
}

/** Work with its beginning and length, for not doing it too often. */
type Paced = { running: Promise<void> | undefined; began: number; took: number }

const notYet = (): Paced => ({ running: undefined, began: Number.NEGATIVE_INFINITY, took: 0 })

/**
 * One dialogue in the hands of its owner: reads what changes, has maps made and stores them, has the slow findings made
 * now and then. Throws nothing into its owner's loop: a failure is kept in `failure`, and the owner lets it go.
 */
export class OwnedDialogue {
  readonly dialogueId: string
  readonly lane: 'small' | 'large'
  readonly #resources: EngineResources
  #cursor: Cursor = '0'
  /** Whether something was read that whoever takes the dialogue over would look for again. */
  #isUnsaved = false
  #version = 0
  #stored: StoredMap | undefined
  #evidence: MapEvidence | null = null
  /** Counts what was read; a map and findings remember which they are of. */
  #revision = 0
  #drawn = -1
  #studied = -1
  #drawAgain = true
  #isSettled = false
  /** Since when it is known that no more answers come, whether all of them are told, and whether the last map is of all. */
  #overSince: number | undefined
  #isOver = false
  #isFinal = false
  #isLoaded = false
  #isRetired = false
  #votes = 0
  #bytes = 0
  /** What was shown, as far as it was read: that is only for the slow findings. */
  readonly #showings = new KeptShowings()
  #lastNewsAt = performance.now()
  #reading: Promise<void> | undefined
  readonly #map = notYet()
  readonly #note = notYet()
  readonly #study = notYet()
  #failure: Error | undefined

  constructor(dialogueId: string, lane: 'small' | 'large', resources: EngineResources) {
    this.dialogueId = dialogueId
    this.lane = lane
    this.#resources = resources
  }

  get failure(): Error | undefined {
    return this.#failure
  }

  get bytes(): number {
    return this.#bytes + this.#showings.bytes
  }

  get lastNewsAt(): number {
    return this.#lastNewsAt
  }

  /** Where to go on reading; nothing while it is not loaded or reads already. */
  get unreadFrom(): Cursor | undefined {
    return this.#isLoaded && !this.#reading ? this.#cursor : undefined
  }

  /** Whether nothing is under way and all is told. */
  get isIdle(): boolean {
    const isTold = this.#isSettled && this.#drawn === this.#revision && !this.#isUnsaved
    return this.#isLoaded && isTold && !this.isBusy && (this.#overSince === undefined || this.#isFinal)
  }

  get isBusy(): boolean {
    const works = [this.#reading, this.#map.running, this.#note.running, this.#study.running]
    return works.some((work) => work !== undefined)
  }

  /** Too large for the threads of small ones. */
  get isOutgrown(): boolean {
    return this.lane === 'small' && this.#votes > LARGE_FROM && !this.isBusy
  }

  /** Takes in all that there is. What commits meanwhile is read again after it. */
  load({ mayBeRestored }: { mayBeRestored: boolean }): void {
    this.#reading = this.#run(() => this.#load(mayBeRestored)).finally(() => {
      this.#reading = undefined
    })
  }

  async #load(mayBeRestored: boolean): Promise<void> {
    const { reading, pool, copyOut } = this.#resources
    const { dialogueId, lane } = this
    if (mayBeRestored) await renumberRestored(reading.db, dialogueId)
    const cursor = await readMoment(reading.db)
    const last = await findLastMap(reading.db, dialogueId)
    await pool.ask(lane, 'begin', { dialogueId, turns: last?.turns ?? [] })
    await pool.ask(lane, 'arrange', { dialogueId, ...(await readArrangement(reading.db, dialogueId)) })
    for await (const lines of copyOut(copyVotesStatement(dialogueId, cursor)))
      await pool.ask(lane, 'load', { dialogueId, lines }, [lines.buffer])
    this.#version = last?.version ?? 0
    this.#stored = last?.stored
    this.#evidence = last?.evidence ?? null
    this.#isFinal = last?.isFinal ?? false
    this.#isOver = (last?.turns.length ?? 0) % 2 === 1
    this.#cursor = cursor
    this.#isLoaded = true
    this.#lastNewsAt = performance.now()
  }

  /** Reads what came up to a moment, if anything did. */
  read(news: News | undefined, through: Cursor): void {
    if (!news) {
      this.#cursor = through
      return
    }
    this.#reading = this.#run(async () => {
      const { reading, pool } = this.#resources
      const { dialogueId, lane } = this
      let isTold = false
      if (news.hasChanges) {
        const arrangement = await readArrangement(reading.db, dialogueId)
        isTold = await pool.ask(lane, 'arrange', { dialogueId, ...arrangement })
      }
      if (news.hasVotes) {
        const cells = await readVotes(reading.db, { dialogueId, from: this.#cursor, to: through })
        isTold = (await pool.ask(lane, 'apply', { dialogueId, cells }, [cells.buffer])) || isTold
      }
      this.#cursor = through
      this.#isUnsaved = true
      if (isTold) this.#noteNews()
      this.#lastNewsAt = performance.now()
    }).finally(() => {
      this.#reading = undefined
      this.tick()
    })
  }

  #noteNews(): void {
    this.#revision += 1
    this.#isSettled = false
  }

  /** Says whether the dialogue takes no more answers, as it is known now. */
  noteOver(isOver: boolean): void {
    if (isOver) this.#overSince ??= performance.now()
    else this.#overSince = undefined
  }

  /** Answers that were on their way when it ended are waited for; then all that was held back is told. */
  #turnWhereDue(now: number): void {
    const isOver = this.#overSince !== undefined && now >= this.#overSince + this.#resources.pace.endAfter
    const isBegun = this.#overSince === undefined
    if (this.#reading || (this.#isOver ? !isBegun : !isOver)) return
    this.#reading = this.#run(async () => {
      const { dialogueId, lane } = this
      await this.#resources.pool.ask(lane, 'turn', { dialogueId, isOver })
      this.#isOver = isOver
      this.#isFinal = false
      this.#noteNews()
    }).finally(() => {
      this.#reading = undefined
    })
  }

  /** Starts what is due; called now and then, and by itself where it read something. */
  tick(): void {
    if (!this.#isLoaded || this.#isRetired || this.#failure) return
    const now = performance.now()
    this.#turnWhereDue(now)
    const isEnding = this.#overSince !== undefined && !this.#isOver
    if (isEnding) return
    if (!this.#map.running) this.#makeOrNote(now)
    if (!this.#study.running && !this.#map.running && this.#isStudyDue(now))
      this.#time(this.#study, () => this.#makeStudy())
  }

  /** How far it was read is noted where no map is due to say so, and at a pace of its own: no map waits for that. */
  #makeOrNote(now: number): void {
    const { pace } = this.#resources
    const isStale = this.#drawAgain || this.#drawn !== this.#revision
    const isDue = (paced: Paced) => !paced.running && now >= nextMapAt(pace, paced)
    if (isStale && isDue(this.#map)) this.#time(this.#map, () => this.#makeMap())
    if (!isStale && this.#isUnsaved && isDue(this.#note)) this.#time(this.#note, () => this.#saveReading())
  }

  /** Nothing is begun any more. */
  retire(): void {
    this.#isRetired = true
  }

  /** A map that is being stored is stored; findings that take long are not waited for. */
  async finishMap(): Promise<void> {
    await Promise.all([this.#reading, this.#map.running, this.#note.running])
  }

  #isStudyDue(now: number): boolean {
    return isStudyDue(this.#resources.pace, {
      now,
      votes: this.#drawn < 0 ? 0 : this.#votes,
      studied: this.#evidence?.votes,
      isStale: this.#studied !== this.#drawn,
      lastNewsAt: this.#lastNewsAt,
      began: this.#study.began,
      took: this.#study.took,
    })
  }

  async #makeMap(): Promise<undefined> {
    const { pool, session, owner, clock } = this.#resources
    const { dialogueId, lane } = this
    const [revision, through, evidence] = [this.#revision, this.#cursor, this.#evidence]
    const [isOver, stored] = [this.#isOver, this.#stored]
    this.#drawAgain = false
    this.#isUnsaved = false
    const telling = { isOver, isRestTold: isOver && !this.#isFinal }
    const drawn = await pool.ask(lane, 'draw', { dialogueId, stored, evidence, telling })
    const isSettled = drawn.map.votes === 0 || this.#studied === revision
    const isFinal = isOver && (isSettled || this.#isFinal)
    const version = this.#version + 1
    const saved = saveMap(session, {
      ...{ dialogueId, version, through, isSettled, isFinal, drawn, owner },
      madeAt: clock.now(),
    })
    if (!(await inTime(saved))) throw new Error(`Another worker owns dialogue ${dialogueId} now.`)
    const { placer, members, leftOut } = drawn
    this.#version = version
    this.#stored = { placer, members, leftOut, letters: drawn.map.groups.list }
    this.#drawn = revision
    this.#isSettled = isSettled
    this.#isFinal = isFinal
    this.#votes = drawn.map.votes
    this.#bytes = drawn.bytes
  }

  async #saveReading(): Promise<undefined> {
    const { session, owner } = this.#resources
    this.#isUnsaved = false
    await inTime(saveReading(session, { dialogueId: this.dialogueId, through: this.#cursor, owner }))
  }

  async #makeStudy(): Promise<number | undefined> {
    const { pool, reading, copyOut, timeZone } = this.#resources
    const { dialogueId, lane } = this
    const of = this.#drawn
    const study = await pool.ask(lane, 'copy', { dialogueId, version: this.#version, before: this.#evidence })
    if (!study) return undefined
    const channels = await readOtherChannels(reading.db, dialogueId)
    const through = await readMoment(reading.db)
    await this.#showings.readOn({ dialogueId, through, copyOut })
    const asked = { ...study, channels, timeZone, showings: this.#showings.all() }
    const { evidence, took } = await pool.ask(`${lane}-study` satisfies EngineLane, 'study', asked)
    this.#evidence = evidence
    this.#studied = of
    this.#drawAgain = true
    return took
  }

  /** What had to wait for other dialogues is not put off for it: such work says itself how long it took. */
  #time(paced: Paced, work: () => Promise<number | undefined>): void {
    paced.began = performance.now()
    let took: number | undefined
    const running = this.#run(async () => {
      took = await work()
    })
    paced.running = running.finally(() => {
      paced.took = took ?? performance.now() - paced.began
      paced.running = undefined
    })
  }

  async #run(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error))
    }
  }
}
