import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addSource, askHub, createHubWeb, listPosts, stopSource, understandRaw } from '#domains/listen'
import type { Fetcher } from '#platform/fetch'
import { hire } from '#stories'
import { listenOnLoopback } from '#testing'
import { useTestSite } from '#web/testing'

const site = useTestSite()
const topic = 'https://krant.example/feed.xml'
const news = (title: string) =>
  `<rss><channel><title>Dorpskrant</title><item><title>${title}</title><guid>${title}</guid></item></channel></rss>`

/** What a hub was asked, and how it behaves. */
const hub = { port: 0, asked: [] as URLSearchParams[], redirect: 0, confirms: true }

const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
  let body = ''
  for await (const chunk of request) body += chunk
  if (request.url === '/moved') {
    response.writeHead(hub.redirect, { location: '/' }).end()
    return
  }
  hub.asked.push(new URLSearchParams(body))
  response.writeHead(202).end()
})

beforeAll(async () => {
  hub.port = await listenOnLoopback(server)
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})
beforeEach(async () => {
  hub.asked = []
  await site().db.deleteFrom('post').execute()
  await site().db.deleteFrom('source').execute()
})

async function understandAll(): Promise<void> {
  const { db, services, now } = site()
  for (const { id } of await db
    .selectFrom('source_raw')
    .select('id')
    .where('understood_at', 'is', null)
    .execute())
    await understandRaw(db, services.reader, { rawId: id, now })
}

/** A source whose file names the hub in its header. */
async function follow({ at = '/', address = 'https://krant.example/feed' } = {}): Promise<string> {
  const { db, services } = site()
  const link = `<http://127.0.0.1:${hub.port}${at}>; rel="hub", <${topic}>; rel="self"`
  const body = new TextEncoder().encode(news('Eerst'))
  // The address that was asked for leads elsewhere, for now or for good.
  const fetcher: Fetcher = async () => ({ kind: 'fetched', url: address, headers: { link }, body })
  const grounds = { purpose: 'Vragen zien', legalBasis: 'public_task', by: (await hire(db)).by } as const
  const source = { address: 'https://krant.example/', ...grounds, clock: services.clock }
  const added = await addSource(db, { fetcher, reader: services.reader }, source)
  if (added.kind !== 'added') throw new Error(added.kind)
  await understandAll()
  return added.sourceId
}

const ask = (sourceId: string) => {
  const { db, services } = site()
  const web = createHubWeb({ url: services.config.url, allowPrivateFetch: true })
  return askHub(db, web, { sourceId, clock: services.clock })
}

/** Our address, as the hub was told last. */
const callback = () => new URL(hub.asked.at(-1)?.get('hub.callback') ?? '').pathname

async function confirm(mode: string, more: Record<string, string> = {}): Promise<Response> {
  const query = new URLSearchParams({
    'hub.mode': mode,
    'hub.topic': topic,
    'hub.challenge': 'k1=+x',
    ...more,
  })
  return site().request(`${callback()}?${query}`, {})
}

async function subscribe(lease = '864000'): Promise<string> {
  const sourceId = await follow()
  await ask(sourceId)
  expect((await confirm('subscribe', { 'hub.lease_seconds': lease })).status).toBe(200)
  return sourceId
}

const sign = (body: string, method = 'sha256', secret = hub.asked[0]?.get('hub.secret') ?? '') =>
  `${method}=${createHmac(method, secret).update(body).digest('hex')}`

const bring = (body: string, signature?: string, path = callback()) =>
  site().request(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/rss+xml',
      ...(signature ? { 'x-hub-signature': signature } : {}),
    },
    body,
  })

const titles = async () => {
  await understandAll()
  return (await listPosts(site().db, {}, { size: 10 })).rows.map(({ title }) => title).sort()
}

const push = () => site().db.selectFrom('source_push').selectAll().executeTakeFirst()

/** When the hub is asked next, in hours from now. */
async function nextAsked(sourceId: string): Promise<number> {
  const { rows } = await sql<{ at: Date }>`
    select run_at as at from graphile_worker.jobs where key = ${`listen-hub-${sourceId}`}`.execute(site().db)
  return ((rows[0]?.at.getTime() ?? 0) - site().now.getTime()) / 3_600_000
}

describe('asking a hub (numbers as in the checklist for subscribers)', () => {
  test('1xx: subscribes with a secret and a lease, under an address that nobody can guess', async () => {
    const sourceId = await follow()
    expect(await ask(sourceId)).toEqual({ kind: 'asked' })
    const asked = Object.fromEntries(hub.asked[0] ?? [])
    expect(asked).toMatchObject({
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.lease_seconds': '864000',
    })
    expect(asked['hub.callback']).toMatch(/\/websub\/[\w-]{43}$/)
    expect(asked['hub.secret']?.length).toBeGreaterThanOrEqual(32)
    const confirmed = await confirm('subscribe', { 'hub.lease_seconds': '3600' })
    expect([confirmed.status, await confirmed.text()]).toEqual([200, 'k1=+x'])
    expect(confirmed.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await push()).toMatchObject({
      state: 'active',
      lease_until: new Date(site().now.getTime() + 3_600_000),
    })
  })

  test('each subscription has an address and a secret of its own', async () => {
    await ask(await follow())
    await site().db.deleteFrom('post').execute()
    await site().db.deleteFrom('source').execute()
    await ask(await follow())
    for (const name of ['hub.callback', 'hub.secret'])
      expect(hub.asked[0]?.get(name)).not.toBe(hub.asked[1]?.get(name))
  })

  test('200 to 202: asks for the address that the feed calls its own, wherever it was found', async () => {
    await ask(await follow({ address: 'https://moved.example/other' }))
    expect(hub.asked[0]?.get('hub.topic')).toBe(topic)
  })

  test.each([302, 301, 307, 308])('203 and 204: follows a hub that moved by %i', async (redirect) => {
    hub.redirect = redirect
    expect(await ask(await follow({ at: '/moved' }))).toEqual({ kind: 'asked' })
    expect(hub.asked[0]?.get('hub.topic')).toBe(topic)
  })

  test('205: confirms no other subject, no other wish, and nothing that was not asked', async () => {
    const sourceId = await follow()
    await ask(sourceId)
    expect((await confirm('subscribe', { 'hub.topic': 'https://evil.example/' })).status).toBe(404)
    expect((await confirm('unsubscribe')).status).toBe(404)
    expect((await confirm('toString')).status).toBe(404)
    await site()
      .db.updateTable('source_push')
      .set({ asked_at: new Date(site().now.getTime() - 2 * 86_400_000) })
      .execute()
    expect((await confirm('subscribe')).status).toBe(404)
    expect(await push()).toMatchObject({ state: 'asked', lease_until: null })
  })

  test('renews before the lease ends, and asks again what was not confirmed', async () => {
    const sourceId = await follow()
    await ask(sourceId)
    expect(await nextAsked(sourceId)).toBeCloseTo(6)
    await confirm('subscribe', { 'hub.lease_seconds': '36000' })
    expect(await nextAsked(sourceId)).toBeCloseTo(8)
    const before = callback()
    await ask(sourceId)
    expect([callback(), hub.asked.length]).toEqual([before, 2])
    await confirm('subscribe', { 'hub.lease_seconds': '1' })
    expect(await nextAsked(sourceId)).toBeCloseTo(0.8)
  })

  test('1xx: unsubscribes where we stop to read, and takes nothing from then on', async () => {
    const sourceId = await subscribe()
    await site()
      .db.transaction()
      .execute((tx) => stopSource(tx, sourceId, site().now))
    expect((await bring(news('Later'), sign(news('Later')))).status).toBe(404)
    expect(await ask(sourceId)).toEqual({ kind: 'asked' })
    expect(hub.asked.at(-1)?.get('hub.mode')).toBe('unsubscribe')
    expect((await confirm('subscribe')).status).toBe(404)
    expect((await confirm('unsubscribe')).status).toBe(200)
    expect(await push()).toBeUndefined()
  })

  test('a hub that denies is asked no more, and the source is read as before', async () => {
    const sourceId = await follow()
    await ask(sourceId)
    expect((await confirm('denied', { 'hub.reason': 'no' })).status).toBe(200)
    expect(await ask(sourceId)).toEqual({ kind: 'nothing-to-ask' })
    expect(await site().db.selectFrom('source').select('health').executeTakeFirst()).toEqual({ health: 'ok' })
  })

  test('a hub in our own network is not reached', async () => {
    const sourceId = await follow()
    const { db, services } = site()
    const web = createHubWeb({ url: services.config.url, allowPrivateFetch: false })
    expect(await askHub(db, web, { sourceId, clock: services.clock })).toEqual({ kind: 'not-taken' })
    expect(hub.asked).toEqual([])
  })
})

describe('what a hub brings', () => {
  test.each(['sha1', 'sha256', 'sha384', 'sha512'])(
    '300: is kept where it is signed by %s, once',
    async (method) => {
      await subscribe()
      const body = news('Brug dicht')
      for (const _ of [1, 2]) expect((await bring(body, sign(body, method))).status).toBe(202)
      expect(await titles()).toEqual(['Brug dicht', 'Eerst'])
      expect(hub.asked).toHaveLength(1)
    },
  )

  test.each([
    ['301: a wrong signature', (body: string) => sign(`${body} `)],
    ['301: a signature by another secret', (body: string) => sign(body, 'sha256', 'x')],
    ['301: half a signature', (body: string) => sign(body).slice(0, 40)],
    ['301: a method that is none', (body: string) => sign(body).replace('sha256', 'md5')],
    ['302: no signature', () => undefined],
  ])('%s lets nothing in', async (_, signature) => {
    await subscribe()
    const body = news('Vals')
    expect((await bring(body, signature(body))).status).toBe(404)
    expect(await titles()).toEqual(['Eerst'])
  })

  test('is refused where the lease has ended, and where nothing was confirmed', async () => {
    const sourceId = await follow()
    await ask(sourceId)
    const body = news('Later')
    expect((await bring(body, sign(body))).status).toBe(404)
    await confirm('subscribe', { 'hub.lease_seconds': '3600' })
    await site().db.updateTable('source_push').set({ lease_until: site().now }).execute()
    expect((await bring(body, sign(body))).status).toBe(404)
  })

  test('that is no feed becomes a problem of the source, as if we had fetched it', async () => {
    await subscribe()
    expect((await bring('zomaar', sign('zomaar'))).status).toBe(202)
    await understandAll()
    expect(await site().db.selectFrom('source').select('problem').executeTakeFirst()).toEqual({
      problem: 'not-a-feed-unreadable',
    })
  })

  test('tells a stranger nothing: whatever they try, they hear the same, and nothing they send is read', async () => {
    await subscribe()
    const made = `/websub/${'x'.repeat(43)}`
    const endless = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(65_536)) })
    const sent = { method: 'POST', body: endless, duplex: 'half' } as RequestInit
    const answers = await Promise.all([
      site().request(`${made}?hub.mode=subscribe&hub.topic=${topic}&hub.challenge=a`, {}),
      site().request(`${callback()}?hub.mode=subscribe&hub.topic=x&hub.challenge=a`, {}),
      site().request(
        `${callback()}?hub.challenge=${'a'.repeat(2000)}&hub.mode=subscribe&hub.topic=${topic}`,
        {},
      ),
      site().request('/websub/%00', { method: 'POST', body: 'x' }),
      site().request(made, sent),
      bring('x', 'sha256=00'),
    ])
    const heard = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))
    expect(new Set(heard.map(String))).toEqual(new Set(['404,Not found']))
  })
})
