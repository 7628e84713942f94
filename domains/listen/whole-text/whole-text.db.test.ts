import { createServer, type RequestListener } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createFetcher } from '#platform/fetch'
import { listenOnLoopback } from '#testing'
import {
  addSource,
  chooseWholeText,
  fetchSource,
  findWholeText,
  listened,
  lookAfterPosts,
  readWholeText,
  stopSource,
} from '../index.ts'
import {
  clock,
  DAY,
  feed,
  inTransaction,
  MINUTE,
  reader,
  understandAll,
  useListening,
  watchFor,
  world,
} from '../listening.fixture.ts'

const database = useListening()
const HOUR = 60 * MINUTE

/** What the site does now, where it is, and what it was asked for. */
const site = { page: (() => {}) as RequestListener, feed: '', robots: '', port: 0, asked: [] as string[] }
const server = createServer((request, response) => {
  site.asked.push(request.url ?? '')
  if (request.url === '/robots.txt') return response.end(site.robots)
  if (request.url === '/feed') return response.end(site.feed)
  return site.page(request, response)
})

beforeAll(async () => {
  site.port = await listenOnLoopback(server)
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const fetcher = createFetcher({
  ...{ userAgent: 'Weerklank/test', allowPrivate: ['127.0.0.1'] },
  ...{ deadlineMs: 700, maxBytes: 200_000 },
})

const excerpt = 'De gemeente sluit het fietspad langs het kanaal …'
const body =
  'De gemeente sluit het fietspad langs het kanaal tot de zomer. Fietsers gaan over de Dorpsstraat. '
const article = (text = body.repeat(3), head = '') =>
  `<!doctype html><html lang="nl"><head><title>Fietspad dicht</title>${head}</head><body><nav>Menu</nav><article><h1>Fietspad dicht</h1><p>${text}</p></article></body></html>`
const sends =
  (html: string, headers: Record<string, string> = {}, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(html)

const item = (text = excerpt, more: { title?: string; guid?: string; date?: Date } = {}) => ({
  ...{ guid: '1', title: 'Fietspad dicht', text, ...more },
  link: `http://127.0.0.1:${site.port}/artikel`,
})

let sourceId = ''

beforeEach(async () => {
  site.page = sends(article())
  site.robots = ''
  site.asked = []
  site.feed = feed()
  const source = { purpose: 'Vragen zien', legalBasis: 'public_task', by: world.by, clock } as const
  const address = `http://127.0.0.1:${site.port}/feed`
  const added = await addSource(database().db, { fetcher, reader }, { ...source, address })
  if (added.kind !== 'added') throw new Error(JSON.stringify(added))
  sourceId = added.sourceId
  await understandAll()
  await choose(true)
})

const choose = (isWanted: boolean) =>
  inTransaction((tx) => chooseWholeText(tx, { sourceId, isWanted, now: world.time }))

/** The feed says something else by now, and is read. */
async function publish(...items: ReturnType<typeof item>[]): Promise<void> {
  site.feed = feed(...items)
  world.time = new Date(world.time.getTime() + DAY)
  await fetchSource(database().db, fetcher, { sourceId, clock })
  await understandAll()
}

async function postRow() {
  const columns = ['id', 'title', 'html', 'body', 'version', 'is_whole'] as const
  return database().db.selectFrom('post').select(columns).executeTakeFirstOrThrow()
}

async function readPages(after = 0) {
  world.time = new Date(world.time.getTime() + after)
  const { id: postId } = await postRow()
  return readWholeText(database().db, { fetcher, reader }, { postId, clock })
}

const state = () => findWholeText(database().db, sourceId, world.time)
const marked = () => database().db.selectFrom('post_match').select('watch_id').execute()
const found = () => database().db.selectFrom('watch_find').select('watch_id').execute()

describe('a post that its feed cut', () => {
  test('has the text of its page, which watches read and tell of', async () => {
    await watchFor('dorpsstraat')
    await publish(item())
    expect(await marked()).toEqual([])
    expect(await state()).toEqual({ read: 0, waiting: 1, unread: [] })
    expect(await inTransaction((tx) => lookAfterPosts(tx, world.time))).toBe(1)
    expect(await readPages()).toEqual({ kind: 'whole' })
    const { title, body: text, html, version } = await postRow()
    expect({ title, version }).toEqual({ title: 'Fietspad dicht', version: 1 })
    expect(text).toContain('Fietsers gaan over de Dorpsstraat.')
    expect(html).not.toContain('Menu')
    expect([(await marked()).length, (await found()).length]).toEqual([1, 1])
    expect(await state()).toEqual({ read: 1, waiting: 0, unread: [] })
  })

  test('is read once, however often its feed comes', async () => {
    await publish(item())
    await readPages()
    await publish(item(), item('Een ander bericht. '.repeat(40), { guid: '2', title: 'Ander' }))
    expect(await readPages()).toEqual({ kind: 'not-asked' })
    expect(await inTransaction((tx) => lookAfterPosts(tx, world.time))).toBe(0)
    expect(site.asked.filter((path) => path === '/artikel')).toHaveLength(1)
    const whole = await database().db.selectFrom('post').select('body').where('is_whole', '=', true).execute()
    expect(whole).toHaveLength(1)
    expect(whole[0]?.body).toContain('Dorpsstraat')
  })

  test('keeps its text when only its date is put right', async () => {
    await publish(item())
    await readPages()
    await publish(item(excerpt, { date: new Date(world.time.getTime() - HOUR) }))
    expect(await postRow()).toMatchObject({ is_whole: true, version: 1 })
    expect((await postRow()).body).toContain('Dorpsstraat')
  })

  test('that was edited keeps its marks until the page is read again, and tells of nothing twice', async () => {
    await watchFor('dorpsstraat')
    await publish(item())
    await readPages()
    await publish(item(excerpt, { title: 'Fietspad blijft dicht' }))
    expect(await marked()).toHaveLength(1)
    expect((await postRow()).body).toContain('Dorpsstraat')
    site.page = sends(article(`${body.repeat(3)} Ook in de herfst.`))
    expect(await readPages()).toEqual({ kind: 'whole' })
    expect(await postRow()).toMatchObject({ title: 'Fietspad blijft dicht', version: 2 })
    expect((await postRow()).body).toContain('herfst')
    expect([(await marked()).length, (await found()).length]).toEqual([1, 1])
  })

  test('that was edited is as its feed says where the page is not to be had any more', async () => {
    await publish(item())
    await readPages()
    await publish(item('De gemeente sluit niets. …'))
    site.page = sends('', {}, 404)
    expect(await readPages()).toEqual({ kind: 'unread', problem: 'status-404' })
    expect(await postRow()).toMatchObject({ body: 'De gemeente sluit niets. …', is_whole: false })
  })

  test('stays as it is where the page says no more than the feed', async () => {
    site.page = sends(article(body))
    await publish(item(`${body}${body}`.trim()))
    expect(await readPages()).toEqual({ kind: 'no-more' })
    expect(await state()).toEqual({ read: 0, waiting: 0, unread: [] })
  })

  test('and stands twice in one file is asked for once', async () => {
    await publish(item(), { ...item('Nu is het fietspad langs het kanaal open …'), guid: '2' })
    expect(await state()).toMatchObject({ waiting: 1 })
  })

  test('that two processes read at once is read once', async () => {
    await publish(item())
    const kinds = (await Promise.all([readPages(), readPages()])).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['not-asked', 'whole'])
  })
})

describe('a page is left alone', () => {
  test.each<[string, RequestListener, string]>([
    ['401', sends('', {}, 401), 'behind-sign-in'],
    ['402', sends('', {}, 402), 'status-402'],
    ['403', sends('', {}, 403), 'status-403'],
    [
      'a page to sign in',
      sends('<title>Inloggen</title><form><input type="password"></form>'),
      'behind-sign-in',
    ],
    ['a till', sends(article(undefined, '<script>{"isAccessibleForFree":false}</script>')), 'page-paid'],
    ['a reservation', sends(article(), { 'tdm-reservation': '1' }), 'page-reserved'],
    [
      'a wall of cookies',
      sends(
        article('Wij en onze partners plaatsen cookies op uw apparaat. '.repeat(5)).replaceAll(
          'Fietspad dicht',
          'Privacy',
        ),
      ),
      'page-other-text',
    ],
    ['nothing that is a page', sends('PNG', { 'content-type': 'image/png' }), 'page-not-html'],
    [
      'a way into our own network',
      sends('', { location: 'http://10.1.2.3/' }, 302),
      'refused-private-address',
    ],
    ['a circle', sends('', { location: '/artikel' }, 302), 'refused-too-many-redirects'],
    ['more than we fetch', sends('a'.repeat(300_000)), 'refused-too-large'],
  ])('by %s, once, and says why', async (_, page, problem) => {
    site.page = page
    await publish(item())
    expect(await readPages()).toEqual({ kind: 'unread', problem })
    expect(await postRow()).toMatchObject({ body: excerpt, is_whole: false })
    expect(await state()).toEqual({ read: 0, waiting: 0, unread: [{ problem, n: 1 }] })
    site.asked = []
    expect(await readPages(30 * DAY)).toEqual({ kind: 'not-asked' })
    expect(site.asked).toEqual([])
  })

  test('by robots.txt, without being asked', async () => {
    site.robots = 'User-agent: *\nDisallow: /artikel'
    await publish(item())
    expect(await readPages()).toEqual({ kind: 'unread', problem: 'page-robots' })
    expect(site.asked).not.toContain('/artikel')
  })

  test.each([
    ['noindex', sends(article(undefined, '<meta name="robots" content="noindex">'))],
    ['noindex of its server', sends(article(), { 'x-robots-tag': 'noindex' })],
    ['#nobot', sends(article(`${body.repeat(3)} #nobot`))],
  ])('by %s, and nothing of the post is kept', async (_, page) => {
    site.page = page
    await publish(item())
    expect(await readPages()).toEqual({ kind: 'kept-out' })
    expect(await postRow()).toMatchObject({ title: '', body: '', html: '' })
    expect(await state()).toEqual({ read: 0, waiting: 0, unread: [] })
  })
})

describe('a site that is out of order', () => {
  test.each<[string, RequestListener, string]>([
    ['says so', sends('', {}, 503), 'status-503'],
    ['says nothing', () => {}, 'failed-timeout'],
    ['hangs up', (_, response) => response.destroy(), 'failed-connection'],
  ])('and %s is asked three times, an hour and eight apart', async (_, page, problem) => {
    site.page = page
    await publish(item())
    expect(await readPages()).toEqual({ kind: 'later', problem })
    expect(await readPages(HOUR - 1)).toEqual({ kind: 'not-asked' })
    expect(await readPages(1)).toEqual({ kind: 'later', problem })
    expect(await readPages(8 * HOUR)).toEqual({ kind: 'unread', problem })
    expect((await postRow()).body).toBe(excerpt)
  })

  test('is left alone for as long as it asks, with all that is read there', async () => {
    site.page = sends('', { 'retry-after': String(5 * 60 * 60) }, 429)
    await publish(item())
    expect(await readPages()).toEqual({ kind: 'later', problem: 'status-429' })
    world.time = new Date(world.time.getTime() + 5 * HOUR - 1)
    expect(await inTransaction((tx) => lookAfterPosts(tx, world.time))).toBe(0)
    world.time = new Date(world.time.getTime() + 1)
    site.page = sends(article())
    expect(await inTransaction((tx) => lookAfterPosts(tx, world.time))).toBe(1)
    expect(await readPages()).toEqual({ kind: 'whole' })
  })
})

describe('whether pages are read', () => {
  test('is chosen for each source, and reads those of the posts that are there', async () => {
    await choose(false)
    await publish(item())
    expect(await state()).toMatchObject({ waiting: 0 })
    expect(await choose(true)).toEqual({ kind: 'chosen' })
    expect(await readPages()).toEqual({ kind: 'whole' })
  })

  test('is chosen no more: what waits is let go of, what was read stays', async () => {
    await publish(item())
    await readPages()
    await publish(item(), { ...item(excerpt, { guid: '2', title: 'Twee' }), link: `${item().link}/2` })
    await choose(false)
    expect(await state()).toMatchObject({ read: 1, waiting: 0 })
    await publish(item('De gemeente sluit iets anders …'))
    expect(
      await database()
        .db.selectFrom('post')
        .select('body')
        .where('title', '=', 'Fietspad dicht')
        .executeTakeFirst(),
    ).toEqual({
      body: 'De gemeente sluit iets anders …',
    })
  })

  test('ends with its source: nothing is asked any more', async () => {
    await publish(item())
    await inTransaction((tx) => stopSource(tx, sourceId, world.time))
    site.asked = []
    expect(await readPages()).toEqual({ kind: 'not-asked' })
    expect(site.asked).toEqual([])
    expect(await database().db.selectFrom('post_page').select('post_id').execute()).toEqual([])
  })

  test('of a file with hundreds of cut articles, the newest fifty are read', async () => {
    const many = Array.from({ length: 200 }, (_, n) => ({
      ...item(excerpt, {
        guid: String(n),
        title: `Bericht ${n}`,
        date: new Date(world.time.getTime() - n * MINUTE),
      }),
      link: `${item().link}/${n}`,
    }))
    await publish(...many)
    expect(await state()).toMatchObject({ waiting: 50 })
    const asked = await database()
      .db.selectFrom('post_page')
      .innerJoin('post', 'post.id', 'post_id')
      .select('title')
      .execute()
    expect(asked.map(({ title }) => title)).toContain('Bericht 0')
    expect(asked.map(({ title }) => title)).not.toContain('Bericht 50')
  })
})

test('what waits goes with the text of its post', async () => {
  await publish(item())
  const later = new Date(world.time.getTime() + 91 * DAY)
  for (const kind of listened) await kind.remove(database().db, later)
  expect(await database().db.selectFrom('post_page').select('post_id').execute()).toEqual([])
})
