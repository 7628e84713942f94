import { setTimeout as sleep } from 'node:timers/promises'
import type { DB } from '#db'
import type { Clock } from '#platform/clock'
import { connect } from '#platform/db'
import type { Log } from '#platform/log'
import { claimDialogue, findNews, listUnread, releaseDialogue, sessionOf } from './engine.store.ts'
import { LARGE_FROM, OwnedDialogue } from './engine-owner.ts'
import { type EnginePace, enginePace } from './engine-pace.ts'
import { createEnginePool, type EnginePool } from './engine-pool.ts'

export type OpinionEngine = {
  /** The dialogues in its hands, and how much memory each takes. */
  owned: () => { dialogueId: string; lane: string; bytes: number; isIdle: boolean }[]
  stop: () => Promise<void>
}

const RETRY_MS = 1000
const LONGEST_RETRY_MS = 5 * 60_000

/**
 * Keeps the opinion maps of living dialogues: takes up each dialogue with new votes that nobody owns, and makes a map
 * of it at most a second behind. Any number of these may run against one database: a dialogue has one owner, by a lock
 * that ends with its session, so that another takes over where one died.
 */
export async function startOpinionEngine(options: {
  databaseUrl: string
  clock: Clock
  log: Log
  pace?: EnginePace
}): Promise<OpinionEngine> {
  const engine = new Engine(options)
  await engine.open()
  return { owned: () => engine.owned(), stop: () => engine.stop() }
}

class Engine {
  readonly #clock: Clock
  readonly #log: Log
  readonly #pace: EnginePace
  readonly #session: ReturnType<typeof connect<DB>>
  readonly #reading: ReturnType<typeof connect<DB>>
  readonly #pool: EnginePool = createEnginePool()
  readonly #owned = new Map<string, OwnedDialogue>()
  readonly #retries = new Map<string, { at: number; wait: number }>()
  readonly #stopping = new AbortController()
  #owner = 0
  #claimAt = 0
  #running: Promise<void> | undefined

  constructor({
    databaseUrl,
    clock,
    log,
    pace = enginePace,
  }: {
    databaseUrl: string
    clock: Clock
    log: Log
    pace?: EnginePace
  }) {
    this.#clock = clock
    this.#log = log
    this.#pace = pace
    this.#session = connect<DB>(databaseUrl, { max: 1, lasting: true })
    this.#reading = connect<DB>(databaseUrl, { max: 3 })
  }

  async open(): Promise<void> {
    this.#owner = await sessionOf(this.#session.db)
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
    await Promise.all([...this.#owned.values()].map((dialogue) => dialogue.finishMap()))
    await this.#pool.close()
    await Promise.all([this.#session.close(), this.#reading.close()])
  }

  async #loop(): Promise<void> {
    const { signal } = this.#stopping
    for (let failures = 0; !signal.aborted; ) {
      try {
        await this.#round()
        failures = 0
      } catch (error) {
        failures += 1
        if (failures === 1) this.#log.error({ part: 'opinion engine', err: error }, 'maps are not made now')
      }
      const wait = failures === 0 ? this.#pace.readEvery : RETRY_MS
      await sleep(wait, undefined, { signal }).catch(() => undefined)
    }
  }

  async #round(): Promise<void> {
    const now = performance.now()
    if (now >= this.#claimAt) {
      await this.#keepSession()
      await this.#claim()
      this.#claimAt = now + this.#pace.claimEvery
    }
    await this.#read()
    for (const dialogue of this.#owned.values()) dialogue.tick()
    await this.#letGo(now)
  }

  /** With the session, its locks went: whatever was ours may be another's now. */
  async #keepSession(): Promise<void> {
    const owner = await sessionOf(this.#session.db)
    if (owner === this.#owner) return
    this.#log.warn({ part: 'opinion engine' }, 'the connection was lost, and with it every dialogue')
    await Promise.all([...this.#owned.values()].map((dialogue) => this.#forget(dialogue)))
    this.#owner = owner
  }

  async #claim(): Promise<void> {
    const now = performance.now()
    const waiting = [...this.#retries].filter(([, retry]) => retry.at > now).map(([id]) => id)
    const unread = await listUnread(this.#reading.db, [...this.#owned.keys(), ...waiting])
    for (const { dialogueId, votes } of unread) {
      if (!(await claimDialogue(this.#session.db, dialogueId))) continue
      const dialogue = new OwnedDialogue(dialogueId, votes > LARGE_FROM ? 'large' : 'small', {
        reading: this.#reading,
        session: this.#session.db,
        owner: this.#owner,
        pool: this.#pool,
        pace: this.#pace,
        clock: this.#clock,
      })
      this.#owned.set(dialogueId, dialogue)
      this.#log.debug({ part: 'opinion engine', dialogueId, votes }, 'a dialogue was taken up')
      dialogue.load()
    }
  }

  async #read(): Promise<void> {
    const ready = [...this.#owned.values()].flatMap(({ dialogueId, unreadFrom }) =>
      unreadFrom === undefined ? [] : [{ dialogueId, cursor: unreadFrom }],
    )
    if (ready.length === 0) return
    const { through, news } = await findNews(this.#reading.db, ready)
    for (const one of news) this.#owned.get(one.dialogueId)?.read(one, through)
  }

  async #letGo(now: number): Promise<void> {
    for (const dialogue of this.#owned.values()) {
      const { failure, isIdle, isOutgrown, lastNewsAt } = dialogue
      if (dialogue.isBusy) continue
      if (failure) await this.#giveUp(dialogue, failure)
      else if (isOutgrown || (isIdle && now > lastNewsAt + this.#pace.letGoAfter))
        await this.#release(dialogue)
      else if (isIdle) this.#retries.delete(dialogue.dialogueId)
    }
    await this.#letGoForRoom()
  }

  /** The one without news for the longest goes first; what is under way stays. */
  async #letGoForRoom(): Promise<void> {
    let bytes = [...this.#owned.values()].reduce((sum, dialogue) => sum + dialogue.bytes, 0)
    const idle = [...this.#owned.values()].filter((dialogue) => dialogue.isIdle)
    for (const dialogue of idle.sort((a, b) => a.lastNewsAt - b.lastNewsAt)) {
      if (bytes <= this.#pace.mostBytes) return
      bytes -= dialogue.bytes
      await this.#release(dialogue)
    }
  }

  /** It is tried again, later each time: votes that break the engine must not keep it from the others. */
  async #giveUp(dialogue: OwnedDialogue, error: Error): Promise<void> {
    const { dialogueId } = dialogue
    this.#log.error({ part: 'opinion engine', dialogueId, err: error }, 'no map could be made')
    const wait = Math.min((this.#retries.get(dialogueId)?.wait ?? RETRY_MS / 2) * 2, LONGEST_RETRY_MS)
    this.#retries.set(dialogueId, { at: performance.now() + wait, wait })
    await this.#release(dialogue)
  }

  async #release(dialogue: OwnedDialogue): Promise<void> {
    const { dialogueId, bytes } = dialogue
    this.#log.debug({ part: 'opinion engine', dialogueId, bytes }, 'a dialogue was let go')
    await this.#forget(dialogue)
    await releaseDialogue(this.#session.db, dialogueId)
  }

  async #forget({ dialogueId, lane }: OwnedDialogue): Promise<void> {
    this.#owned.delete(dialogueId)
    // A thread that failed holds nothing any more.
    await this.#pool.ask(lane, 'forget', { dialogueId }).catch(() => undefined)
  }
}
