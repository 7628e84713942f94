import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { listDistributionFaults } from './distribution.ts'

const database = useTestDatabase()

/** The faults of the schema after a change, which is undone. */
async function faultsAfter(...changes: string[]): Promise<string[]> {
  const undo = new Error('undone')
  let faults: string[] = []
  const changing = database()
    .db.transaction()
    .execute(async (tx) => {
      for (const change of changes) await sql.raw(change).execute(tx)
      faults = await listDistributionFaults(tx)
      throw undo
    })
  await expect(changing).rejects.toBe(undo)
  return faults
}

test('all that belongs to a dialogue could be kept on one server of several (else: decision record 28)', async () => {
  expect(await listDistributionFaults(database().db)).toEqual([])
})

test.each([
  [
    'a table without a place',
    'create table idea (id uuid primary key)',
    /^idea is a new table: say in `places`/,
  ],
  [
    'a key without the dialogue',
    'alter table statement add constraint once unique (text)',
    /^once of statement lacks dialogue_id/,
  ],
  [
    'a unique index that merely includes the dialogue',
    'create unique index once on vote (statement) include (dialogue_id) where choice = 7',
    /^once of vote lacks dialogue_id/,
  ],
  [
    'a place that may be empty',
    'alter table showing drop constraint showing_pkey, alter dialogue_id drop not null',
    /^showing is kept by dialogue_id/,
  ],
  [
    'a reference to another dialogue',
    'alter table statement add unique (dialogue_id, number, author), add idea uuid, add foreign key (idea, number, author) references statement (dialogue_id, number, author)',
    /^The foreign key of statement \(idea, number, author\) to statement lacks the place/,
  ],
  [
    'a reference to what is kept elsewhere',
    'alter table vote add input_id uuid references input',
    /^The foreign key of vote \(input_id\) to input crosses servers/,
  ],
  [
    'a reference from a table that is everywhere',
    'alter table dialogue add input_id uuid references input',
    /^The foreign key of dialogue \(input_id\) to input crosses servers/,
  ],
  [
    'a trigger on transition tables',
    'create trigger counts after insert on vote referencing new table as added for each statement execute function refuse_change()',
    /^The trigger counts on vote reads transition tables/,
  ],
  [
    'a trigger for each statement',
    'create trigger counts after insert on vote for each statement execute function refuse_change()',
    /^The trigger counts on vote is for each statement/,
  ],
  [
    'a foreign key that was let through and is gone',
    'alter table statement drop constraint statement_input_id_fkey',
    /^The foreign key of statement \(input_id\) to input is gone/,
  ],
])('%s is found, and what to do is said', async (_, change, fault) => {
  expect(await faultsAfter(change)).toEqual([expect.stringMatching(fault)])
})
