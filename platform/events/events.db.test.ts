import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Tx } from '#db'
import { begin, listJobs, passEventsOn, transactionsOn, useTestDatabase } from '#testing'
import { handle, startJobWorker } from '../jobs/index.ts'
import { silentLog } from '../log/index.ts'
import {
  type Consumer,
  defineEvent,
  numberEvents,
  numberEventsJob,
  type RecordedEvent,
  readEvents,
  readEventsJob,
  recordEvent,
} from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const at = new Date('2026-03-02T09:00:00Z')

const shown = defineEvent('thing-shown', { by: 'organisation', subject: 'a thing', when: 'it is shown' })
const other = defineEvent('other-shown', { by: 'organisation', subject: 'a thing', when: 'it is shown' })
const numbered = defineEvent('part-shown', {
  ...{ by: 'people', subject: 'a thing', number: 'the number of the part', when: 'it is shown' },
})

beforeAll(async () => {
  await sql`create table told (
    position bigint generated always as identity, consumer text, seq bigint, transaction xid8 default pg_current_xact_id()
  )`.execute(database().db)
})

beforeEach(async () => {
  await sql`truncate event, event_consumer, told, graphile_worker._private_jobs restart identity`.execute(
    database().db,
  )
})

/** A thing that is shown has a subject by which it is found again. */
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const eventOf = (n: number, type: typeof shown = shown) => ({
  ...{ type, subject: { id: idOf(n) }, dossierId: null, at },
})
const show = (n: number) => inTransaction((tx) => recordEvent(tx, eventOf(n)))
const showMany = (many: number) =>
  inTransaction((tx) => recordEvent(tx, ...Array.from({ length: many }, (_, n) => eventOf(n))))

/** Writes down what it takes, in the transaction in which it takes it; `before` may end that. */
function follow(name: string, before?: (event: RecordedEvent, tx: Tx) => unknown): Consumer {
  const take: Consumer['take'] = async (tx, event) => {
    await sql`insert into told (consumer, seq) values (${name}, ${event.seq})`.execute(tx)
    await before?.(event, tx)
  }
  return { name, types: [shown], begin: 'oldest', take }
}

async function listTold(name: string): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`
    select seq from told where consumer = ${name} order by position`.execute(database().db)
  return rows.map(({ seq }) => seq)
}

const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1)
const number = () => numberEvents(database().db, [])

async function listNumbers() {
  const rows = await database().db.selectFrom('event').select(['seq', 'subject_id']).orderBy('seq').execute()
  return rows.map(({ seq, subject_id }) => ({ seq, thing: Number(subject_id.slice(-12)) }))
}

test('what is rolled back leaves no event and no job, and what is committed one of each', async () => {
  const { db } = database()
  const failed = inTransaction(async (tx) => {
    await recordEvent(tx, eventOf(1))
    throw new Error('the power went out')
  })
  await expect(failed).rejects.toThrow('the power went out')
  expect([await listNumbers(), await listJobs(db)]).toEqual([[], []])
  await inTransaction((tx) => recordEvent(tx, eventOf(1), eventOf(2)))
  expect(await listNumbers()).toHaveLength(2)
  expect(await listJobs(db)).toEqual([{ task: numberEventsJob.name, payload: {} }])
})

test('of what people did the day is kept and nothing that tells the moment', async () => {
  const { db } = database()
  const subject = { id: idOf(1), number: 7 }
  await inTransaction((tx) =>
    recordEvent(tx, { type: numbered, subject, dossierId: idOf(2), on: '2026-03-02' }),
  )
  expect(await db.selectFrom('event').selectAll().execute()).toEqual([
    {
      ...{ position: 1, seq: null, type: 'part-shown', subject_id: idOf(1), subject_number: 7 },
      ...{ dossier_id: idOf(2), happened_at: null, happened_on: '2026-03-02' },
    },
  ])
})

test('an event whose subject has a number says it, and no other does', async () => {
  const subject = { id: idOf(1) }
  const without = { type: numbered, subject, dossierId: null, on: '2026-03-02' }
  await expect(inTransaction((tx) => recordEvent(tx, without))).rejects.toThrow('the number of the part')
  const withOne = { ...eventOf(1), subject: { ...subject, number: 1 } }
  await expect(inTransaction((tx) => recordEvent(tx, withOne))).rejects.toThrow('no number')
})

test('transactions that record at the same time wait for nobody', async () => {
  const { db } = database()
  const ends: string[] = []
  const second = await inTransaction(async (tx) => {
    await recordEvent(tx, eventOf(1))
    const beside = await begin(db, () => show(2).then(() => ends.push('second')))
    await recordEvent(tx, eventOf(3))
    ends.push('first')
    return beside
  })
  await second.end
  expect(ends).toEqual(['second', 'first'])
})

test('numbers have no gaps, whoever rolls back, and whoever commits late', async () => {
  const commits: number[] = []
  const work = async (n: number) => {
    await inTransaction(async (tx) => {
      await recordEvent(tx, eventOf(n))
      await sleep((n * 7) % 23)
      if (n % 3 === 0) throw new Error('undone')
    })
    commits.push(n)
  }
  await inTransaction(async (tx) => {
    await recordEvent(tx, eventOf(1000))
    const all = Array.from({ length: 60 }, (_, n) => work(n).catch(() => undefined))
    const numbering = Array.from({ length: 15 }, (_, n) => sleep(n * 10).then(number))
    await Promise.all([...all, ...numbering])
    await number()
    expect((await listNumbers()).map(({ seq }) => seq)).toEqual(upTo(40))
  })
  await number()
  const rows = await listNumbers()
  expect(rows.map(({ seq }) => seq)).toEqual(upTo(41))
  expect(rows.at(-1)?.thing, 'the one that committed late').toBe(1000)
  expect(
    rows
      .slice(0, -1)
      .map(({ thing }) => thing)
      .sort(),
  ).toEqual(commits.sort())
})

test('what happened later has a later number, though both waited for one', async () => {
  for (const n of [5, 3, 9, 1]) await show(n)
  await number()
  expect((await listNumbers()).map(({ thing }) => thing)).toEqual([5, 3, 9, 1])
})

test('who was woken while another numbers waits, and finds what the other could not see', async () => {
  const { db } = database()
  const late = await inTransaction(async (tx) => {
    // One who numbers has looked, and has not committed yet.
    await sql`select pg_advisory_xact_lock(hashtextextended('number-events', 0))`.execute(tx)
    const waiting = await begin(db, number)
    await show(1)
    expect((await listNumbers())[0]?.seq).toBeNull()
    return waiting
  })
  await late.end
  expect(await listNumbers()).toEqual([{ seq: 1, thing: 1 }])
})

test('a consumer takes what it wants in order, once, and its next look takes nothing', async () => {
  const { db } = database()
  await inTransaction((tx) => recordEvent(tx, eventOf(1), eventOf(2, other), eventOf(3)))
  const consumer = follow('reader')
  await passEventsOn(db, [consumer])
  await passEventsOn(db, [consumer])
  expect(await listTold('reader')).toEqual([1, 3])
  const { read_through } = await db.selectFrom('event_consumer').selectAll().executeTakeFirstOrThrow()
  expect(read_through).toBe(3)
})

test('a new consumer begins at the first event, or behind all that have a number: as it says', async () => {
  const { db } = database()
  await showMany(3)
  await number()
  await show(4)
  const consumers = [follow('all'), { ...follow('news'), begin: 'newest' as const }]
  await passEventsOn(db, consumers)
  expect([await listTold('all'), await listTold('news')]).toEqual([[1, 2, 3, 4], [4]])
})

test('a consumer whose connection is killed at any moment loses nothing and takes nothing twice', async () => {
  const { db } = database()
  await showMany(230)
  const fatal = new Set([1, 2, 57, 100, 101, 199, 230])
  const kill = ({ seq }: RecordedEvent, tx: Tx) =>
    fatal.delete(seq) ? sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx) : undefined
  const consumer = follow('mortal', kill)
  await numberEvents(db, [consumer])
  // Of each end the second look makes up; only one that meets two in a row comes back with it.
  for (let tries = 0; tries < 10; tries++) await readEvents(db, consumer).catch(() => undefined)
  expect(fatal.size).toBe(0)
  expect(await listTold('mortal')).toEqual(upTo(230))
})

/** A consumer in a process of its own that stands still in the middle of its second batch. */
async function startAnother(name: string) {
  const script = `
    const { connect } = await import(${JSON.stringify(join(import.meta.dirname, '../db/index.ts'))})
    const { readEvents } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))})
    const { sql } = await import('kysely')
    const take = async (tx, { seq }) => {
      await sql\`insert into told (consumer, seq) values ('${name}', \${seq})\`.execute(tx)
      if (seq < 150) return
      console.log('taken')
      await new Promise(() => setInterval(() => undefined, 1000))
    }
    const { db } = connect(${JSON.stringify(database().url)})
    await readEvents(db, { name: '${name}', types: [{ name: 'thing-shown' }], begin: 'oldest', take })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

test('a consumer whose process is killed goes on where it was committed', async () => {
  const { db } = database()
  await showMany(230)
  const consumer = follow('killed')
  await numberEvents(db, [consumer])
  const child = await startAnother('killed')
  expect(await listTold('killed')).toEqual(upTo(100))
  const waiting = await begin(db, () => readEvents(db, consumer))
  expect(await listTold('killed'), 'nobody else goes on while it lives').toEqual(upTo(100))
  child.kill('SIGKILL')
  await waiting.end
  expect(await listTold('killed')).toEqual(upTo(230))
})

test('of several that read as one consumer at once, each event is taken by one, in order', async () => {
  const { db } = database()
  await showMany(350)
  const consumer = follow('twins', () => sleep(1))
  await numberEvents(db, [consumer])
  await Promise.all(Array.from({ length: 4 }, () => readEvents(db, consumer)))
  expect(await listTold('twins')).toEqual(upTo(350))
})

test('a consumer that was away catches up in order, in batches', async () => {
  const { db } = database()
  const consumer = follow('away')
  await passEventsOn(db, [consumer])
  for (let day = 0; day < 8; day++) {
    await showMany(125)
    await numberEvents(db, [consumer])
  }
  expect(await listTold('away')).toEqual([])
  await readEvents(db, consumer)
  expect(await listTold('away')).toEqual(upTo(1000))
  const { rows } = await sql<{ transactions: number }>`
    select count(distinct transaction)::integer as transactions from told`.execute(db)
  expect(rows).toEqual([{ transactions: 10 }])
})

test('a consumer that throws holds up nobody else, and takes the rest in order once it can', async () => {
  const { db, url } = database()
  let isBroken = true
  const stubborn = follow('stubborn', ({ seq }) => {
    if (isBroken && seq === 4) throw new Error('no idea what this is')
  })
  const consumers = [stubborn, follow('steady')]
  const find = (name: string) => consumers.find((one) => one.name === name) ?? stubborn
  const handlers = [
    handle(numberEventsJob, () => numberEvents(db, consumers)),
    handle(readEventsJob, ({ consumer }) => readEvents(db, find(consumer))),
  ]
  const worker = await startJobWorker({ databaseUrl: url, handlers, log: silentLog })
  onTestFinished(() => worker.stop())
  await showMany(6)
  await expect.poll(() => listTold('steady')).toEqual(upTo(6))
  await expect.poll(() => listTold('stubborn')).toEqual(upTo(3))
  await show(7)
  await expect.poll(() => listTold('steady')).toEqual(upTo(7))
  const { rows } = await sql<{ attempts: number }>`
    select attempts from graphile_worker._private_jobs where key = 'read-events:stubborn'`.execute(db)
  expect(rows, 'what happens meanwhile does not hide that it failed').toEqual([{ attempts: 1 }])
  isBroken = false
  await show(8)
  await expect.poll(() => listTold('stubborn')).toEqual(upTo(8))
  await expect.poll(() => listTold('steady')).toEqual(upTo(8))
})
