import { type Kysely, sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startGate, useTestDatabase } from '#testing'
import { connect } from './connect.ts'
import { copyOut } from './copy-out.ts'
import { listen } from './listen.ts'

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

test('lists come back as lists of the same', async () => {
  const { rows } =
    await sql`select array['2026-05-08', null]::date[] as days, array[1, null]::bigint[] as numbers,
    ${['a,b', '"c"']}::text[] as texts, '1 day'::interval as how_long`.execute(database().db)
  expect(rows).toEqual([
    { days: ['2026-05-08', null], numbers: [1, null], texts: ['a,b', '"c"'], how_long: '1 day' },
  ])
})

test('a session has the settings that it was opened with, and the time of Greenwich', async () => {
  const own = connect<unknown>(database().url, { max: 1, settings: { synchronous_commit: 'off' } })
  onTestFinished(own.close)
  const { rows } = await sql`select current_setting('synchronous_commit') as commits,
    current_setting('TimeZone') as zone`.execute(own.db)
  expect(rows).toEqual([{ commits: 'off', zone: 'UTC' }])
})

test('what the address sets itself is set beside that', async () => {
  const url = new URL(database().url)
  url.searchParams.set('options', '-c statement_timeout=4321')
  const own = connect<unknown>(url.href, { max: 1, settings: { synchronous_commit: 'off' } })
  onTestFinished(own.close)
  const { rows } = await sql`select current_setting('statement_timeout') as patience,
    current_setting('synchronous_commit') as commits, current_setting('TimeZone') as zone`.execute(own.db)
  expect(rows).toEqual([{ patience: '4321ms', commits: 'off', zone: 'UTC' }])
})

test('connections that are cut fail the queries on them, and new ones take their place', async () => {
  const own = connect<unknown>(database().url, { max: 3 })
  onTestFinished(own.close)
  const name = sql<{ pid: number }>`select pg_backend_pid() as pid`
  const isIdle = Promise.withResolvers<number>()
  const isAsleep = Promise.withResolvers<number>()
  const tellPid = async (db: Kysely<unknown>) => (await name.execute(db)).rows[0]?.pid ?? 0
  const idle = own.db.connection().execute(async (one) => {
    isIdle.resolve(await tellPid(one))
    await isAsleep.promise
  })
  const asleep = own.db.connection().execute(async (one) => {
    isAsleep.resolve(await tellPid(one))
    await sql`select pg_sleep(60)`.execute(one)
  })
  const halfWay = own.db.transaction().execute(async (tx) => {
    await idle
    await cut([await isIdle.promise, await isAsleep.promise, await tellPid(tx)])
    await name.execute(tx)
  })
  const results = await Promise.allSettled([idle, asleep, halfWay])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  // The one at rest may not have been told yet.
  for (let turn = 0; turn < 6; turn++)
    await expect.poll(() => tellPid(own.db).catch(() => 0)).toBeGreaterThan(0)
})

test('connections that fall silent fail what waits on them in time, and new ones take their place', async () => {
  const gate = await startGate(database().url)
  onTestFinished(() => gate.shut())
  const own = connect<unknown>(gate.url, { max: 2, answerWithinMs: 400 })
  onTestFinished(own.close)
  const read = (db: Kysely<unknown>) => sql`select ${1}::integer as one`.execute(db)
  await Promise.all([read(own.db), read(own.db)])
  const isHalfWay = Promise.withResolvers<void>()
  const halfWay = own.db.transaction().execute(async (tx) => {
    await read(tx)
    gate.beSilent(true)
    isHalfWay.resolve()
    await read(tx)
  })
  await isHalfWay.promise
  const began = performance.now()
  const results = await Promise.allSettled([halfWay, read(own.db), read(own.db), read(own.db)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
  expect(performance.now() - began).toBeLessThan(2000)
  gate.beSilent(false)
  await expect
    .poll(() =>
      read(own.db).then(
        ({ rows }) => rows,
        () => [],
      ),
    )
    .toEqual([{ one: 1 }])
})

test('a table that gains a column while it is read breaks off a transaction at most once', async () => {
  const own = connect<unknown>(database().url, { max: 1 })
  onTestFinished(own.close)
  await sql`create table leaf as select 1 as tree`.execute(own.db)
  const read = (db: Kysely<unknown>) => sql`select * from leaf where tree = ${1}`.execute(db)
  const readInTransaction = () => own.db.transaction().execute(read)
  await read(own.db)
  await sql`alter table leaf add column colour text`.execute(database().db)
  expect((await read(own.db)).rows).toEqual([{ tree: 1, colour: null }])
  await read(own.db)
  await sql`alter table leaf drop column colour`.execute(database().db)
  await expect(readInTransaction()).rejects.toThrow(/cached plan/)
  expect((await readInTransaction()).rows).toEqual([{ tree: 1 }])
})

test('a listener hears what is said, also after its connection was cut, and no more once it is closed', async () => {
  const { db, url } = database()
  const heard: string[] = []
  const begin = vi.fn()
  const fail = vi.fn()
  const listening = listen(url, { channel: 'Maps', hear: (payload) => heard.push(payload), begin, fail })
  onTestFinished(listening.close)
  await expect.poll(() => begin.mock.calls.length).toBe(1)
  await say('one')
  await expect.poll(() => heard).toEqual(['one'])
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()`.execute(
    db,
  )
  await expect.poll(() => begin.mock.calls.length).toBe(2)
  expect(fail).toHaveBeenCalledOnce()
  await say('two')
  await expect.poll(() => heard).toEqual(['one', 'two'])
  await listening.close()
  await say('three')
  expect(heard).toEqual(['one', 'two'])
})

test('what is copied out can be left half-way, and a refused copy says why', async () => {
  const { url } = database()
  let bytes = 0
  for await (const piece of copyOut(url, 'copy (select generate_series(1, 1000000)) to stdout')) {
    bytes += piece.length
    if (bytes > 100_000) break
  }
  expect(bytes).toBeLessThan(1_000_000)
  await expect(copyOut(url, 'copy no_such_table to stdout').next()).rejects.toThrow(/no_such_table/)
})

function say(word: string): Promise<unknown> {
  return sql`select pg_notify('Maps', ${word})`.execute(database().db)
}

async function cut(pids: number[]): Promise<void> {
  await sql`select pg_terminate_backend(pid) from unnest(${pids}::int[]) as pid`.execute(database().db)
}
