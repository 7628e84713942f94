import type { Clock } from '#platform/clock'
import {
  type Cursor,
  copyVotesStatement,
  findLastMap,
  type LastMap,
  type News,
  readArrangement,
  readChangedVotes,
  readMoment,
  readOtherChannels,
  renumberRestoredVotes,
  saveMap,
} from './engine.store.ts'
import { type EngineConnections, inTime } from './engine-connections.ts'
import { type EnginePace, isStudyDue, nextMapAt } from './engine-pace.ts'
import type { EngineLane, EnginePool } from './engine-pool.ts'
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
  #last: LastMap | undefined
  #evidence: MapEvidence | null = null
  /** Counts what was read; a map and findings remember which they are of. */
  #revision = 0
  #drawn = -1
  #studied = -1
  #drawAgain = true
  #isSettled = false
  #isLoaded = false
  #votes = 0
  #bytes = 0
  #lastNewsAt = performance.now()
  #reading: Promise<void> | undefined
  readonly #map = notYet()
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
    return this.#bytes
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
    return this.#isLoaded && this.#isSettled && !this.isBusy && this.#drawn === this.#revision
  }

  get isBusy(): boolean {
    return [this.#reading, this.#map.running, this.#study.running].some((work) => work !== undefined)
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
    if (mayBeRestored) await renumberRestoredVotes(reading.db, dialogueId)
    const cursor = await readMoment(reading.db)
    this.#last = await findLastMap(reading.db, dialogueId)
    this.#evidence = this.#last?.evidence ?? null
    await pool.ask(lane, 'arrange', { dialogueId, ...(await readArrangement(reading.db, dialogueId)) })
    for await (const lines of copyOut(copyVotesStatement(dialogueId)))
      await pool.ask(lane, 'load', { dialogueId, lines }, [lines.buffer])
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
      if (news.hasChanges)
        await pool.ask(lane, 'arrange', { dialogueId, ...(await readArrangement(reading.db, dialogueId)) })
      if (news.hasVotes) {
        const cells = await readChangedVotes(reading.db, { dialogueId, from: this.#cursor, to: through })
        await pool.ask(lane, 'apply', { dialogueId, cells }, [cells.buffer])
      }
      this.#cursor = through
      this.#revision += 1
      this.#isSettled = false
      this.#lastNewsAt = performance.now()
    }).finally(() => {
      this.#reading = undefined
    })
  }

  /** Starts what is due. */
  tick(): void {
    if (!this.#isLoaded || this.#failure) return
    const now = performance.now()
    const isStale = this.#drawAgain || this.#drawn !== this.#revision
    if (isStale && !this.#map.running && now >= nextMapAt(this.#resources.pace, this.#map))
      this.#time(this.#map, () => this.#makeMap())
    if (!this.#study.running && !this.#map.running && this.#isStudyDue(now))
      this.#time(this.#study, () => this.#makeStudy())
  }

  /** A map that is being stored is stored; findings that take long are not waited for. */
  async finishMap(): Promise<void> {
    await Promise.all([this.#reading, this.#map.running])
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
    this.#drawAgain = false
    const drawn = await pool.ask(lane, 'draw', { dialogueId, stored: this.#last, evidence })
    const isSettled = drawn.map.votes === 0 || this.#studied === revision
    const version = (this.#last?.version ?? 0) + 1
    const stored = saveMap(session, {
      dialogueId,
      version,
      madeAt: clock.now(),
      through,
      throughVotesAt: drawn.throughVotesAt === null ? null : new Date(drawn.throughVotesAt),
      isSettled,
      map: drawn.map,
      placer: drawn.placer,
      owner,
    })
    if (!(await inTime(stored))) throw new Error(`Another worker owns dialogue ${dialogueId} now.`)
    this.#last = { version, placer: drawn.placer, letters: drawn.map.groups.list, evidence, isSettled }
    this.#drawn = revision
    this.#isSettled = isSettled
    this.#votes = drawn.map.votes
    this.#bytes = drawn.bytes
  }

  async #makeStudy(): Promise<number | undefined> {
    const { pool, reading, timeZone } = this.#resources
    const { dialogueId, lane } = this
    const of = this.#drawn
    const study = await pool.ask(lane, 'copy', { dialogueId, version: this.#last?.version ?? 0 })
    if (!study) return undefined
    const channels = await readOtherChannels(reading.db, dialogueId)
    const asked = { ...study, channels, timeZone }
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
