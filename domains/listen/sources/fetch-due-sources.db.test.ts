import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { FetchOutcome } from '#platform/fetch'
import { forgetJobs } from '#testing'
import { fetchDueSources, readHost } from '../index.ts'
import {
  add,
  answer,
  clock,
  DAY,
  feed,
  inTransaction,
  MINUTE,
  sourceLine,
  useListening,
  web,
  world,
} from '../listening.fixture.ts'

const database = useListening()

describe('a round of the clock', () => {
  test('adds one job per due source, one host after the other, however often it is asked', async () => {
    await add(feed({ title: 'Bericht' }))
    world.time = new Date(world.time.getTime() + DAY)
    await inTransaction((tx) => fetchDueSources(tx, world.time))
    expect(await inTransaction((tx) => fetchDueSources(tx, world.time))).toBe(1)
    const jobs = await sql<{ task: string; queue: string }>`
      select task_identifier as task, queue_name as queue from graphile_worker.jobs where task_identifier = 'listen-fetch-source'`.execute(
      database().db,
    )
    expect(jobs.rows).toEqual([{ task: 'listen-fetch-source', queue: 'listen-host-krant.example' }])
  })

  test('asks a site once a day how to behave there', async () => {
    await add(feed({ title: 'Bericht' }))
    world.time = new Date(world.time.getTime() + DAY)
    const sourceId = (await sourceLine())?.id ?? ''
    const asked = async () => {
      await forgetJobs(database().db)
      await inTransaction((tx) => fetchDueSources(tx, world.time))
      const { rows } = await sql<{ task: string }>`
        select task_identifier as task from graphile_worker.jobs where task_identifier = 'listen-read-host'`.execute(
        database().db,
      )
      return rows.length
    }
    expect(await asked()).toBe(1)
    const text = 'User-agent: *\nCrawl-delay: 20\n'
    const robots = web({ ...answer(text), url: 'https://krant.example/robots.txt' } as FetchOutcome)
    expect(await readHost(database().db, robots, { sourceId, clock })).toMatchObject({
      kind: 'read',
      crawlDelay: 20,
    })
    expect(robots.asked.map(({ url }) => url)).toEqual(['https://krant.example/robots.txt'])
    expect(await asked()).toBe(0)
    world.time = new Date(world.time.getTime() + DAY + MINUTE)
    expect(await asked()).toBe(1)
    const broken = web({ kind: 'failed', url: '', reason: 'status', status: 503, transient: true })
    expect(await readHost(database().db, broken, { sourceId, clock })).toMatchObject({ kind: 'unknown' })
    const { crawl_delay } = await database()
      .db.selectFrom('source_site')
      .select('crawl_delay')
      .executeTakeFirstOrThrow()
    expect(crawl_delay).toBe(20)
    const none = web({ kind: 'failed', url: '', reason: 'status', status: 404, transient: false })
    expect(await readHost(database().db, none, { sourceId, clock })).toMatchObject({
      kind: 'read',
      crawlDelay: null,
    })
  })

  test.each([
    [null, [0, 1, 2, 3]],
    [20, [0, 20, 40]],
    [300, [0]],
  ])(
    'keeps the distance of %s seconds that a site asks, and no other waits for it',
    async (crawl_delay, expected) => {
      await add(feed({ title: 'Bericht' }))
      const { db } = database()
      const copy = (host: string, n: number) =>
        sql`insert into source (id, address, address_key, host, title, purpose, legal_basis, next_fetch_at, added_by, added_at)
        select gen_random_uuid(), address || ${n}::text, ${host} || ${n}::text, ${host}, title, purpose, legal_basis,
          next_fetch_at, added_by, added_at from source limit 1`.execute(db)
      for (const n of [1, 2, 3]) await copy('krant.example', n)
      await copy('ander.example', 4)
      const asksFor = { host: 'krant.example', crawl_delay, robots_at: world.time }
      await db.insertInto('source_site').values(asksFor).execute()
      world.time = new Date(world.time.getTime() + DAY)
      const round = async () => {
        await inTransaction((tx) => fetchDueSources(tx, world.time))
        const { rows } = await sql<{ host: string; after: number }>`
        select queue_name as host, extract(epoch from run_at - ${world.time}::timestamptz)::int as after
        from graphile_worker.jobs where task_identifier = 'listen-fetch-source' order by run_at`.execute(db)
        return (host: string) =>
          rows.filter((row) => row.host === `listen-host-${host}`).map(({ after }) => after)
      }
      const first = await round()
      expect([first('krant.example'), first('ander.example')]).toEqual([expected, [0]])
      // What waits stays as it is, however often the clock goes round meanwhile.
      expect((await round())('krant.example')).toEqual(expected)
    },
  )

  test('leaves a host alone for as long as it asks, and goes on then', async () => {
    await add(feed({ title: 'Bericht' }))
    world.time = new Date(world.time.getTime() + DAY)
    const asksFor = { host: 'krant.example', crawl_delay: 300, robots_at: world.time }
    await database().db.insertInto('source_site').values(asksFor).execute()
    const found: number[] = []
    for (const minutes of [0, 1, 4, 5]) {
      const at = new Date(world.time.getTime() + minutes * MINUTE)
      found.push(await inTransaction((tx) => fetchDueSources(tx, at)))
    }
    expect(found).toEqual([1, 0, 0, 1])
  })
})
