import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { cutOff, MortalClient } from './client.ts'
import { prepareStatements } from './prepare-statements.ts'
import { typeParsers } from './type-parsers.ts'

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

const LIFETIME_SECONDS = 45 * 60
const CONNECT_WITHIN_SECONDS = 30
const PROBE_AFTER_MS = 10_000
/** Queries that run when a pool closes may end until then. */
const CLOSE_WITHIN_MS = 5000

/**
 * Opens a pool of connections to PostgreSQL. One that breaks fails the query that was on it; the next has a new one.
 *
 * Dates stay text (`2026-05-08`), because a date has no time zone; 64-bit integers become numbers, exact up to 2^53.
 * @param url  a `postgres://` address; `?host=/folder` for a Unix socket, `connect_timeout` in seconds
 */
export function connect<Schema>(
  url: string,
  { max = 10, lasting = false, answerWithinMs, connectWithinMs, settings = {} }: ConnectOptions = {},
): Connection<Schema> {
  const pool = new pg.Pool({
    ...poolOptions(url, { answerWithinMs, settings }),
    ...(connectWithinMs === undefined ? {} : { connectionTimeoutMillis: connectWithinMs }),
    max,
    idleTimeoutMillis: 0,
    maxLifetimeSeconds: lasting ? 0 : LIFETIME_SECONDS,
  })
  const clients = new Set<pg.PoolClient>()
  // A broken connection tells this as well as the query that was on it.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    clients.add(client)
    client.on('error', () => undefined)
  })
  pool.on('remove', (client) => void clients.delete(client))
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: prepareStatements(pool) }) })
  return { db, close: () => closePool(pool, clients) }
}

/**
 * How a pool opens its connections. Where an answer may take only so long, both sides keep to it: a server from which
 * a network took its client without a word would otherwise hold the locks of what was begun, and wait for others, for
 * good.
 */
export function poolOptions(
  url: string,
  {
    answerWithinMs,
    settings = {},
  }: { answerWithinMs?: number | undefined; settings?: Record<string, string> },
): pg.PoolConfig {
  if (answerWithinMs === undefined) return clientOptions(url, settings)
  return {
    ...clientOptions(url, { ...patienceOfServer(answerWithinMs), ...settings }),
    ...{ query_timeout: answerWithinMs, connectionTimeoutMillis: answerWithinMs, Client: MortalClient },
  }
}

/** The server is a little more patient, so that where both live it is the client that says what was late. */
const SERVER_LATER_MS = 2000
/** Between two queries of a transaction nothing long is done. */
const IDLE_WITHIN_MS = 60_000

function patienceOfServer(answerWithinMs: number): Record<string, string> {
  return {
    statement_timeout: String(answerWithinMs + SERVER_LATER_MS),
    idle_in_transaction_session_timeout: String(Math.min(answerWithinMs, IDLE_WITHIN_MS) + SERVER_LATER_MS),
  }
}

/** How the server learns that a client is gone which could not say so, such as a machine without power. */
const PROBES = { tcp_keepalives_idle: '10', tcp_keepalives_interval: '5', tcp_keepalives_count: '3' }

/** How a connection of its own is opened, for what a pool cannot do. */
export function clientOptions(url: string, settings: Record<string, string> = {}): pg.ClientConfig {
  const address = new URL(url)
  const seconds = Number(address.searchParams.get('connect_timeout'))
  // The driver would take the address's own options in place of ours.
  const own = address.searchParams.get('options')
  address.searchParams.delete('options')
  return {
    connectionString: address.href,
    connectionTimeoutMillis: (seconds > 0 ? seconds : CONNECT_WITHIN_SECONDS) * 1000,
    application_name: 'weerklank',
    options: [own ?? '', ...Object.entries({ TimeZone: 'UTC', ...PROBES, ...settings }).map(set)].join(' '),
    keepAlive: true,
    keepAliveInitialDelayMillis: PROBE_AFTER_MS,
    types: typeParsers,
  }
}

function set([name, value]: [string, string]): string {
  return `-c ${name}=${value}`
}

async function closePool(pool: pg.Pool, clients: ReadonlySet<pg.PoolClient>): Promise<void> {
  if (pool.ending) return
  const late = setTimeout(() => {
    for (const client of clients) cutOff(client)
  }, CLOSE_WITHIN_MS)
  await pool.end()
  clearTimeout(late)
}
