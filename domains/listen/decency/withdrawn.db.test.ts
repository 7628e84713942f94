import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { findInput } from '#domains/register'
import type { FetchOutcome } from '#platform/fetch'
import { lookAfterPosts, lookAtPost, makePostAnInput } from '../index.ts'
import {
  add,
  answer,
  clock,
  DAY,
  feed,
  fetchLater,
  inTransaction,
  MINUTE,
  openDossierNamed,
  posts,
  sourceLine,
  titles,
  useListening,
  watchFor,
  world,
} from '../listening.fixture.ts'

const database = useListening()
const HOUR = 60 * MINUTE
const link = 'https://krant.example/brug'
const one = { guid: '1', title: 'De brug is dicht', text: 'Hoe lang nog?', link }

const postRow = () =>
  database().db.selectFrom('post').select(['id', 'title', 'html', 'body', 'withdrawn']).executeTakeFirst()

beforeEach(async () => void (await database().db.deleteFrom('retention_proof').execute()))

const removals = () =>
  database()
    .db.selectFrom('retention_proof')
    .select('removed')
    .where('kind', '=', 'listen-withdrawn')
    .execute()

describe('a post that asks to be left alone', () => {
  test('is not kept, and its neighbours are', async () => {
    await add(feed(one, { guid: '2', title: 'Van mij', text: 'Laat me #nobot' }))
    expect(await titles()).toEqual(['De brug is dicht'])
  })

  test('goes when it asks so later, and what was taken over of it goes along', async () => {
    const sourceId = await add(feed(one))
    const [post] = await posts()
    const dossierId = await openDossierNamed('De brug?')
    const made = await inTransaction((tx) =>
      makePostAnInput(tx, { postId: post?.id ?? '', dossierId, by: world.by, now: world.time }),
    )
    await fetchLater(sourceId, answer(feed({ ...one, text: 'Hoe lang nog? #nobots' })))
    expect(await postRow()).toMatchObject({ title: '', html: '', body: '', withdrawn: 'kept-out' })
    if (made.kind !== 'registered') throw new Error(made.kind)
    expect(await findInput(database().db, made.inputId)).toMatchObject({ kind: 'post', body: null })
    expect(await removals()).toEqual([{ removed: 1 }])
  })
})

describe('a post that its site says it deleted', () => {
  const tombstone = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="http://purl.org/atompub/tombstones/1.0"><title>Blog</title>
    <x:deleted-entry ref="tag:1" when="2026-04-17T00:00:00Z"/></feed>`
  const entry = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><entry><id>tag:1</id><title>Klacht</title>
    <updated>2026-04-16T00:00:00Z</updated></entry></feed>`

  test('loses its text (RFC 6721), once', async () => {
    const sourceId = await add(entry)
    expect(await titles()).toEqual(['Klacht'])
    await fetchLater(sourceId, answer(tombstone))
    expect(await titles()).toEqual([])
    expect(await postRow()).toMatchObject({ title: '', withdrawn: 'gone' })
    await fetchLater(sourceId, answer(`${tombstone} `))
    expect(await removals()).toEqual([{ removed: 1 }])
  })

  test('comes back where the site publishes other words under its name', async () => {
    const sourceId = await add(entry)
    await fetchLater(sourceId, answer(tombstone))
    await fetchLater(sourceId, answer(entry.replace('Klacht', 'Dank')))
    expect(await postRow()).toMatchObject({ title: 'Dank', withdrawn: null })
  })
})

describe('a post that a watch marked', () => {
  const failed = (status: number): FetchOutcome => ({
    ...{ kind: 'failed', url: link, reason: 'status', transient: false, status },
  })
  const page = (
    more: { url?: string; headers?: Record<string, string>; html?: string } = {},
  ): FetchOutcome => ({
    ...{ kind: 'fetched', url: more.url ?? link, headers: more.headers ?? {} },
    body: new TextEncoder().encode(more.html ?? '<p>De brug</p>'),
  })
  const robots = (text: string): FetchOutcome => page({ url: 'https://krant.example/robots.txt', html: text })

  async function marked(): Promise<string> {
    await watchFor('brug')
    await add(feed(one))
    const post = await postRow()
    return post?.id ?? ''
  }

  /** Looks once, after its turn came. */
  async function look(postId: string, answers: FetchOutcome, rules: FetchOutcome = failed(404)) {
    const asked: string[] = []
    const outcome = await lookAtPost(
      database().db,
      async ({ url }) => {
        asked.push(url)
        return url.endsWith('/robots.txt') ? rules : answers
      },
      { postId, clock },
    )
    return { outcome, asked }
  }
  const wait = (ms: number) => {
    world.time = new Date(world.time.getTime() + ms)
  }

  test('is looked at in a day, and not before', async () => {
    const postId = await marked()
    expect((await look(postId, page())).outcome).toEqual({ kind: 'not-looked-after' })
    expect(await inTransaction((tx) => lookAfterPosts(tx, world.time))).toBe(0)
    wait(20 * HOUR)
    expect(await inTransaction((tx) => lookAfterPosts(tx, world.time))).toBe(1)
    expect((await look(postId, page())).outcome).toEqual({ kind: 'there' })
    expect(await inTransaction((tx) => lookAfterPosts(tx, world.time))).toBe(0)
    expect(await titles()).toEqual(['De brug is dicht'])
  })

  test('loses its text within 24 hours of being gone: where it was not found twice, an hour apart', async () => {
    const postId = await marked()
    wait(20 * HOUR)
    await look(postId, page())
    const goneAt = world.time
    wait(20 * HOUR)
    expect((await look(postId, failed(404))).outcome).toEqual({ kind: 'missing' })
    expect(await titles()).toEqual(['De brug is dicht'])
    wait(HOUR)
    expect((await look(postId, failed(404))).outcome).toEqual({ kind: 'withdrawn', why: 'gone' })
    expect(await postRow()).toMatchObject({ title: '', body: '', html: '', withdrawn: 'gone' })
    expect(world.time.getTime() - goneAt.getTime()).toBeLessThan(DAY)
    expect(await database().db.selectFrom('post_look').select('post_id').execute()).toEqual([])
  })

  test('that was there again the second time stays', async () => {
    const postId = await marked()
    for (const answers of [page(), failed(404), page(), failed(404)]) {
      wait(DAY)
      await look(postId, answers)
    }
    expect(await titles()).toEqual(['De brug is dicht'])
  })

  test('keeps its text where no page of its site ever stood: its feed names addresses that lead nowhere', async () => {
    const postId = await marked()
    for (const _ of [1, 2, 3]) {
      wait(DAY)
      expect((await look(postId, failed(404))).outcome).toEqual({ kind: 'unknown' })
    }
    expect(await titles()).toEqual(['De brug is dicht'])
  })

  test('that was deleted before we first looked is gone where another page of its site stands', async () => {
    await watchFor('brug')
    await add(feed(one, { guid: '2', title: 'Nog een brug', link: `${link}/2` }))
    const ids = (await posts()).map((post) => post.id)
    const [deleted = '', stands = ''] = ids
    wait(DAY)
    await look(stands, page({ url: `${link}/2` }))
    await look(deleted, failed(404))
    wait(HOUR)
    expect((await look(deleted, failed(404))).outcome).toEqual({ kind: 'withdrawn', why: 'gone' })
    expect(await titles()).toHaveLength(1)
  })

  test.each([
    ['410', failed(410), 'gone'],
    ['noindex', page({ headers: { 'x-robots-tag': 'noindex' } }), 'kept-out'],
    ['#nobot', page({ html: '<meta name=description content="#nobot">' }), 'kept-out'],
  ] as const)('loses its text at once by %s', async (_name, answers, why) => {
    const postId = await marked()
    wait(DAY)
    expect((await look(postId, answers)).outcome).toEqual({ kind: 'withdrawn', why })
  })

  test('counts as missing where the site leads to its first page', async () => {
    const postId = await marked()
    wait(DAY)
    await look(postId, page())
    wait(DAY)
    expect((await look(postId, page({ url: 'https://krant.example/' }))).outcome).toEqual({ kind: 'missing' })
  })

  test.each([
    ['401', failed(401)],
    ['403', failed(403)],
    ['503', failed(503)],
    ['a host that is gone', { kind: 'failed', url: link, reason: 'unknown-host', transient: true }],
  ] as const)('stays where nothing is known: %s', async (_name, answers) => {
    const postId = await marked()
    for (const _ of [1, 2, 3]) {
      wait(DAY)
      expect((await look(postId, answers)).outcome).toEqual({ kind: 'unknown' })
    }
    expect(await titles()).toEqual(['De brug is dicht'])
  })

  test.each([
    ['forbids it', robots('User-agent: *\nDisallow: /brug')],
    ['cannot be read', failed(500)],
  ])('is not looked at where robots.txt %s, also the next time', async (_name, rules) => {
    const postId = await marked()
    wait(DAY)
    const first = await look(postId, failed(410), rules)
    wait(20 * HOUR)
    const second = await look(postId, failed(410), rules)
    expect([...first.asked, ...second.asked]).not.toContain(link)
    expect(await titles()).toEqual(['De brug is dicht'])
  })

  test('is looked after no longer once no watch marks it', async () => {
    const postId = await marked()
    await database().db.deleteFrom('post_match').execute()
    wait(DAY)
    expect((await look(postId, failed(410))).outcome).toEqual({ kind: 'not-looked-after' })
    expect(await database().db.selectFrom('post_look').select('post_id').execute()).toEqual([])
  })
})

test('what becomes something else than public is a state of its source, and is not kept', async () => {
  const sourceId = await add(feed(one))
  const page = answer('<html><title>Inloggen</title><input type=password>', { 'content-type': 'text/html' })
  await fetchLater(sourceId, page)
  expect(await sourceLine()).toMatchObject({ health: 'degraded', problem: 'behind-sign-in' })
  const elsewhere = { ...answer('<rss/>'), url: 'https://www.facebook.com/krant' } as FetchOutcome
  await fetchLater(sourceId, elsewhere)
  expect(await sourceLine()).toMatchObject({ problem: 'closed-facebook.com' })
  const raws = await sql<{ n: number }>`select count(*)::int as n from source_raw`.execute(database().db)
  expect(raws.rows).toEqual([{ n: 1 }])
})
