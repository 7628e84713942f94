import type { Tx } from '#db'
import { type TestDatabase } from './database.ts'
/**
 * Gives a test file a database of its own, migrated and empty; a function, because it is there only once tests run.
 * `const database = useTestDatabase()` at the top, `database().db` inside a test.
 */
export declare function useTestDatabase(): () => TestDatabase
export type InTransaction = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>
/** `const inTransaction = transactionsOn(database)`: each call is a transaction of its own on the database of this file. */
export declare function transactionsOn(database: () => Pick<TestDatabase, 'db'>): InTransaction
