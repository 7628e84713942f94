import { setTimeout as sleep } from 'node:timers/promises'
import { type Clock, dateIn } from '#platform/clock'
import type { Log } from '#platform/log'
import { claimDialogue, findNews, listOver, listUnread, releaseDialogue, sessionOf } from './engine.store.ts'
import { type EngineConnections, inTime, openConnections } from './engine-connections.ts'
import { LARGE_FROM, OwnedDialogue } from './engine-owner.ts'
import { type EnginePace, enginePace } from './engine-pace.ts'
import { createEnginePool, type EnginePool } from './engine-pool.ts'

export type OpinionEngine = {
  /** The dialogues in its hands, and how much memory each takes. */
  owned: () => { dialogueId: string; lane: string; bytes: number; isIdle: boolean }[]
  stop: () => Promise<void>
}

export type EngineOptions = {
  databaseUrl: string
  clock: Clock
  log: Log
  /** In which days begin, for counts by day. */
  timeZone: string
  pace?: EnginePace
}

const RETRY_MS = 1000
const LONGEST_RETRY_MS = 5 * 60_000

/**
 * Keeps the opinion maps of living dialogues: takes up each dialogue with new votes that nobody owns, and makes a map
 * of it at most a second behind. Any number of these may run against one database: a dialogue has one owner, by a lock
 * that ends with its session, so that another takes over where one died.
 */
export async function startOpinionEngine(options: EngineOptions): Promise<OpinionEngine> {
  const engine = new Engine(options)
  await engine.open()
  return { owned: () => engine.owned(), stop: () => engine.stop() }
}

class Engine {
  readonly #databaseUrl: string
  readonly #clock: Clock
  readonly #log: Log
  readonly #pace: EnginePace
  readonly #timeZone: string
  readonly #pool: EnginePool = createEnginePool()
  readonly #owned = new Map<string, OwnedDialogue>()
  readonly #retries = new Map<string, { at: number; wait: number }>()
  readonly #stopping = new AbortController()
  #connections: EngineConnections | undefined
  #claimAt = 0
  #running: Promise<void> | undefined

  constructor({ databaseUrl, clock, log, timeZone, pace = enginePace }: EngineOptions) {
    this.#databaseUrl = databaseUrl
    this.#clock = clock
    this.#log = log
    this.#pace = pace
    this.#timeZone = timeZone
  }

  async open(): Promise<void> {
    // A database that is away just now is waited for, as later.
    this.#connections = await openConnections(this.#databaseUrl).catch(() => undefined)
    this.#running = this.#loop()
  }

  owned(): ReturnType<OpinionEngine['owned']> {
    return [...this.#owned.values()].map(({ dialogueId, lane, bytes, isIdle }) => ({
      dialogueId,
      lane,
      bytes,
      isIdle,
    }))
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
    for (const dialogue of this.#owned.values()) dialogue.retire()
    await Promise.all([...this.#owned.values()].map((dialogue) => dialogue.finishMap()))
    await this.#pool.close()
    await this.#connections?.close()
  }

  async #loop(): Promise<void> {
    const { signal } = this.#stopping
    for (let failures = 0; !signal.aborted; ) {
      try {
        this.#connections ??= await openConnections(this.#databaseUrl)
        await inTime(this.#round(this.#connections))
        failures = 0
      } catch (error) {
        failures += 1
        if (failures === 1) this.#log.error({ part: 'opinion engine', err: error }, 'maps are not made now')
        await this.#giveUpAll()
      }
      const wait = failures === 0 ? this.#pace.readEvery : RETRY_MS
      await sleep(wait, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Without its connections nothing is ours: whatever was may be another's now. */
  async #giveUpAll(): Promise<void> {
    const connections = this.#connections
    this.#connections = undefined
    await Promise.all([...this.#owned.values()].map((dialogue) => this.#forget(dialogue)))
    await connections?.close()
  }

  async #round(connections: EngineConnections): Promise<void> {
    const now = performance.now()
    if (now >= this.#claimAt) {
      if ((await sessionOf(connections.session)) !== connections.owner)
        throw new Error('The locks were lost.')
      await this.#claim(connections)
      this.#claimAt = now + this.#pace.claimEvery
    }
    await this.#read(connections)
    for (const dialogue of this.#owned.values()) dialogue.tick()
    await this.#letGo(connections, now)
  }

  async #claim(connections: EngineConnections): Promise<void> {
    const now = performance.now()
    const waiting = [...this.#retries].filter(([, retry]) => retry.at > now).map(([id]) => id)
    const today = dateIn(this.#timeZone, this.#clock.now())
    await this.#noteEnds(connections, today)
    const except = [...this.#owned.keys(), ...waiting]
    const unread = await listUnread(connections.reading.db, { except, today })
    for (const { dialogueId, votes, cluster, isOver } of unread) {
      if (!(await claimDialogue(connections.session, dialogueId))) continue
      if (cluster === 'another')
        this.#log.warn({ part: 'opinion engine', dialogueId }, 'a map of another cluster is made anew')
      const dialogue = new OwnedDialogue(dialogueId, votes > LARGE_FROM ? 'large' : 'small', {
        ...connections,
        pool: this.#pool,
        pace: this.#pace,
        clock: this.#clock,
        timeZone: this.#timeZone,
      })
      this.#owned.set(dialogueId, dialogue)
      this.#log.debug({ part: 'opinion engine', dialogueId, votes }, 'a dialogue was taken up')
      dialogue.noteOver(isOver)
      dialogue.load({ mayBeRestored: cluster !== 'this' })
    }
  }

  /** The last day of a dialogue passes without a word. */
  async #noteEnds(connections: EngineConnections, today: string): Promise<void> {
    const over = new Set(await listOver(connections.reading.db, [...this.#owned.keys()], today))
    for (const dialogue of this.#owned.values()) dialogue.noteOver(over.has(dialogue.dialogueId))
  }

  async #read(connections: EngineConnections): Promise<void> {
    const ready = [...this.#owned.values()].flatMap(({ dialogueId, unreadFrom }) =>
      unreadFrom === undefined ? [] : [{ dialogueId, cursor: unreadFrom }],
    )
    if (ready.length === 0) return
    const { through, news } = await findNews(connections.reading.db, ready)
    const newsOf = new Map(news.map((one) => [one.dialogueId, one]))
    for (const { dialogueId } of ready) this.#owned.get(dialogueId)?.read(newsOf.get(dialogueId), through)
  }

  async #letGo(connections: EngineConnections, now: number): Promise<void> {
    for (const dialogue of this.#owned.values()) {
      const { failure, isIdle, isOutgrown, lastNewsAt } = dialogue
      if (dialogue.isBusy) continue
      if (failure) await this.#giveUp(connections, dialogue, failure)
      else if (isOutgrown || (isIdle && now > lastNewsAt + this.#pace.letGoAfter))
        await this.#release(connections, dialogue)
      else if (isIdle) this.#retries.delete(dialogue.dialogueId)
    }
    await this.#letGoForRoom(connections)
  }

  /** The one without news for the longest goes first; what is under way stays. */
  async #letGoForRoom(connections: EngineConnections): Promise<void> {
    let bytes = [...this.#owned.values()].reduce((sum, dialogue) => sum + dialogue.bytes, 0)
    const idle = [...this.#owned.values()].filter((dialogue) => dialogue.isIdle)
    for (const dialogue of idle.sort((a, b) => a.lastNewsAt - b.lastNewsAt)) {
      if (bytes <= this.#pace.mostBytes) return
      bytes -= dialogue.bytes
      await this.#release(connections, dialogue)
    }
  }

  /** It is tried again, later each time: votes that break the engine must not keep it from the others. */
  async #giveUp(connections: EngineConnections, dialogue: OwnedDialogue, error: Error): Promise<void> {
    const { dialogueId } = dialogue
    this.#log.error({ part: 'opinion engine', dialogueId, err: error }, 'no map could be made')
    const wait = Math.min((this.#retries.get(dialogueId)?.wait ?? RETRY_MS / 2) * 2, LONGEST_RETRY_MS)
    this.#retries.set(dialogueId, { at: performance.now() + wait, wait })
    await this.#release(connections, dialogue)
  }

  async #release(connections: EngineConnections, dialogue: OwnedDialogue): Promise<void> {
    const { dialogueId, bytes } = dialogue
    this.#log.debug({ part: 'opinion engine', dialogueId, bytes }, 'a dialogue was let go')
    await this.#forget(dialogue)
    await releaseDialogue(connections.session, dialogueId)
  }

  async #forget(dialogue: OwnedDialogue): Promise<void> {
    const { dialogueId, lane } = dialogue
    dialogue.retire()
    this.#owned.delete(dialogueId)
    // A thread that failed holds nothing any more.
    await this.#pool.ask(lane, 'forget', { dialogueId }).catch(() => undefined)
  }
}
