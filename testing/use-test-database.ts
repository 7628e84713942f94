import { afterAll, beforeAll, inject } from 'vitest'
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
