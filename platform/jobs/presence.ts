import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { clientOptions } from '../db/index.ts'
import type { Log } from '../log/index.ts'
import { claimRunner, freeLocks, listDeadRunners } from './locks.ts'
import type { Outage } from './outage.ts'

/** Shows the other workers which runners of this process live, and frees what runners held that do not. */
export type Presence = {
  claim: (runnerId: string) => Promise<void>
  /** A runner is over: whatever it still holds is given back. Never throws. */
  leave: (runnerId: string) => Promise<void>
  /** Gives back all that is still held. */
  close: () => Promise<void>
}

export type PresenceOptions = {
  databaseUrl: string
  log: Log
  outage: Outage
  /** How often the dead are looked for, in milliseconds; two looks make sure. */
  lookEvery: number
}

const PART = 'presence'
const RETRY_MS = 500
const LONGEST_RETRY_MS = 10_000
const ANSWER_WITHIN_MS = 10_000

/** How PostgreSQL learns that this process stands still: far above the time between two looks. */
const SETTINGS = { idle_session_timeout: '60s' }

/** @throws when the database cannot be reached; later it is waited for */
export async function openPresence(options: PresenceOptions): Promise<Presence> {
  const presence = new Session(options)
  await presence.open()
  return presence
}

class Session implements Presence {
  readonly #options: PresenceOptions
  readonly #claims = new Set<string>()
  readonly #stopping = new AbortController()
  #suspects: ReadonlySet<string> = new Set()
  #client: pg.Client | undefined
  #waking = new AbortController()
  #kept: Promise<void> | undefined
  #turn: Promise<void> = Promise.resolve()

  constructor(options: PresenceOptions) {
    this.#options = options
  }

  async open(): Promise<void> {
    await this.#look()
    this.#kept = this.#keepLooking()
  }

  async claim(runnerId: string): Promise<void> {
    this.#claims.add(runnerId)
    // A session that breaks here claims all when it is made again.
    await this.#inTurn((client) => claimRunner(client, runnerId))
  }

  async leave(runnerId: string): Promise<void> {
    this.#claims.delete(runnerId)
    // What is not given back now is freed by whoever looks next.
    await this.#inTurn((client) => freeLocks(client, [runnerId]))
  }

  async close(): Promise<void> {
    this.#stopping.abort()
    this.#waking.abort()
    await this.#kept
    if (this.#claims.size > 0) await this.#inTurn((client) => freeLocks(client, [...this.#claims]))
    const client = this.#client
    this.#client = undefined
    await client?.end()
  }

  /** A session does one thing at a time; what it cannot do now, because it broke, others see to. */
  #inTurn(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
    const turn = this.#turn.then(async () => {
      if (this.#client) await work(this.#client)
    })
    this.#turn = turn.catch(() => undefined)
    return this.#turn
  }

  async #keepLooking(): Promise<void> {
    let wait = RETRY_MS
    while (!this.#stopping.signal.aborted) {
      this.#waking = new AbortController()
      await this.#rest(this.#client ? this.#options.lookEvery : wait)
      if (this.#stopping.signal.aborted) return
      try {
        const looking = this.#turn.then(() => this.#look())
        this.#turn = looking.catch(() => undefined)
        await looking
        wait = RETRY_MS
      } catch (error) {
        this.#lose(this.#client, error)
        wait = Math.min(wait * 2, LONGEST_RETRY_MS)
      }
    }
  }

  /** A session that breaks meanwhile ends the rest. */
  async #rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#waking.signal }).catch(() => undefined)
  }

  /** Frees what is held by runners that nobody stood for at this look and the one before: a session may break and return. */
  async #look(): Promise<void> {
    const { outage, log } = this.#options
    this.#client ??= await this.#connect()
    outage.end(PART)
    const dead = (await listDeadRunners(this.#client)).filter((id) => !this.#claims.has(id))
    const sure = dead.filter((id) => this.#suspects.has(id))
    this.#suspects = new Set(dead)
    if (sure.length === 0) return
    await freeLocks(this.#client, sure)
    log.warn({ part: 'jobs', workers: sure.length }, 'what workers held that are gone was freed')
  }

  async #connect(): Promise<pg.Client> {
    const config = clientOptions(this.#options.databaseUrl, SETTINGS)
    const client = new pg.Client({ ...config, query_timeout: ANSWER_WITHIN_MS })
    client.on('error', (error) => this.#lose(client, error))
    client.on('end', () => this.#lose(client, new Error('The connection was closed.')))
    await client.connect()
    for (const id of this.#claims) await claimRunner(client, id)
    return client
  }

  #lose(client: pg.Client | undefined, error: unknown): void {
    if (this.#client !== client) return
    this.#client = undefined
    if (this.#stopping.signal.aborted) return
    this.#options.outage.begin(PART, error)
    client?.end().catch(() => undefined)
    this.#waking.abort()
  }
}
