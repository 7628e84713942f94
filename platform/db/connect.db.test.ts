import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useTestDatabase } from '#testing'

const database = useTestDatabase()

test('a date stays the text that it is, and JSON comes back as what was written', async () => {
  const written = JSON.stringify({ name: 'é "quoted"', list: [1, null] })
  const { rows } =
    await sql`select ${'2026-05-08'}::date as day, ${written}::jsonb as b, ${written}::json as j,
    jsonb_typeof(${written}::jsonb) as kind, 9007199254740991::bigint as most`.execute(database().db)
  expect(rows).toEqual([
    {
      day: '2026-05-08',
      b: JSON.parse(written),
      j: JSON.parse(written),
      kind: 'object',
      most: Number.MAX_SAFE_INTEGER,
    },
  ])
})
