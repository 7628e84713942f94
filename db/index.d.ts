import type { Kysely, Transaction } from 'kysely'
import type { DB } from './types.ts'
/** The database as a use case sees it: any connection of the pool, or a transaction. */
export type Db = Kysely<DB>
/** A transaction: asked for by every function that must not be half-done. */
export type Tx = Transaction<DB>
export { tables } from './tables.ts'
export type { DB } from './types.ts'
