import { Kysely } from 'kysely'
import pg from 'pg'
/** An open pool: `db` for queries, `close` when done. */
export type Connection<Schema> = {
  db: Kysely<Schema>
  close: () => Promise<void>
}
export type ConnectOptions = {
  /** Most connections at once. */
  max?: number
  /** Keep connections for good, for what belongs to a session such as a lock; else they are renewed now and then. */
  lasting?: boolean
  /**
   * How long an answer may take, in milliseconds, where somebody waits for it: a query that gets none fails, and its
   * connection is given up. A server that froze or a network that swallows what is sent says nothing of it.
   */
  answerWithinMs?: number
  /** How long to wait for a connection while all are in use, or for a new one; unless given, as long as for an answer. */
  connectWithinMs?: number
  /** PostgreSQL's settings for these sessions. */
  settings?: Record<string, string>
}
/**
 * Opens a pool of connections to PostgreSQL. One that breaks fails the query that was on it; the next has a new one.
 *
 * Dates stay text (`2026-05-08`), because a date has no time zone; 64-bit integers become numbers, exact up to 2^53.
 * @param url  a `postgres://` address; `?host=/folder` for a Unix socket, `connect_timeout` in seconds
 */
export declare function connect<Schema>(
  url: string,
  { max, lasting, answerWithinMs, connectWithinMs, settings }?: ConnectOptions,
): Connection<Schema>
/**
 * How a pool opens its connections. Where an answer may take only so long, both sides keep to it: a server from which
 * a network took its client without a word would otherwise hold the locks of what was begun, and wait for others, for
 * good.
 */
export declare function poolOptions(
  url: string,
  {
    answerWithinMs,
    settings,
  }: {
    answerWithinMs?: number | undefined
    settings?: Record<string, string>
  },
): pg.PoolConfig
/** How a connection of its own is opened, for what a pool cannot do. */
export declare function clientOptions(url: string, settings?: Record<string, string>): pg.ClientConfig
