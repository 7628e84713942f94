import { Kysely } from 'kysely'
import { PostgresJSDialect } from 'kysely-postgres-js'
import postgres from 'postgres'

/** An open pool: `db` for queries, `sql` for LISTEN and streams, `close` when done. */
export type Connection<Schema> = {
  db: Kysely<Schema>
  sql: postgres.Sql
  close: () => Promise<void>
}

const DATE = 1082
const BIGINT = 20
const JSON_TEXT = 114
const JSON_BINARY = 3802

/**
 * Opens a pool of connections to PostgreSQL.
 *
 * Dates stay text (`2026-05-08`), because a date has no time zone; 64-bit integers become numbers, exact up to 2^53.
 * @param url  a `postgres://` address; `?host=/folder` for a Unix socket
 * @param max  most connections at once
 * @param lasting  keep connections for good, for what belongs to a session such as a lock; else they are renewed now and then
 */
export function connect<Schema>(
  url: string,
  { max = 10, lasting = false }: { max?: number; lasting?: boolean } = {},
): Connection<Schema> {
  const sql = postgres(url, {
    max,
    ...(lasting ? { max_lifetime: null } : {}),
    onnotice: () => undefined,
    connection: { TimeZone: 'UTC', application_name: 'weerklank' },
    types: {
      date: { to: DATE, from: [DATE], serialize: (text: string) => text, parse: (text: string) => text },
      bigint: { to: BIGINT, from: [BIGINT], serialize: String, parse: Number },
      // Written as the text that it is: the driver would make a JSON string of that text.
      json: {
        to: JSON_BINARY,
        from: [JSON_BINARY, JSON_TEXT],
        serialize: (text: string) => text,
        parse: JSON.parse,
      },
    },
  })
  const db = new Kysely<Schema>({ dialect: new PostgresJSDialect({ postgres: sql }) })
  return { db, sql, close: () => sql.end({ timeout: 5 }) }
}
