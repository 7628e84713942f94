import { describe, expect, test } from 'vitest'
import type { FetchOutcome } from '#platform/fetch'
import {
  addHandSource,
  capturePosts,
  fetchPage,
  fetchSource,
  listHandSources,
  newHandSourceSchema,
  readTypedPost,
  stopSource,
} from '../index.ts'
import {
  add,
  clock,
  DAY,
  feed,
  inTransaction,
  posts,
  reader,
  start,
  useListening,
  watchFor,
  web,
  world,
} from '../listening.fixture.ts'

const database = useListening()

async function addPlace(title = 'Folders'): Promise<string> {
  const source = newHandSourceSchema.parse({ title, purpose: 'Vragen zien', legalBasis: 'public_task' })
  const { sourceId } = await inTransaction((tx) => addHandSource(tx, source, { by: world.by, now: start }))
  return sourceId
}

function typed(text: string, more: { address?: string; title?: string } = {}) {
  const post = { address: '', title: '', date: '', language: '', ...more, text }
  const read = readTypedPost(post, { now: world.time, timeZone: 'UTC' })
  if (read.kind !== 'post') throw new Error(JSON.stringify(read.faults))
  return read.post
}

const capture = (sourceId: string, ...brought: ReturnType<typeof typed>[]) =>
  inTransaction((tx) => capturePosts(database().db, tx, { sourceId, posts: brought, now: world.time }))

function knownOf(outcome: Awaited<ReturnType<typeof capture>>): boolean[] {
  if (outcome.kind !== 'captured') throw new Error(outcome.kind)
  return outcome.posts.map(({ isKnown }) => isKnown)
}

describe('what is brought by hand', () => {
  test('stands with all posts, marked by the watches at once', async () => {
    const watchId = await watchFor('brug')
    const sourceId = await addPlace()
    await capture(sourceId, typed('De brug is dicht en niemand zegt waarom'))
    expect(await posts()).toMatchObject([
      { source: 'Folders', language: 'nl', is_dated: false, marks: [{ watchId }] },
    ])
  })

  test('comes once, however often it is brought', async () => {
    const sourceId = await addPlace()
    const file = [typed('Een'), typed('Twee', { address: 'krant.nl/2' }), typed('Een')]
    expect(knownOf(await capture(sourceId, ...file))).toEqual([false, false, true])
    expect(knownOf(await capture(sourceId, ...file))).toEqual([true, true, true])
    expect(await posts()).toHaveLength(2)
  })

  test('by two colleagues at once comes once', async () => {
    const sourceId = await addPlace()
    const both = await Promise.all([capture(sourceId, typed('Een')), capture(sourceId, typed('Een'))])
    expect(both.flatMap((one) => knownOf(one)).toSorted()).toEqual([false, true])
    expect(await posts()).toHaveLength(1)
  })

  test('from a page that a feed brought already is that post, and stays as it is', async () => {
    await add(feed({ guid: '1', title: 'Uit de feed', link: 'https://krant.example/1' }))
    const sourceId = await addPlace()
    const [post] = await posts()
    const again = typed('Anders', { address: 'http://www.krant.example/1/?utm_source=x' })
    expect(await capture(sourceId, again)).toEqual({
      kind: 'captured',
      posts: [{ postId: post?.id, isKnown: true, isTextGone: false }],
    })
    expect((await posts()).map(({ title }) => title)).toEqual(['Uit de feed'])
  })

  test('under one address of a group are posts of their own', async () => {
    const sourceId = await addPlace()
    const group = { address: 'groep.example/noord' }
    const file = [typed('Een', group), typed('Twee', group)]
    expect(knownOf(await capture(sourceId, ...file))).toEqual([false, false])
    expect(knownOf(await capture(sourceId, typed('Een', group)))).toEqual([true])
  })

  test('whose text went with its time does not come back', async () => {
    const sourceId = await addPlace()
    await capture(sourceId, typed('Een'))
    await database()
      .db.updateTable('post')
      .set({ title: '', html: '', body: '', text_removed_at: start })
      .execute()
    world.time = new Date(start.getTime() + 91 * DAY)
    expect(await capture(sourceId, typed('Een'))).toMatchObject({
      posts: [{ isKnown: true, isTextGone: true }],
    })
    expect(await posts()).toEqual([])
  })

  test('goes into no feed, and into no place that was stopped', async () => {
    const feedId = await add(feed({ guid: '1', title: 'x' }))
    const sourceId = await addPlace()
    expect(await addPlace()).toBe(sourceId)
    await inTransaction((tx) => stopSource(tx, sourceId, start))
    for (const id of [feedId, sourceId])
      expect(await capture(id, typed('Een'))).toEqual({ kind: 'source-not-found' })
    expect(await listHandSources(database().db)).toEqual([])
    expect(await addPlace()).not.toBe(sourceId)
  })
})

describe('a page is fetched once, as far as its site allows', () => {
  const address = 'https://krant.example/artikel'
  const words = 'Het fietspad langs het kanaal is dicht, en dat blijft zo tot de zomer. '.repeat(4)
  const article = `<html lang="nl"><head><title>Dicht</title></head><body><article><p>${words}</p></article></body></html>`
  const fetched = (url: string, body: string, headers: Record<string, string> = {}): FetchOutcome => ({
    ...{ kind: 'fetched', url, body: new TextEncoder().encode(body) },
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  })
  const status = (url: string, code: number, transient = false): FetchOutcome => ({
    ...{ kind: 'failed', url, reason: 'status', status: code, transient },
  })

  async function fetchFrom(answers: Record<string, FetchOutcome>) {
    const asked: string[] = []
    const fetcher = async ({ url }: { url: string }) => {
      asked.push(url)
      return answers[new URL(url).pathname] ?? status(url, 404)
    }
    const outcome = await fetchPage(database().db, { fetcher, reader }, { address, clock })
    return { asked, told: outcome.kind === 'page' ? outcome.page.title : outcome.problem }
  }

  test('its robots.txt is asked first, and kept for a day', async () => {
    const answers = { '/artikel': fetched(address, article) }
    expect(await fetchFrom(answers)).toEqual({
      told: 'Dicht',
      asked: ['https://krant.example/robots.txt', address],
    })
    expect((await fetchFrom(answers)).asked).toEqual([address])
    world.time = new Date(start.getTime() + 2 * DAY)
    expect((await fetchFrom(answers)).asked).toHaveLength(2)
  })

  test.each<[string, Record<string, FetchOutcome>, string]>([
    ['robots.txt', { '/robots.txt': fetched('x', 'User-agent: *\nDisallow: /artikel') }, 'page-robots'],
    ['a robots.txt that is out of order', { '/robots.txt': status('x', 503, true) }, 'status-503'],
    ['a door', { '/artikel': status(address, 401) }, 'behind-sign-in'],
    ['a till', { '/artikel': status(address, 402) }, 'status-402'],
    ['a header', { '/artikel': fetched(address, article, { 'x-robots-tag': 'noindex' }) }, 'page-noindex'],
    ['a reservation', { '/artikel': fetched(address, article, { 'tdm-reservation': '1' }) }, 'page-reserved'],
    [
      'the robots.txt of where it leads to',
      {
        '/robots.txt': fetched('x', 'User-agent: *\nDisallow: /elders'),
        '/artikel': fetched('https://krant.example/elders', article),
      },
      'page-robots',
    ],
    [
      'our own rule about private networks',
      { '/artikel': { kind: 'refused', url: address, reason: 'private-address' } },
      'refused-private-address',
    ],
  ])('%s is a refusal with that reason', async (_, answers, problem) => {
    const { told, asked } = await fetchFrom({ '/artikel': fetched(address, article), ...answers })
    expect(told).toBe(problem)
    expect(asked.length).toBeLessThanOrEqual(2)
  })
})

test('a place by hand is asked for nothing', async () => {
  const sourceId = await addPlace()
  const fetcher = web({ kind: 'failed', url: '', reason: 'timeout', transient: true })
  expect(await fetchSource(database().db, fetcher, { sourceId, clock })).toEqual({ kind: 'not-listened-to' })
  expect(fetcher.asked).toEqual([])
})
