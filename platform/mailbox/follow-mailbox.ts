import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '#db'
import type { Clock } from '#platform/clock'
import type { MailboxSource } from '#platform/config'
import type { Log } from '#platform/log'
import { MailboxTrouble } from './failure.ts'
import { beginAnew, findPlace, type MailboxPlace, noteFailure, ReadByAnother } from './mailbox.store.ts'
import type { MailboxLocks } from './mailbox-locks.ts'
import { type OpenMailbox, openMailbox } from './open-mailbox.ts'
import { pauseAfter } from './pause.ts'
import { compare, readOn, type StoreMail } from './read-mailbox.ts'

export type FollowOptions = {
  db: Db
  locks: MailboxLocks
  source: MailboxSource
  store: StoreMail
  clock: Clock
  log: Log
  /** How often it is looked at though its server tells of nothing, in milliseconds. */
  pollMs?: number
  /** How long to wait after so many failures in a row, in milliseconds. */
  pause?: (failures: number) => number
}

const POLL_MS = 30_000
const COMPARE_EVERY_MS = 24 * 3_600_000
const STOP_WITHIN_MS = 5000

/**
 * Reads a mailbox for good: all that is there, and what comes as soon as its server tells of it. Whatever goes wrong, it is
 * tried again, later each time, a minute later at most. Of several processes, one reads.
 */
export function followMailbox(options: FollowOptions): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const over = new Follower(options, stopping.signal).follow()
  return {
    stop: async () => {
      stopping.abort()
      await Promise.race([over, sleep(STOP_WITHIN_MS, undefined, { ref: false })])
    },
  }
}

class Follower {
  readonly #options: FollowOptions
  readonly #signal: AbortSignal
  readonly #stumbles = new Map<number, number>()
  #failures = 0

  constructor(options: FollowOptions, signal: AbortSignal) {
    this.#options = options
    this.#signal = signal
  }

  async follow(): Promise<void> {
    const { pollMs = POLL_MS, pause = (failures) => pauseAfter(failures, Math.random()) } = this.#options
    while (!this.#signal.aborted) {
      try {
        await this.#readWhileOurs(pollMs)
        await this.#rest(pollMs)
      } catch (error) {
        if (this.#signal.aborted) return
        if (error instanceof ReadByAnother) continue
        this.#failures++
        await this.#rest(pause(this.#failures))
      }
    }
  }

  /** Comes back when somebody else reads it. */
  async #readWhileOurs(pollMs: number): Promise<void> {
    const { db, locks, source } = this.#options
    const { id } = await this.#orTold(findPlace(db, source))
    if (!(await this.#orTold(locks.take(id)))) return
    try {
      // Somebody may have read on until now.
      await this.#orTold(this.#connectAndRead(await findPlace(db, source), pollMs), id)
    } finally {
      await locks.leave(id)
    }
  }

  async #connectAndRead(place: MailboxPlace, pollMs: number): Promise<void> {
    const open = await openMailbox(this.#options.source)
    try {
      await this.#readUntilStopped(open, place, pollMs)
    } finally {
      await open.close()
    }
  }

  async #readUntilStopped(open: OpenMailbox, found: MailboxPlace, pollMs: number): Promise<void> {
    const { db, locks, store, clock, log } = this.#options
    const place = await this.#startingAt(found, open.uidValidity)
    const reading = { db, open, place, store, clock, signal: this.#signal, stumbles: this.#stumbles }
    for (;;) {
      await readOn(reading)
      if (this.#signal.aborted) return
      if (this.#failures > 0) log.info({ mailbox: place.id }, 'a mailbox is read again')
      this.#failures = 0
      if (isCompareDue(place, clock.now())) {
        const missed = await compare(reading)
        place.comparedAt = clock.now()
        if (missed > 0) log.error({ mailbox: place.id, missed }, 'mail was missed, and is read after all')
      }
      await open.waitForNews(pollMs, this.#signal)
      if (this.#signal.aborted || !(await locks.take(place.id))) return
    }
  }

  async #startingAt(
    place: MailboxPlace,
    uidValidity: number,
  ): Promise<MailboxPlace & { uidValidity: number }> {
    if (place.uidValidity === uidValidity) return { ...place, uidValidity }
    const { db, log } = this.#options
    await db.transaction().execute((tx) => beginAnew(tx, place.id, uidValidity))
    if (place.uidValidity !== null)
      log.warn({ mailbox: place.id }, 'a mail server numbers its mail anew: all of it is read again')
    return { ...place, uidValidity, lastUid: 0, comparedAt: null }
  }

  /** Says in the log, once for some failures in a row, and beside the mailbox, what went wrong. */
  async #orTold<Result>(work: Promise<Result>, id?: string): Promise<Result> {
    try {
      return await work
    } catch (error) {
      if (!(error instanceof ReadByAnother) && !this.#signal.aborted) await this.#tell(error, id)
      throw error
    }
  }

  async #tell(error: unknown, id: string | undefined): Promise<void> {
    const { db, clock, log } = this.#options
    const failure = error instanceof MailboxTrouble ? error.failure : 'our-database'
    const code = error instanceof Error && 'code' in error ? { code: error.code } : {}
    if (this.#failures === 0)
      log.warn({ mailbox: id, failure, ...code }, 'a mailbox cannot be read now: it is tried again')
    if (id !== undefined && failure !== 'our-database')
      await noteFailure(db, id, failure, clock.now()).catch(() => undefined)
  }

  async #rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#signal }).catch(() => undefined)
  }
}

function isCompareDue({ comparedAt }: MailboxPlace, now: Date): boolean {
  return comparedAt === null || now.getTime() - comparedAt.getTime() >= COMPARE_EVERY_MS
}
