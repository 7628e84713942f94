import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { LookupFunction } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createFetcher } from '#platform/fetch'
import { listenOnLoopback } from '#testing'
import { addSource, fetchSource } from './index.ts'
import {
  clock,
  DAY,
  feed,
  posts,
  reader,
  sourceLines,
  start,
  understandAll,
  useListening,
  world,
} from './listening.fixture.ts'

const database = useListening()

/** What the site does now; and where it is. */
const site = { answer: ((_, response) => response.end()) as RequestListener, port: 0 }
const server = createServer((request, response) => {
  if (request.url === '/neighbour')
    return response.end(feed({ guid: 'n', title: `Buur ${world.time.getTime()}` }))
  return site.answer(request, response)
})

beforeAll(async () => {
  site.port = await listenOnLoopback(server)
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

/** Names that mean this machine once, and somebody's network from then on. */
let rebinds = 0
const lookup: LookupFunction = (host, _, callback) => {
  const address = host === 'rebinding.example' && rebinds++ > 0 ? '10.0.0.1' : '127.0.0.1'
  callback(null, [{ address, family: 4 }])
}

// The limits that it runs with are twenty seconds and fifteen megabytes: the same, sooner.
const fetcher = createFetcher({
  ...{ userAgent: 'Weerklank/test', allowPrivate: ['127.0.0.1'], lookup },
  ...{ deadlineMs: 700, maxBytes: 5_000_000 },
})

const good = (response: ServerResponse) => response.end(feed({ guid: '1', title: 'Goed' }))

async function addAt(address: string): Promise<string> {
  const source = { address, purpose: 'Vragen zien', legalBasis: 'public_task', by: world.by, clock } as const
  const outcome = await addSource(database().db, { fetcher, reader }, source)
  if (outcome.kind !== 'added') throw new Error(JSON.stringify(outcome))
  await understandAll()
  return outcome.sourceId
}

let [sourceId, neighbourId] = ['', '']

beforeEach(async () => {
  site.answer = (_, response) => good(response)
  rebinds = 0
  sourceId = await addAt(`http://127.0.0.1:${site.port}/feed`)
  neighbourId = await addAt(`http://127.0.0.1:${site.port}/neighbour`)
})

/** A round of both sources: what the first does, and that the other is read all the same. */
async function round(answer: RequestListener) {
  site.answer = answer
  world.time = new Date(world.time.getTime() + DAY)
  for (const id of [sourceId, neighbourId]) await fetchSource(database().db, fetcher, { sourceId: id, clock })
  await understandAll()
  const lines = await sourceLines()
  expect(lines.find(({ id }) => id === neighbourId)).toMatchObject({ health: 'ok', last_good_at: world.time })
  expect((await posts()).map(({ title }) => title)).toContain(`Buur ${world.time.getTime()}`)
  const { health, problem } = lines.find(({ id }) => id === sourceId) ?? {}
  return { health, problem }
}

async function titlesOf(): Promise<string[]> {
  const found = await database()
    .db.selectFrom('post')
    .select('title')
    .where('source_id', '=', sourceId)
    .execute()
  return found.map(({ title }) => title)
}

const redirectTo =
  (location: string): RequestListener =>
  (_, response) =>
    response.writeHead(302, { location }).end()

const endless: RequestListener = (_, response) => {
  const more = () => {
    while (!response.destroyed && response.write('<item><title>x</title></item>'.repeat(1000)));
  }
  response.on('drain', more)
  more()
}

const drip: RequestListener = (_, response) => {
  const timer = setInterval(() => response.write('<'), 50)
  response.on('close', () => clearInterval(timer))
}

describe('a site that misbehaves ends in a state with a reason, and no other source notices', () => {
  test.each<[string, RequestListener, string]>([
    ['sends without end', endless, 'refused-too-large'],
    [
      'sends a little that unpacks to a lot',
      (_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
      'refused-too-large',
    ],
    [
      'sends a little that unpacks to a lot, and does not say so',
      (_, response) => response.end(gzipSync(Buffer.alloc(50_000_000))),
      'not-a-feed-too-much',
    ],
    ['leads round in a circle', redirectTo('/feed'), 'refused-too-many-redirects'],
    ['leads into a network of ours', redirectTo('http://10.1.2.3/'), 'refused-private-address'],
    [
      'leads there by an address in an address',
      redirectTo('http://[::ffff:10.1.2.3]/'),
      'refused-private-address',
    ],
    [
      'leads to where clouds keep their keys',
      redirectTo('http://169.254.169.254/'),
      'refused-private-address',
    ],
    ['leads to a file', redirectTo('file:///etc/hostname'), 'refused-scheme'],
    ['drips', drip, 'failed-timeout'],
    ['says nothing', () => {}, 'failed-timeout'],
    ['hangs up', (_, response) => response.destroy(), 'failed-connection'],
    [
      'hangs up half-way',
      (_, response) => response.write('<rss>', () => response.destroy()),
      'failed-connection',
    ],
    [
      'sends what is packed badly',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
      'failed-encoding',
    ],
    [
      'never closes what it opens',
      (_, response) => response.end('<rss><a>'.repeat(500_000)),
      'not-a-feed-too-deep',
    ],
    [
      'sends a page instead',
      (_, response) => response.end('<html><body>Weg</body></html>'),
      'not-a-feed-html',
    ],
  ])('%s', async (_, answer, problem) => {
    expect(await round(answer)).toEqual({ health: 'degraded', problem })
    expect(await titlesOf()).toEqual(['Goed'])
    expect(await round((_, response) => good(response))).toEqual({ health: 'ok', problem: null })
  })

  test('by a name that means our own network from the second time on', async () => {
    sourceId = await addAt(`http://rebinding.example:${site.port}/feed`)
    expect(await round((_, response) => good(response))).toEqual({
      health: 'degraded',
      problem: 'refused-private-address',
    })
  })
})

describe('a file that is made to hurt is read for what it says', () => {
  const news = (...items: string[]) => `<rss><channel><title>Krant</title>${items.join('')}</channel></rss>`
  const sends =
    (body: string | Buffer, headers: Record<string, string> = {}): RequestListener =>
    (_, response) =>
      response.writeHead(200, headers).end(body)

  test('with another charset than it says', async () => {
    const utf8 = news('<item><guid>2</guid><title>Café</title></item>')
    await round(
      sends(Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?>${utf8}`), {
        'content-type': 'text/xml; charset=us-ascii',
      }),
    )
    expect(await titlesOf()).toContain('Café')
  })

  test('with dates in 1970 and 2099 stands where it was first seen, and not on top for ever', async () => {
    const dated = (guid: string, date: string) =>
      `<item><guid>${guid}</guid><title>${guid}</title><pubDate>${date}</pubDate></item>`
    await round(
      sends(
        news(dated('oud', 'Thu, 01 Jan 1970 00:00:00 GMT'), dated('later', 'Thu, 01 Jan 2099 00:00:00 GMT')),
      ),
    )
    const found = (await posts()).filter(({ title }) => ['oud', 'later'].includes(title))
    expect(found.map(({ is_dated, published_at }) => [is_dated, published_at])).toEqual([
      [false, world.time],
      [false, world.time],
    ])
  })

  test('with other ids each time is one post, known by its address', async () => {
    for (const guid of ['a', 'b', 'c'])
      await round(
        sends(
          news(
            `<item><guid isPermaLink="false">${guid}</guid><title>Zelfde</title><link>https://krant.example/1</link></item>`,
          ),
        ),
      )
    expect(await titlesOf()).toEqual(expect.arrayContaining(['Zelfde']))
    expect((await titlesOf()).filter((title) => title === 'Zelfde')).toHaveLength(1)
  })

  test('with a hundred thousand items gives the newest thousand', async () => {
    const items = Array.from(
      { length: 100_000 },
      (_, n) =>
        `<item><guid>${n}</guid><pubDate>${new Date(start.getTime() - n * 1000).toUTCString()}</pubDate></item>`,
    )
    items[99_999] = `<item><guid>new</guid><title>Nieuwste</title><pubDate>${start.toUTCString()}</pubDate></item>`
    const said = items.map((item, n) =>
      n % 100 === 0 ? item.replace('</guid>', `</guid><title>Bericht ${n}</title>`) : item,
    )
    // As much as is fetched of anything.
    const whole = createFetcher({ userAgent: 'Weerklank/test', allowPrivate: true })
    site.answer = sends(news(...said))
    world.time = new Date(world.time.getTime() + DAY)
    expect(await fetchSource(database().db, whole, { sourceId, clock })).toMatchObject({ kind: 'news' })
    await understandAll()
    expect(await titlesOf()).toEqual(expect.arrayContaining(['Nieuwste', 'Bericht 0', 'Bericht 900']))
    expect(await titlesOf()).not.toContain('Bericht 1000')
  })

  test('with entities of our files, and those that multiply, says neither', async () => {
    const external = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    const laughs = `<!DOCTYPE rss [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n + 1} "&a${n};&a${n};">`).join('')}]>`
    await round(sends(`${external}${news('<item><guid>x</guid><title>Een &x; ding</title></item>')}`))
    await round(sends(`${laughs}${news('<item><guid>l</guid><title>Twee &a30; ding</title></item>')}`))
    const found = await titlesOf()
    expect(found.filter((title) => title.length > 40)).toEqual([])
    expect(found.join()).not.toContain('haha')
  })
})
