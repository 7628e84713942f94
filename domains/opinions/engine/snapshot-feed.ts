import type { Db } from '#db'
import { listen } from '#platform/db'
import type { Log } from '#platform/log'
import { SNAPSHOT_CHANNEL } from './engine.store.ts'
import { findSnapshot, listNewestVersions } from './snapshot.queries.ts'
import type { DialogueSnapshot } from './snapshot.ts'

/** The newest maps of the dialogues that this process is asked for, kept in memory and told of as they are made. */
export type SnapshotFeed = {
  newest: (dialogueId: string) => Promise<DialogueSnapshot | undefined>
  /** Tells every newer map until the returned function is called. */
  follow: (dialogueId: string, follower: Follower) => () => void
  /** Ends all following first. */
  close: () => Promise<void>
}

export type Follower = {
  tell: (snapshot: DialogueSnapshot) => void
  /** No map will come any more: this process stops. */
  end: () => void
}

/** Maps kept at most; the one asked for longest ago goes first, unless it is followed. */
const MOST_KEPT = 200
/** An announcement may be missed while the connection is made again: versions are compared this often. */
const COMPARE_MS = 5000

/** Listens on one connection, opened when a map is first asked for, whatever the number of visitors. */
export function createSnapshotFeed(options: { db: Db; databaseUrl: string; log: Log }): SnapshotFeed {
  const feed = new Feed(options)
  return {
    newest: (dialogueId) => feed.newest(dialogueId),
    follow: (dialogueId, follower) => feed.follow(dialogueId, follower),
    close: () => feed.close(),
  }
}

type Kept = {
  /** What was read last, or is being read. */
  snapshot: Promise<DialogueSnapshot | undefined>
  /** The newest that was read. */
  last: DialogueSnapshot | undefined
  /** Nothing could be read yet: it is tried again when it is asked for again. */
  hasFailed: boolean
  followers: Set<Follower>
}

function versionOf({ last }: Kept): number {
  return last?.version ?? 0
}

class Feed {
  readonly #db: Db
  readonly #databaseUrl: string
  readonly #log: Log
  /** In order of use. */
  readonly #kept = new Map<string, Kept>()
  #listening: ReturnType<typeof listen> | undefined
  #comparing: NodeJS.Timeout | undefined
  #isClosed = false

  constructor({ db, databaseUrl, log }: { db: Db; databaseUrl: string; log: Log }) {
    this.#db = db
    this.#databaseUrl = databaseUrl
    this.#log = log
  }

  newest(dialogueId: string): Promise<DialogueSnapshot | undefined> {
    return this.#keep(dialogueId).snapshot
  }

  follow(dialogueId: string, follower: Follower): () => void {
    this.#keep(dialogueId).followers.add(follower)
    return () => this.#kept.get(dialogueId)?.followers.delete(follower)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#comparing)
    for (const { followers } of this.#kept.values()) for (const { end } of [...followers]) end()
    await this.#listening?.close()
  }

  #keep(dialogueId: string): Kept {
    this.#listen()
    const known = this.#kept.get(dialogueId)
    const kept = known ?? {
      snapshot: Promise.resolve(undefined),
      last: undefined,
      hasFailed: false,
      followers: new Set(),
    }
    this.#kept.delete(dialogueId)
    this.#kept.set(dialogueId, kept)
    if (!known || kept.hasFailed) this.#load(dialogueId, kept)
    if (!known) this.#makeRoom()
    return kept
  }

  #load(dialogueId: string, kept: Kept): void {
    const found = findSnapshot(this.#db, dialogueId)
    kept.snapshot = found
    kept.hasFailed = false
    found.then(
      (snapshot) => {
        if (!snapshot || snapshot.version <= versionOf(kept)) return
        kept.last = snapshot
        for (const { tell } of kept.followers) tell(snapshot)
      },
      (error: unknown) => {
        this.#log.warn({ part: 'snapshots', dialogueId, err: error }, 'a map could not be read')
        // A later read is under way, or was done already.
        if (kept.snapshot !== found) return
        // Better the last one than none.
        if (kept.last) kept.snapshot = Promise.resolve(kept.last)
        else kept.hasFailed = true
      },
    )
  }

  #makeRoom(): void {
    for (const [dialogueId, { followers }] of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) return
      if (followers.size === 0) this.#kept.delete(dialogueId)
    }
  }

  #listen(): void {
    if (this.#listening || this.#isClosed) return
    this.#listening = listen(this.#databaseUrl, {
      channel: SNAPSHOT_CHANNEL,
      hear: (payload) => this.#hear(payload),
      begin: () => void this.#compare(),
      fail: (error) => this.#log.warn({ part: 'snapshots', err: error }, 'maps come with a delay'),
    })
    this.#comparing = setInterval(() => void this.#compare(), COMPARE_MS)
    this.#comparing.unref()
  }

  #hear(payload: string): void {
    const [dialogueId = '', version] = payload.split(' ')
    const kept = this.#kept.get(dialogueId)
    if (kept && Number(version) > versionOf(kept)) this.#load(dialogueId, kept)
  }

  async #compare(): Promise<void> {
    try {
      const versions = await listNewestVersions(this.#db, [...this.#kept.keys()])
      for (const { dialogueId, version } of versions) this.#hear(`${dialogueId} ${version}`)
    } catch (error) {
      if (!this.#isClosed) this.#log.warn({ part: 'snapshots', err: error }, 'maps could not be compared')
    }
  }
}
