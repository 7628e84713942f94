import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readQuery } from '#cores/watch'
import { add, DAY, feed, start, useListening, world } from '../listening.fixture.ts'
import { estimate, selectSample, tryQuery } from './try-watch.ts'

const database = useListening()

function read(text: string) {
  const outcome = readQuery(text)
  if (outcome.kind === 'refused') throw new Error(outcome.fault.kind)
  return outcome.query
}

const tried = (query: string, before?: string) =>
  tryQuery(database().db, {
    query: read(query),
    before: before === undefined ? undefined : read(before),
    now: start,
    timeZone: 'Europe/Amsterdam',
  })

const ago = (days: number) => new Date(start.getTime() - days * DAY)

test('a query that is tried says how many posts, in which weeks, and what each term brought', async () => {
  await add(
    feed(
      { guid: '1', title: 'Fiets op de brug', date: ago(1) },
      { guid: '2', title: 'Fietsen', text: 'Bij de markt', date: ago(8) },
      { guid: '3', title: 'Brug dicht', date: ago(9) },
      { guid: '4', title: 'Markt', date: ago(2) },
    ),
  )
  const trial = await tried('fiets OR brug')
  expect(trial).toMatchObject({
    ...{ all: 4, looked: 4, found: { count: 3, error: 0 }, change: undefined },
    terms: [
      { term: 'fiets', posts: { count: 2 }, alone: { count: 1 } },
      { term: 'brug', posts: { count: 2 }, alone: { count: 1 } },
    ],
  })
  expect(trial.newest.map(({ title, change }) => [title, change])).toEqual([
    ['Fiets op de brug', undefined],
    ['Fietsen', undefined],
    ['Brug dicht', undefined],
  ])
  // 16 April 2026 is a Thursday.
  expect(trial.weeks).toHaveLength(13)
  expect(trial.weeks.slice(-2)).toEqual([
    { from: '2026-04-06', count: 2 },
    { from: '2026-04-13', count: 1 },
  ])
})

test('a change that is tried says what would be gained and lost', async () => {
  await add(
    feed({ guid: '1', title: 'Fiets' }, { guid: '2', title: 'Brug' }, { guid: '3', title: 'Fiets en brug' }),
  )
  const trial = await tried('fiets', 'brug')
  expect(trial.change).toEqual({ gained: { count: 1, error: 0 }, lost: { count: 1, error: 0 } })
  expect(trial.newest.map(({ title, change }) => [title, change]).sort()).toEqual([
    ['Brug', 'lost'],
    ['Fiets en brug', undefined],
    ['Fiets', 'gained'],
  ])
})

test('longer words and words that are one slip away are told as they were seen', async () => {
  await add(
    feed(
      { guid: '1', title: 'Fietsenstalling vol' },
      { guid: '2', title: 'De fietsenstalling en de bakfiets' },
      { guid: '3', title: 'Drempel' },
      { guid: '4', title: 'Drempels, een dremple' },
    ),
  )
  expect((await tried('fiets OR dremper')).relatives).toEqual([
    {
      word: 'fiets',
      longer: [
        { word: 'fietsenstalling', posts: 2 },
        { word: 'bakfiets', posts: 1 },
      ],
      alike: [],
    },
    { word: 'dremper', longer: [], alike: [{ word: 'drempel', posts: 1 }] },
  ])
})

test('of many posts a part is looked at, and what is said of all is near what is so', async () => {
  await add(feed({ guid: '1', title: 'Begin', text: 'weg' }))
  await sql`
    insert into post (id, source_id, title, html, body, content_hash, published_at, first_seen_at, text_since)
    select md5(n::text)::uuid, source.id, 'Bericht ' || n, '', case when n % 10 = 0 then 'de brug' else 'een weg' end, n,
      ${world.time}::timestamptz - n * interval '1 minute', ${world.time}, ${world.time}
    from source, generate_series(1, 20000) n`.execute(database().db)
  const { all, looked, found, newest, terms } = await tried('brug')
  expect([all, looked, newest.length]).toEqual([20_001, 4000, 10])
  expect(Math.abs(found.count - 2000)).toBeLessThanOrEqual(found.error)
  expect(found.error).toBeLessThan(200)
  expect(terms).toEqual([{ term: 'brug', posts: found, alone: found }])
  expect((await tried('nergens')).found).toEqual({ count: 0, error: 16 })
  await sql`analyze post`.execute(database().db)
  expect(JSON.stringify(await selectSample(database().db).explain('json'))).toContain('post_sample')
})

test('an estimate is exact where all was looked at', () => {
  expect(estimate(7, { all: 10, looked: 10 })).toEqual({ count: 7, error: 0 })
  expect(estimate(0, { all: 0, looked: 0 })).toEqual({ count: 0, error: 0 })
  expect(estimate(10, { all: 1000, looked: 100 })).toEqual({ count: 100, error: 56 })
})
