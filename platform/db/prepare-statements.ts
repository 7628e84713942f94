import { hash } from 'node:crypto'
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/**
 * Has PostgreSQL parse each query with parameters once a connection: for short queries that is most of their work.
 * Queries without any go as they are, several statements in one text included.
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
  function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  function query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new TypeError('Cursors are not opened on these connections.')
    const name = values.length > 0 ? { name: hash('md5', text) } : {}
    return client.query({ ...name, text, values: [...values] })
  }
  return { query, release: (destroy) => client.release(destroy) }
}
