import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { listen } from '#platform/db'
import type { Log } from '#platform/log'
import { Presences, type Present, readSign, type Sign } from '../sending/presence.ts'
import type { NewEntry } from './conversation.ts'
import type { StoredEntry } from './stored-entry.ts'

/** How far a conversation is. */
export type Progress = {
  /** Its last entry. */
  seq: number
  /** How many entries whoever asked can see: what staff do among themselves does not change it. */
  shown: number
}

/** Tells of conversations as something is added to them. */
export type ConversationFeed = {
  newest: (conversationId: string) => Promise<Progress | undefined>
  /** Tells how far it is each time that something is added, until the returned function is called. */
  follow: (conversationId: string, follower: ConversationFollower) => () => void
  /** Ends all following first. */
  close: () => Promise<void>
}

export type ConversationFollower = {
  tell: (progress: Progress) => void
  /** Told to staff alone. */
  pass?: ((passing: Passing) => void) | undefined
  /** Nothing will be told any more: this process stops. */
  end: () => void
}

const CHANNEL = 'conversation'

/** Says, when the transaction is committed, that something was added to a conversation. */
export async function tellOfConversation(tx: Tx, conversationId: string): Promise<void> {
  await notify(tx, conversationId)
}

/** What staff see of a conversation changed and nothing was added to it, or who has it open did. */
export type Passing = { kind: 'renew' } | { kind: 'presence'; here: Present[] }

/** Says, when the transaction is committed, that a conversation looks otherwise to staff. */
export async function tellOfChange(tx: Tx, conversationId: string): Promise<void> {
  await notify(tx, `${conversationId} renew`)
}

/** Tells every process that somebody looks or writes; nothing of it is stored. */
export async function tellPresence(db: Db, conversationId: string, sign: Sign): Promise<void> {
  await notify(db, `${conversationId} presence ${JSON.stringify(sign)}`)
}

/** A conversation by its id, and what became of it, if that is not that something was added. */
async function notify(db: Db, said: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${said})`.execute(db)
}

/** Kinds of entries that whoever asked sees, or sees something of. */
const shownKinds = [
  'received',
  'sent',
  'status',
  'merged',
  'split',
  'due',
] as const satisfies NewEntry['kind'][]

/**
 * Whether an entry changes what whoever asked sees; that something was removed does, where they saw it: `readProgress` says the same of
 * rows.
 */
export function isShownToAsker(
  { kind, redactedSeq }: Pick<StoredEntry, 'kind'> & { redactedSeq?: number | null },
  others: readonly (Pick<StoredEntry, 'kind' | 'seq'> & { draftSeq: number | null })[],
): boolean {
  if (kind !== 'redacted') return shownKinds.some((shown) => shown === kind)
  if (redactedSeq === null || redactedSeq === undefined) return true
  return others.some(
    (one) =>
      (one.kind === 'received' && one.seq === redactedSeq) ||
      (one.kind === 'sent' && one.draftSeq === redactedSeq),
  )
}

/** How far some conversations are, by their ids; one query for all. */
async function readProgress(db: Db, ids: readonly string[]): Promise<Map<string, Progress>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('conversation_entry')
    .select(['conversation_id as id'])
    .select(({ fn }) => [
      fn.max('seq').as('seq'),
      sql<number>`count(*) filter (where kind = any(${shownKinds}::text[]) or kind = 'redacted' and (
        redacted_seq is null or exists (
          select from conversation_entry as said
          where said.conversation_id = conversation_entry.conversation_id
            and (said.kind = 'received' and said.seq = conversation_entry.redacted_seq
              or said.kind = 'sent' and said.draft_seq = conversation_entry.redacted_seq)
        )
      ))::integer`.as('shown'),
    ])
    .where('conversation_id', 'in', ids)
    .groupBy('conversation_id')
    .execute()
  return new Map(rows.map(({ id, seq, shown }) => [id, { seq, shown }]))
}

/** Listens on one connection, opened when a conversation is first followed, whatever the number of those who follow. */
export function createConversationFeed(options: { db: Db; databaseUrl: string; log: Log }): ConversationFeed {
  const feed = new Feed(options)
  return {
    newest: (id) => feed.newest(id),
    follow: (id, follower) => feed.follow(id, follower),
    close: () => feed.close(),
  }
}

/** As `notify` was told it. */
const SAID = /^(?<id>\S+)(?: (?<what>\w+)(?: (?<sign>.*))?)?$/s
const EXPIRE_EVERY_MS = 5000

class Feed {
  readonly #db: Db
  readonly #databaseUrl: string
  readonly #log: Log
  readonly #followers = new Map<string, Set<ConversationFollower>>()
  #listening: ReturnType<typeof listen> | undefined
  readonly #presences = new Presences()
  #expiring: NodeJS.Timeout | undefined
  #isClosed = false

  constructor({ db, databaseUrl, log }: { db: Db; databaseUrl: string; log: Log }) {
    this.#db = db
    this.#databaseUrl = databaseUrl
    this.#log = log
  }

  async newest(id: string): Promise<Progress | undefined> {
    return (await readProgress(this.#db, [id])).get(id)
  }

  follow(id: string, follower: ConversationFollower): () => void {
    this.#listen()
    const followers = this.#followers.get(id) ?? new Set()
    this.#followers.set(id, followers.add(follower))
    return () => {
      followers.delete(follower)
      if (followers.size === 0 && this.#followers.get(id) === followers) this.#followers.delete(id)
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#expiring)
    for (const followers of [...this.#followers.values()]) for (const { end } of [...followers]) end()
    await this.#listening?.close()
  }

  #listen(): void {
    if (this.#listening || this.#isClosed) return
    this.#listening = listen(this.#databaseUrl, {
      channel: CHANNEL,
      hear: (said) => {
        const { id = '', what, sign } = SAID.exec(said)?.groups ?? {}
        if (!this.#followers.has(id)) return
        if (what === undefined) void this.#tell([id])
        else if (sign === undefined) this.#pass(id, { kind: 'renew' })
        else this.#hearSign(id, readSign(sign))
      },
      // What was added before we listened, or while the connection was away.
      begin: () => void this.#tell([...this.#followers.keys()]),
      fail: (error) =>
        this.#log.warn({ part: 'conversations', err: error }, 'conversations are live again later'),
    })
  }

  #hearSign(id: string, sign: Sign | undefined): void {
    if (!sign) return
    this.#presences.hear(id, sign, performance.now())
    this.#passPresence(id)
    this.#expiring ??= setInterval(() => {
      for (const changed of this.#presences.expire(performance.now())) this.#passPresence(changed)
    }, EXPIRE_EVERY_MS).unref()
  }

  #passPresence(id: string): void {
    this.#pass(id, { kind: 'presence', here: this.#presences.list(id) })
  }

  #pass(id: string, passing: Passing): void {
    for (const { pass } of [...(this.#followers.get(id) ?? [])]) pass?.(passing)
  }

  async #tell(ids: readonly string[]): Promise<void> {
    try {
      for (const [id, progress] of await readProgress(this.#db, ids))
        for (const { tell } of [...(this.#followers.get(id) ?? [])]) tell(progress)
    } catch (error) {
      if (!this.#isClosed)
        this.#log.warn(
          { part: 'conversations', err: error },
          'it could not be read how far conversations are',
        )
    }
  }
}
