import { hash } from 'node:crypto'
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import pg from 'pg'

/**
 * Has PostgreSQL parse each query with parameters once for each connection: for short queries that is most of their
 * work. Queries without any go as they are, several statements in one text included.
 */
export function prepareStatements(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const connect = async () => {
    const client = await pool.connect()
    const preparing = known.get(client) ?? prepareOn(client)
    known.set(client, preparing)
    return preparing
  }
  return { connect, end: () => pool.end(), options: pool.options }
}

function prepareOn(client: pg.PoolClient): PostgresPoolClient {
  let isOutdated = false
  const run = async (text: string, values: unknown[]) => {
    if (values.length === 0) return client.query(text)
    try {
      return await client.query({ name: nameOf(text), text, values })
    } catch (error) {
      if (!tablesChanged(error)) throw error
      isOutdated = true
      return client.query(text, values).catch((refused: unknown) => {
        // A transaction is over by then, and says only that.
        throw isAborted(refused) ? error : refused
      })
    }
  }
  function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  function query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new TypeError('Cursors are not opened on these connections.')
    return run(text, [...values])
  }
  return { query, release: (destroy) => client.release(Boolean(destroy) || isOutdated) }
}

/** More texts of queries than there are, but for those that are made from what is asked. */
const MOST_NAMES = 2000
const names = new Map<string, string>()

/** Of the same text the same, in every process: PostgreSQL keeps it by its name. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = hash('md5', text)
  if (names.size < MOST_NAMES) names.set(text, name)
  return name
}

/** A migration gave a prepared query other columns: this connection goes on without it, and not for long. */
function tablesChanged(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.routine === 'RevalidateCachedQuery'
}

function isAborted(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '25P02'
}
