import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { describeSchema } from './describe-schema.ts'
import { describeTables } from './describe-tables.ts'
import { describeTypes } from './describe-types.ts'

const database = useTestDatabase()

test('schema.sql is what the migrations make (else: npm run db:generate)', async () => {
  const committed = await readFile(join(import.meta.dirname, 'schema.sql'), 'utf8')
  expect(await describeSchema(database().db)).toBe(committed)
})

test('types.ts is what the migrations make (else: npm run db:generate)', async () => {
  const committed = await readFile(join(import.meta.dirname, 'types.ts'), 'utf8')
  expect(await describeTypes(database().db)).toBe(committed)
})

test('tables.ts is what the migrations and the queue make (else: npm run db:generate)', async () => {
  const committed = await readFile(join(import.meta.dirname, 'tables.ts'), 'utf8')
  expect(await describeTables(database().db)).toBe(committed)
})
