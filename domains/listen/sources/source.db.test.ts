import { describe, expect, test } from 'vitest'
import type { Fetcher, FetchOutcome } from '#platform/fetch'
import { addSource, fetchSource, listRegisteredSources, stopSource } from '../index.ts'
import {
  add,
  answer,
  clock,
  feed,
  feedAddress,
  fetchLater,
  inTransaction,
  MINUTE,
  reader,
  sourceLine,
  sourceLines,
  titles,
  understandAll,
  useListening,
  web,
  webOf,
  world,
} from '../listening.fixture.ts'

const database = useListening()

const beyondLimits = `<rss ${Array.from({ length: 2000 }, (_, number) => `a${number}`).join(' ')}></rss>`

describe('adding a source', () => {
  test('fetches the feed at once, and its posts follow', async () => {
    await add(feed({ guid: '1', title: 'Fietsers geteld' }))
    expect(await sourceLine()).toMatchObject({
      title: 'Dorpskrant',
      home: 'https://krant.example/',
      language: 'nl',
      health: 'ok',
    })
    expect(await titles()).toEqual(['Fietsers geteld'])
  })

  test('finds the feed that a page points to', async () => {
    const page =
      '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>'
    const fetcher: Fetcher = async ({ url }) =>
      url === 'https://krant.example/'
        ? ({ ...answer(page), url } as FetchOutcome)
        : answer(feed({ title: 'Bericht' }))
    const source = {
      address: 'https://krant.example/',
      purpose: 'p',
      legalBasis: 'public_task' as const,
      by: world.by,
      clock,
    }
    expect(await addSource(database().db, { fetcher, reader }, source)).toMatchObject({
      kind: 'added',
      address: feedAddress,
    })
  })

  test('says so when the address is already listened to, however it is spelled', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    const again = web({
      ...answer(feed({ title: 'Bericht' })),
      url: 'http://www.krant.example/feed/',
    } as FetchOutcome)
    const source = {
      address: 'http://www.krant.example/feed/',
      purpose: 'p',
      legalBasis: 'public_task' as const,
      by: world.by,
      clock,
    }
    expect(await addSource(database().db, { fetcher: again, reader }, source)).toMatchObject({
      kind: 'already-added',
      sourceId,
    })
  })

  test.each<[FetchOutcome, object]>([
    [
      { kind: 'refused', url: feedAddress, reason: 'private-address' },
      { kind: 'unusable', problem: 'refused-private-address' },
    ],
    [
      { kind: 'failed', url: feedAddress, reason: 'status', status: 404, transient: false },
      { kind: 'unusable', problem: 'status-404' },
    ],
    [answer('<html><body>Welkom</body></html>'), { kind: 'unusable', problem: 'not-a-feed-html' }],
    [answer(''), { kind: 'unusable', problem: 'not-a-feed-empty' }],
    [answer(beyondLimits), { kind: 'unusable', problem: 'not-a-feed-too-much' }],
  ])('adds nothing when the answer is %o', async (outcome, expected) => {
    const source = {
      address: feedAddress,
      purpose: 'p',
      legalBasis: 'public_task' as const,
      by: world.by,
      clock,
    }
    expect(await addSource(database().db, webOf(outcome), source)).toMatchObject(expected)
    expect(await sourceLines()).toEqual([])
  })

  test('puts it in the public register with its purpose, and stopping takes it out', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    expect(await listRegisteredSources(database().db)).toMatchObject([
      { title: 'Dorpskrant', purpose: 'Vragen over de wijk vroeg zien', legal_basis: 'public_task' },
    ])
    expect(await inTransaction((tx) => stopSource(tx, sourceId, world.time))).toEqual({ kind: 'stopped' })
    expect(await listRegisteredSources(database().db)).toEqual([])
    expect(await fetchSource(database().db, web(answer('')), { sourceId, clock })).toEqual({
      kind: 'not-listened-to',
    })
  })

  test('that was stopped starts it again, with its new purpose and the posts it had', async () => {
    const sourceId = await add(feed({ guid: '1', title: 'Bericht' }))
    await inTransaction((tx) => stopSource(tx, sourceId, world.time))
    const again = {
      address: feedAddress,
      purpose: 'Nieuw doel',
      legalBasis: 'consent' as const,
      by: world.by,
      clock,
    }
    const body = feed({ guid: '1', title: 'Bericht' }, { guid: '2', title: 'Later' })
    expect(await addSource(database().db, webOf(answer(body)), again)).toMatchObject({
      kind: 'added',
      sourceId,
    })
    await understandAll()
    expect(await listRegisteredSources(database().db)).toMatchObject([
      { purpose: 'Nieuw doel', legal_basis: 'consent' },
    ])
    expect((await titles()).sort()).toEqual(['Bericht', 'Later'])
  })
})

describe('fetching a source', () => {
  test('gives back what the site said of its newest file', async () => {
    const lastModified = 'Thu, 16 Apr 2026 11:00:00 GMT'
    const sourceId = await add(feed({ title: 'Bericht' }), { etag: '"a"', 'last-modified': lastModified })
    const unchanged: FetchOutcome = {
      kind: 'not-modified',
      url: feedAddress,
      headers: { 'last-modified': 'later' },
    }
    const first = await fetchLater(sourceId, unchanged)
    expect(first).toMatchObject({ result: { kind: 'no-news' }, asked: [{ etag: '"a"', lastModified }] })
    expect((await fetchLater(sourceId, unchanged)).asked).toMatchObject([
      { etag: '"a"', lastModified: 'later' },
    ])
  })

  test('does nothing before its time', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    const fetcher = web(answer(''))
    expect(await fetchSource(database().db, fetcher, { sourceId, clock })).toEqual({ kind: 'not-due' })
    expect(fetcher.asked).toEqual([])
  })

  test('keeps no second copy of the same file, when only the date of building differs', async () => {
    const body = feed({ title: 'Bericht' })
    const built = (day: string) =>
      body.replace('<language>', `<lastBuildDate>${day}</lastBuildDate><language>`)
    const sourceId = await add(built('maandag'))
    expect((await fetchLater(sourceId, answer(built('dinsdag')))).result).toEqual({ kind: 'no-news' })
    expect(await database().db.selectFrom('source_raw').select('id').execute()).toHaveLength(1)
  })

  test('keeps the file as it came, to the byte', async () => {
    const body = feed({ title: 'Één bericht' })
    await add(body)
    const raw = await database().db.selectFrom('source_raw').select('body').executeTakeFirstOrThrow()
    expect(raw.body.toString('utf8')).toBe(body)
  })

  test('goes from well through its states to sleep, and a good answer makes it well again', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    const lastGood = (await sourceLine())?.last_good_at
    const broken: FetchOutcome = {
      kind: 'failed',
      url: feedAddress,
      reason: 'status',
      status: 500,
      transient: true,
    }
    const states: unknown[] = []
    for (let failure = 0; failure < 12; failure++) {
      await fetchLater(sourceId, broken)
      states.push((await sourceLine())?.health)
    }
    expect(states).toEqual([...Array(3).fill('degraded'), ...Array(8).fill('failing'), 'asleep'])
    expect(await sourceLine()).toMatchObject({ problem: 'status-500', last_good_at: lastGood })
    await fetchLater(sourceId, answer(feed({ title: 'Weer goed' })))
    expect(await sourceLine()).toMatchObject({
      health: 'ok',
      failures: 0,
      problem: null,
      last_good_at: world.time,
    })
  })

  test('takes a file beyond all limits for a failure with its reason, understood once and no more', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    await fetchLater(sourceId, answer(beyondLimits))
    expect(await sourceLine()).toMatchObject({ health: 'degraded', problem: 'not-a-feed-too-much' })
    const { db } = database()
    const left = await db.selectFrom('source_raw').select('id').where('understood_at', 'is', null).execute()
    expect(left).toEqual([])
    expect(await titles()).toEqual(['Bericht'])
  })

  test('takes a page that came instead of the feed for a failure, and asks for the whole file again', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }), { etag: '"a"' })
    await fetchLater(sourceId, answer('<html><body>Onderhoud</body></html>', { etag: '"b"' }))
    expect(await sourceLine()).toMatchObject({ health: 'degraded', problem: 'not-a-feed-html' })
    const { asked } = await fetchLater(
      sourceId,
      answer('<html><body>Onderhoud</body></html>', { etag: '"b"' }),
    )
    expect(asked[0]).not.toHaveProperty('etag')
    expect(await sourceLine()).toMatchObject({ health: 'degraded', failures: 2 })
    expect(await titles()).toEqual(['Bericht'])
  })

  test('leaves a whole host alone when it asks for that', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    const other = { ...answer(feed({ title: 'Ander' })), url: 'https://krant.example/sport' } as FetchOutcome
    const sport = {
      address: 'https://krant.example/sport',
      purpose: 'p',
      legalBasis: 'public_task' as const,
      by: world.by,
      clock,
    }
    await addSource(database().db, webOf(other), sport)
    await fetchLater(sourceId, {
      kind: 'failed',
      url: feedAddress,
      reason: 'status',
      status: 429,
      transient: true,
      retryAfter: '7200',
    })
    const until = new Date(world.time.getTime() + 120 * MINUTE)
    for (const source of await sourceLines())
      expect(source.next_fetch_at?.getTime()).toBeGreaterThanOrEqual(until.getTime())
  })

  test('follows a lasting move', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    const movedTo = 'https://nieuw.example/feed'
    await fetchLater(sourceId, { ...answer(feed({ title: 'Nieuw' })), url: movedTo, movedTo } as FetchOutcome)
    expect(await sourceLine()).toMatchObject({ address: movedTo, host: 'nieuw.example' })
  })
})
