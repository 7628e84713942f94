import { afterAll, beforeAll, inject } from 'vitest'
import type { Tx } from '#db'
import { cloneTemplate, type TestDatabase } from './database.ts'

/**
 * Gives a test file a database of its own, migrated and empty; a function, because it is there only once tests run.
 * `const database = useTestDatabase()` at the top, `database().db` inside a test.
 */
export function useTestDatabase(): () => TestDatabase {
  let current: TestDatabase | undefined
  beforeAll(async () => {
    current = await cloneTemplate(inject('postgresUrl'))
  })
  afterAll(() => current?.drop())
  return () => {
    if (!current) throw new Error('The test database is there only inside tests and hooks.')
    return current
  }
}

export type InTransaction = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>

/** `const inTransaction = transactionsOn(database)`: each call is a transaction of its own on the database of this file. */
export function transactionsOn(database: () => Pick<TestDatabase, 'db'>): InTransaction {
  return (work) => database().db.transaction().execute(work)
}
