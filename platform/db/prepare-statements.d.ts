import type { PostgresPool } from 'kysely'
import pg from 'pg'
/**
 * Has PostgreSQL parse each query with parameters once for each connection: for short queries that is most of their
 * work. Queries without any go as they are, several statements in one text included.
 */
export declare function prepareStatements(pool: pg.Pool): PostgresPool
