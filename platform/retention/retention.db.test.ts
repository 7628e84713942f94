import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { transactionsOn, useTestDatabase } from '#testing'
import { defineRelease, defineRetention, findLastProofs, type Retention } from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const now = new Date('2026-03-02T09:00:00Z')
const DAY_MS = 24 * 60 * 60 * 1000
const later = (days: number) => new Date(now.getTime() + days * DAY_MS)

/** Notes that are kept for a day, by a table of the test's own. */
const terms = {
  kind: 'note',
  what: 'a note',
  from: 'it was written',
  ground: 'It is read on the same day.',
  keptFor: { days: 1 },
  table: 'note',
  key: 'number',
  isDue: ({ olderThan }: { olderThan: Date }) => sql<boolean>`written_at < ${olderThan}`,
  atOnce: 3,
}
const notes = defineRetention<number>(terms)

/** The same notes, of which the numbers on the list do not go. */
function notesThatFail(failing: number): Retention {
  return defineRetention<number>({
    ...terms,
    letGo: async (tx, numbers) => {
      await sql`delete from note where number = any(${numbers})`.execute(tx)
      if (numbers.includes(failing)) throw new Error('the power went')
      return numbers.length
    },
  })
}

beforeEach(async () => {
  const { db } = database()
  await sql`drop table if exists note`.execute(db)
  await sql`create table note (number integer primary key, written_at timestamptz not null)`.execute(db)
  await sql`truncate retention_proof`.execute(db)
})

async function write(many: number, at = now): Promise<void> {
  await sql`insert into note select coalesce((select max(number) from note), 0) + number, ${at}
    from generate_series(1, ${many}) as number`.execute(database().db)
}

async function countNotes(): Promise<number> {
  const { rows } = await sql<{ many: number }>`select count(*)::integer as many from note`.execute(
    database().db,
  )
  return rows[0]?.many ?? 0
}

function proofs() {
  return database().db.selectFrom('retention_proof').selectAll().orderBy('day').execute()
}

test('a run lets go of all that is due in batches, and one row says how many', async () => {
  await write(7)
  await write(2, later(1))
  expect(await notes.count(database().db, later(1.1))).toBe(7)
  expect(await notes.remove(database().db, later(1.1))).toBe(7)
  expect(await countNotes()).toBe(2)
  expect(await proofs()).toEqual([
    { kind: 'note', day: '2026-03-03', removed: 7, older_than: later(0.1), ran_at: later(1.1) },
  ])
})

test('what is as old as it may be stays, and goes a millisecond later', async () => {
  await write(1)
  expect(await notes.remove(database().db, later(1))).toBe(0)
  expect(await notes.remove(database().db, new Date(later(1).getTime() + 1))).toBe(1)
})

test('runs of one day add to one row, also those that find nothing; the next day has its own', async () => {
  await write(4)
  for (const hours of [25, 26, 27]) await notes.remove(database().db, later(hours / 24))
  await notes.remove(database().db, later(2))
  expect(await proofs()).toMatchObject([
    { day: '2026-03-03', removed: 4, ran_at: later(27 / 24) },
    { day: '2026-03-04', removed: 0, ran_at: later(2) },
  ])
})

test('a dry run leaves no proof', async () => {
  await write(1)
  await notes.count(database().db, later(2))
  expect(await proofs()).toEqual([])
})

test('a run that is killed half-way has proven what went, and nothing else', async () => {
  await write(8)
  await expect(notesThatFail(5).remove(database().db, later(2))).rejects.toThrow('the power went')
  expect(await countNotes()).toBe(5)
  expect(await proofs()).toMatchObject([{ removed: 3, ran_at: null }])
  expect(await notes.remove(database().db, later(2))).toBe(5)
  expect(await proofs()).toMatchObject([{ removed: 8, ran_at: later(2) }])
})

test('where the proof cannot be written, nothing goes', async () => {
  const { db } = database()
  await write(2)
  await sql`alter table retention_proof rename to locked_away`.execute(db)
  await expect(notes.remove(db, later(2))).rejects.toThrow('retention_proof')
  await sql`alter table locked_away rename to retention_proof`.execute(db)
  expect(await countNotes()).toBe(2)
})

test('a run that is told to break off stops after the batch that it is at', async () => {
  await write(8)
  const stopping = new AbortController()
  const stopped = defineRetention<number>({
    ...terms,
    letGo: async (tx, numbers) => {
      stopping.abort(new Error('we stop'))
      await sql`delete from note where number = any(${numbers})`.execute(tx)
      return numbers.length
    },
  })
  await expect(stopped.remove(database().db, later(2), stopping.signal)).rejects.toThrow('we stop')
  expect(await countNotes()).toBe(5)
  expect(await proofs()).toMatchObject([{ removed: 3 }])
})

test('of four runs at once, each note goes once and is counted once', async () => {
  await write(40)
  const runs = Array.from({ length: 4 }, () => notes.remove(database().db, later(2)))
  const removed = await Promise.all(runs)
  expect(removed.reduce((sum, one) => sum + one, 0)).toBe(40)
  expect(await proofs()).toMatchObject([{ removed: 40 }])
})

test('what will not go does not keep a run from ending', async () => {
  await write(4)
  const stuck = defineRetention<number>({ ...terms, letGo: async () => 0 })
  expect(await stuck.remove(database().db, later(2))).toBe(0)
  expect(await countNotes()).toBe(4)
})

test('what goes with something that happens is proven with it, on its day and without an hour', async () => {
  const letters = defineRelease({ kind: 'letter', what: 'a letter', from: 'until it is read', ground: 'So.' })
  await inTransaction((tx) => letters.prove(tx, 2, now))
  await inTransaction((tx) => letters.prove(tx, 1, now))
  await inTransaction((tx) => letters.prove(tx, 0, later(1)))
  await expect(
    inTransaction(async (tx) => {
      await letters.prove(tx, 5, now)
      throw new Error('not after all')
    }),
  ).rejects.toThrow('not after all')
  expect(await proofs()).toEqual([
    { kind: 'letter', day: '2026-03-02', removed: 3, older_than: null, ran_at: null },
  ])
})

test('the last proof of each kind is found', async () => {
  await write(4)
  await notes.remove(database().db, later(2))
  await notes.remove(database().db, later(3))
  expect(await findLastProofs(database().db)).toEqual(
    new Map([['note', { day: '2026-03-05', removed: 0, ranAt: later(3) }]]),
  )
})
