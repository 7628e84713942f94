import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeCrowd, storeVotes } from '#stories'
import { useTestDatabase } from '#testing'
import { countParticipants } from './dialogue.queries.ts'

const database = useTestDatabase()

/** A hundredth of it is needed; compared with each other, these votes take many minutes. */
const GIVEN_UP_MS = 30_000

test('a dialogue that was filled since PostgreSQL last looked at its tables is not taken for empty', async () => {
  const { db } = database()
  const known = await makeCrowd(db, 60, 10)
  const answersOf = (people: number, statements: number) =>
    Array.from({ length: people * statements }, (_, at) => ({
      participant: 1 + (at % people),
      statement: 1 + Math.floor(at / people),
      choice: 1 as const,
    }))
  await storeVotes(db, known.id, answersOf(60, 10))
  await sql`analyze`.execute(db)
  const filled = await makeCrowd(db, 3000, 20)
  await storeVotes(db, filled.id, answersOf(3000, 15))
  await db
    .updateTable('statement')
    .set({ state: 'refused', reason_code: 'unclear' })
    .where('dialogue_id', '=', filled.id)
    .where('number', '=', 1)
    .execute()
  const counted = db.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = ${sql.lit(GIVEN_UP_MS)}`.execute(tx)
    return countParticipants(tx, filled.id)
  })
  expect(await counted).toBeGreaterThanOrEqual(0)
})

test('of no large table PostgreSQL remembers which dialogues its rows are of', async () => {
  const { rows } = await sql<{ table: string }>`
    select attrelid::regclass::text as table from pg_attribute
    join pg_class on pg_class.oid = attrelid and relkind = 'r'
    where attname = 'dialogue_id' and attstattarget = 0 order by 1`.execute(database().db)
  expect(rows.map(({ table }) => table)).toEqual([
    'background_answer',
    'participant',
    'showing',
    'statement',
    'statement_tally',
    'vote',
    'vote_history',
  ])
})
