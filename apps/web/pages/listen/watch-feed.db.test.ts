import { beforeAll, beforeEach, expect, test } from 'vitest'
import { pageAddressesOf } from '#domains/letters'
import {
  addSource,
  addWatch,
  applyWatch,
  endWatch,
  newWatchSchema,
  type ParsedFeed,
  readFeed,
  understandRaw,
} from '#domains/listen'
import type { Fetcher } from '#platform/fetch'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let staff: Visitor & { accountId: string }

const items = Array.from(
  { length: 60 },
  (_, n) =>
    `<item><title>Brug ${n} &amp; weg</title><guid>${n}</guid><link>https://krant.example/${n}</link><author>jan@krant.example (Jan)</author>
    <description>Volgens bewoners gaat de brug dicht.</description><pubDate>${new Date(Date.UTC(2026, 1, 1, 0, n)).toUTCString()}</pubDate></item>`,
)
const file = `<rss><channel><title>Dorpskrant</title><language>nl</language>${items.join('')}</channel></rss>`
const fetcher: Fetcher = async ({ url }) => ({
  ...{ kind: 'fetched', url, body: new TextEncoder().encode(file) },
  headers: { 'content-type': 'application/rss+xml' },
})

const watches = { bridge: '', market: '' }

async function watchFor(name: string, query: string): Promise<string> {
  const { db, now } = site()
  const watch = newWatchSchema.parse({ name, query, purpose: 'Hinder zien', followsSubject: true })
  const added = await db.transaction().execute((tx) => addWatch(tx, watch, { by: staff.accountId, now }))
  if (added.kind !== 'added') throw new Error(added.kind)
  await applyWatch(db, added.watchId, now)
  return added.watchId
}

beforeAll(async () => {
  staff = await site().signInAs('responder')
  const { db, services, now } = site()
  const source = { address: 'https://krant.example/feed', purpose: 'Vragen zien', by: staff.accountId }
  const added = await addSource(
    db,
    { fetcher, reader: services.reader },
    { ...source, legalBasis: 'public_task', clock: services.clock },
  )
  expect(added.kind).toBe('added')
  const { id } = await db.selectFrom('source_raw').select('id').executeTakeFirstOrThrow()
  await understandRaw(db, services.reader, { rawId: id, now })
  watches.bridge = await watchFor('Bruggen', 'brug')
  watches.market = await watchFor('Markt', 'markt')
})

beforeEach(async () => void (await site().db.deleteFrom('watch_follower').execute()))

/** Makes the address as its page does, and reads it there. */
async function makeAddress(visitor: Visitor = staff): Promise<string> {
  const made = await site().post('/nl/desk/listen/alerts/feed', {}, visitor)
  expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store'])
  return /\/watch-feed\/[\w-]{22}/.exec(await made.text())?.[0] ?? ''
}

const page = async () => (await site().get('/nl/desk/listen/alerts', staff)).text()

async function read(answer: Response): Promise<ParsedFeed> {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const outcome = readFeed({
    ...{ bytes, url: 'https://praat.example/', timeZone: 'Europe/Amsterdam' },
    contentType: answer.headers.get('content-type') ?? '',
  })
  if (outcome.kind !== 'feed') throw new Error(outcome.reason)
  return outcome.feed
}

test('a watch is read as a feed, page after page, each post once and without who wrote it', async () => {
  const first = await site().get(`${await makeAddress()}/${watches.bridge}`)
  expect([first.status, first.headers.get('x-robots-tag')]).toEqual([200, 'noindex'])
  expect(first.headers.get('cache-control')).toMatch(/^private/)
  const text = await first.clone().text()
  expect(text).not.toContain('Jan')
  const feed = await read(first)
  expect(feed.title).toMatch(/^Bruggen – /)
  expect(feed.items).toHaveLength(50)
  expect(feed.items[0]).toMatchObject({ title: 'Brug 59 & weg', url: 'https://krant.example/59' })
  expect(feed.items[0]?.html).toContain('gaat de <b>brug</b> dicht')
  const next = /rel="next" href="[^"]*(\/watch-feed\/[^"]+)"/.exec(text)?.[1] ?? ''
  const rest = await read(await site().get(next.replaceAll('&amp;', '&')))
  const ids = [...feed.items, ...rest.items].map(({ guid }) => guid)
  expect(new Set(ids).size).toBe(60)
  for (const id of ids) expect(id).toMatch(/^tag:[\w.-]+,2026:post:/)
})

test('what is known already is not sent again', async () => {
  const path = `${await makeAddress()}/${watches.bridge}`
  const first = await site().get(path)
  const [etag, modified] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? '']
  const status = async (headers: Record<string, string>) => (await site().get(path, { headers })).status
  expect(await status({ 'if-none-match': etag })).toBe(304)
  expect(await status({ 'if-none-match': `W/${etag}, "x"` })).toBe(304)
  expect(await status({ 'if-none-match': '"x"', 'if-modified-since': modified })).toBe(200)
  expect(await status({ 'if-modified-since': modified })).toBe(304)
  expect(await status({ 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' })).toBe(200)
})

test('all that somebody follows is one feed, and what they do not follow is not in it', async () => {
  const address = await makeAddress()
  expect((await read(await site().get(address))).items).toEqual([])
  await site().post(`/nl/desk/listen/watches/${watches.market}/follow`, { pace: 'weekly' }, staff)
  expect((await read(await site().get(address))).items).toEqual([])
  await site().post(`/nl/desk/listen/watches/${watches.bridge}/follow`, { pace: 'weekly' }, staff)
  expect((await read(await site().get(address))).items).toHaveLength(50)
})

test('a key is shown once and kept nowhere; a new one ends the old, and it ends by itself with the last role', async () => {
  const { db, now } = site()
  const first = await makeAddress()
  expect(await page()).not.toContain(first)
  expect(await page()).toContain('Wij kunnen het niet nog eens tonen.')
  const kept = JSON.stringify(await db.selectFrom('watch_follower').selectAll().execute())
  expect(kept).not.toContain(first.slice(-22))
  const second = await makeAddress()
  const statuses = async () => [(await site().get(first)).status, (await site().get(second)).status]
  expect(await statuses()).toEqual([404, 200])
  await site().post('/nl/desk/listen/alerts/feed/drop', {}, staff)
  expect(await statuses()).toEqual([404, 404])
  const colleague = await site().signInAs('responder')
  const theirs = await makeAddress(colleague)
  expect((await site().get(theirs)).status).toBe(200)
  const roles = db.updateTable('staff_role').set({ ended_at: now })
  await roles.where('account_id', '=', colleague.accountId).execute()
  expect((await site().get(theirs)).status).toBe(404)
})

test('what is no key, no watch, or a watch that has ended, is not there', async () => {
  const address = await makeAddress()
  const ended = await watchFor('Wegen', 'weg')
  await site()
    .db.transaction()
    .execute((tx) => endWatch(tx, ended, site().now))
  for (const path of ['x', 'x'.repeat(22), `${address.slice(12)}/${ended}`, `${address.slice(12)}/x`])
    expect((await site().get(`/watch-feed/${path}`)).status, path).toBe(404)
})

test('keys that are guessed wrong are counted by where they come from; one that is right or has ended, and what is no key, is not', async () => {
  const { db, now } = site()
  const wrongs = async () => {
    const counted = db.selectFrom('rate_limit').select('points').where('key', 'like', 'watch-feed-wrong:%')
    return (await counted.execute()).map(({ points }) => points).filter((points) => points > 0)
  }
  const before = await wrongs()
  const colleague = await site().signInAs('responder')
  const address = await makeAddress(colleague)
  await site().get(address)
  await site().get('/watch-feed/x')
  const roles = db.updateTable('staff_role').set({ ended_at: now })
  await roles.where('account_id', '=', colleague.accountId).execute()
  expect((await site().get(address)).status).toBe(404)
  expect(await wrongs()).toEqual(before)
  const guesser = { address: '192.0.2.77' }
  for (let n = 0; n < 60; n++) await site().get(`/watch-feed/${'A'.repeat(22)}`, guesser)
  const refused = await site().get(`/watch-feed/${'A'.repeat(22)}`, guesser)
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
  expect((await site().get(await makeAddress())).status).toBe(200)
})

test('a colleague says by the link of a mail that a post is not relevant; once they left, the link does nothing', async () => {
  const { db, now, services } = site()
  const colleague = await site().signInAs('responder')
  const post = db.selectFrom('post').select('id').where('url', '=', 'https://krant.example/7')
  const { id: postId } = await post.executeTakeFirstOrThrow()
  const follow = { accountId: colleague.accountId, watchId: watches.bridge }
  const link = pageAddressesOf(services.config)
    .notRelevant('nl', follow, postId)
    .replace(services.config.url, '')
  const judged = () =>
    db.selectFrom('post_match').select('post_id').where('not_relevant_at', 'is not', null).execute()
  expect(await (await site().get(link)).text()).toContain('Brug 7 &amp; weg')
  expect(await judged()).toEqual([])
  expect((await site().post(link, {})).headers.get('location')).toBe('/nl/followed/judged')
  expect(await judged()).toEqual([{ post_id: postId }])
  await db.updateTable('post_match').set({ not_relevant_at: null }).execute()
  const roles = db.updateTable('staff_role').set({ ended_at: now })
  await roles.where('account_id', '=', colleague.accountId).execute()
  expect(await (await site().post(link, {})).text()).toContain('Deze link werkt niet meer')
  expect(await judged()).toEqual([])
})
