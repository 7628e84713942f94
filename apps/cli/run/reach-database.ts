import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import {
  connect,
  type ForeignDatabase,
  isDatabaseAway,
  type MigrationState,
  migrate,
  readMigrationState,
} from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { SetupError } from '#platform/postgres'
import { migrationsFolder } from './package-root.ts'

const RETRY_MS = 1000
const OLDEST_VERSION = 15
const CONNECT_WITHIN_SECONDS = 8
/** What speaks no PostgreSQL can keep the driver trying for ever. */
const ANSWER_WITHIN_MS = 10_000

/** What PostgreSQL or the network says of a database that cannot be used, as what to do about it. */
const advice: Record<string, string> = {
  ECONNREFUSED: 'refuses connections: start it, or mend DATABASE_URL',
  ENOTFOUND: 'is a name that does not exist now: start what has that name, or mend DATABASE_URL',
  EAI_AGAIN: 'is a name that cannot be looked up now: check the network, or mend DATABASE_URL',
  EHOSTUNREACH: 'cannot be reached: check the network, or mend DATABASE_URL',
  ENETUNREACH: 'cannot be reached: check the network, or mend DATABASE_URL',
  ETIMEDOUT: 'does not answer: check the network and its firewall, or mend DATABASE_URL',
  ENOENT: 'has no socket there: start it, or mend DATABASE_URL',
  '28P01': 'refuses the password: mend DATABASE_URL',
  '28000': 'refuses this user: mend DATABASE_URL, or let the user in with pg_hba.conf',
  '3D000': 'has no such database: make it with "createdb", or mend DATABASE_URL',
  '42501': 'does not let this user make tables: give it the rights of the owner of the database',
  '53300': 'has no connection left: raise max_connections',
  '57P03': 'is still starting: try again in a moment',
}

/** What the driver says in words alone. */
const adviceByWords: [RegExp, string][] = [
  [/timeout/, 'does not answer: check the network and its firewall, or mend DATABASE_URL'],
  [
    /^Connection terminated/,
    'closed the connection: check that it is PostgreSQL and stays up, or mend DATABASE_URL',
  ],
]

async function failLate(url: string): Promise<never> {
  await sleep(ANSWER_WITHIN_MS, undefined, { ref: false })
  throw new SetupError(
    `The database ${nameDatabase(url)} does not answer as PostgreSQL does: check what runs there, or mend DATABASE_URL.`,
    { cause: new Error('timeout expired') },
  )
}

/** The server and database of an address, without its user and password. */
export function nameDatabase(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? (decodeURIComponent(hostname) || 'localhost')
  return `${host}:${port || 5432}${pathname}`
}

/**
 * The version of the server behind an address.
 * @throws SetupError with a sentence when it cannot be reached or is too old
 */
export async function reachDatabase(url: string): Promise<string> {
  return useDatabase(url, async (db) => {
    const asked = sql<{ number: string; version: string }>`
      select current_setting('server_version_num') as number, current_setting('server_version') as version`
    const { rows } = await Promise.race([asked.execute(db), failLate(url)])
    const [row] = rows
    const major = Math.floor(Number(row?.number) / 10_000)
    if (major >= OLDEST_VERSION) return row?.version ?? ''
    throw new SetupError(
      `The database ${nameDatabase(url)} is PostgreSQL ${row?.version}: Weerklank needs version ${OLDEST_VERSION} or newer.`,
    )
  })
}

/**
 * Waits until a database that is away can be reached: after the power went out, the program may be there first. Says once
 * why it waits.
 * @throws SetupError with a sentence when waiting does not help, as with a wrong password
 */
export async function waitForDatabase(url: string, signal: AbortSignal): Promise<void> {
  for (let isTold = false; ; isTold = true) {
    try {
      await reachDatabase(url)
      return
    } catch (error) {
      if (!(error instanceof SetupError) || !isDatabaseAway(error)) throw error
      if (!isTold) console.error(`${error.message} Weerklank waits for it.`)
    }
    signal.throwIfAborted()
    await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined)
    signal.throwIfAborted()
  }
}

/**
 * Brings a database up to this version; says which files were applied.
 * @throws SetupError with a sentence when it cannot be reached, is too old, or belongs to another Weerklank
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  await reachDatabase(url)
  return useDatabase(url, async (db) => {
    const { foreign } = await readMigrationState(db, migrationsFolder)
    if (foreign) throw isForeign(url, foreign)
    await prepareJobs(url)
    const outcome = await migrate(db, migrationsFolder)
    if (outcome.kind !== 'migrated') throw isForeign(url, outcome)
    return outcome.applied
  })
}

/**
 * Makes sure that a database is exactly of this version, and changes nothing.
 * @throws SetupError with a sentence when it is not
 */
export async function checkDatabase(url: string): Promise<void> {
  await reachDatabase(url)
  const state = await readDatabaseState(url)
  if (state.foreign) throw isForeign(url, state.foreign)
  if (state.missing.length === 0) return
  throw new SetupError(
    `The database ${nameDatabase(url)} lacks ${state.missing.length} changes of this version: run "weerklank migrate".`,
  )
}

/** Which changes a database lacks, and whether it has others that this version does not know. */
export async function readDatabaseState(url: string): Promise<MigrationState> {
  return useDatabase(url, (db) => readMigrationState(db, migrationsFolder))
}

function isForeign(url: string, { kind }: ForeignDatabase): SetupError {
  const sentence =
    kind === 'database-is-newer'
      ? 'was written by a newer version of Weerklank: install that version'
      : 'was made before the first version of Weerklank that keeps its databases: begin with an empty one (another WEERKLANK_DATA_DIR or DATABASE_URL), and carry a dialogue over with "weerklank export polis" of the version that made it and "weerklank import polis" of this one'
  return new SetupError(`The database ${nameDatabase(url)} ${sentence}.`)
}

async function useDatabase<Result>(
  url: string,
  work: (db: Kysely<unknown>) => Promise<Result>,
): Promise<Result> {
  const connection = connect<unknown>(withTimeout(url), { max: 1 })
  try {
    return await work(connection.db)
  } catch (error) {
    throw explain(error, url)
  } finally {
    await connection.close()
  }
}

function withTimeout(url: string): string {
  const address = new URL(url)
  if (!address.searchParams.has('connect_timeout'))
    address.searchParams.set('connect_timeout', String(CONNECT_WITHIN_SECONDS))
  return address.href
}

function explain(error: unknown, url: string): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const said = cause.message
    const sentence =
      'code' in cause ? advice[String(cause.code)] : adviceByWords.find(([words]) => words.test(said))?.[1]
    if (sentence) return new SetupError(`The database ${nameDatabase(url)} ${sentence}.`, { cause: error })
  }
  return error
}
