/**
 * What listening costs, in one JSON line: a feed of a thousand items stored and held against a thousand watches; a round of five thousand
 * sources, asked and understood by a worker in a process of its own, of sites on this machine; and a watch held against an archive of a million posts.
 * `node bench/listening.ts --sources 5000 --posts 1000000`. Sites of the round have addresses of their own (127.0.1.1 and on), which Linux gives.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { DB, Db } from '#db'
import {
  addSource,
  addWatch,
  applyWatch,
  createFeedReader,
  type FeedReader,
  fetchDueSources,
  newWatchSchema,
  tryTyped,
  understandRaw,
} from '#domains/listen'
import { connect, migrate, newId } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { startCluster } from '#platform/postgres'
import { foundTown, hire } from '#stories'
import { Service } from '../scripts/chaos/service.ts'
import { describeMachine } from './machine.ts'
import { words } from './search-words.ts'

const { values } = parseArgs({
  options: { sources: { type: 'string', default: '5000' }, posts: { type: 'string', default: '1000000' } },
})
const SOURCES = Number(values.sources)
const POSTS = Number(values.posts)
const WATCHES = 1000
const SITES = 250
const ITEMS = 20
const LARGE = 1000
const LARGE_FEEDS = 6
const WORDS_EACH = 60
const AT_ONCE = 2000
const SECRET = 'pT7vXq2LmR9sKd4WzBf8HcJ1nGy6UoEa'

let seed = 11
/** A word of the made-up language; common ones more often. */
function drawWord(): string {
  seed = (seed * 48_271) % 2_147_483_647
  const rank = Math.exp((seed / 2_147_483_647) * Math.log(words.length - 1))
  return words[Math.floor(rank)] ?? ''
}

const drawText = (many = WORDS_EACH) => Array.from({ length: many }, drawWord).join(' ')

function writeFeed(name: string, items: number): string {
  const written = Array.from(
    { length: items },
    (_, at) =>
      `<item><title>${drawText(6)}</title><guid isPermaLink="false">${name}-${at}</guid><link>http://krant.example/${name}/${at}</link><description>${drawText()}</description></item>`,
  )
  return `<rss version="2.0"><channel><title>${name}</title>${written.join('')}</channel></rss>`
}

const seconds = (began: number) => Math.round((performance.now() - began) / 10) / 100

async function addWatches(db: Db, by: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (let at = 0; at < WATCHES; at++) {
      const query = `${drawWord()} AND ${drawWord()} AND (${drawWord()} OR ${drawWord()})`
      const watch = newWatchSchema.parse({
        name: `Watch ${at}`,
        query,
        purpose: 'To see',
        followsSubject: true,
      })
      await addWatch(tx, watch, { by, now: new Date() })
    }
  })
}

/** From the stored file to marked posts: of the first file that the process reads, and of the next. */
async function measureLargeFeeds(db: Db, by: string) {
  const reader = createFeedReader()
  const each: number[] = []
  for (let at = 0; at < LARGE_FEEDS; at++) each.push(await measureLargeFeed(db, reader, { by, at }))
  await reader.close()
  const [first, ...next] = each
  const seconds = next.sort((a, b) => a - b)[Math.floor(next.length / 2)]
  return { items: LARGE, watches: WATCHES, firstSeconds: first, seconds }
}

async function measureLargeFeed(
  db: Db,
  reader: FeedReader,
  { by, at }: { by: string; at: number },
): Promise<number> {
  const address = `http://krant.example/feed-${at}`
  const body = new TextEncoder().encode(writeFeed(`large-${at}`, LARGE))
  const headers = { 'content-type': 'application/rss+xml' }
  const fetcher = async () => ({ kind: 'fetched' as const, url: address, headers, body })
  const clock = { now: () => new Date() }
  const grounds = { purpose: 'To see', legalBasis: 'public_task', by, clock } as const
  const outcome = await addSource(db, { fetcher, reader }, { address, ...grounds })
  if (outcome.kind !== 'added') throw new Error(JSON.stringify(outcome))
  const raw = await db
    .selectFrom('source_raw')
    .select('id')
    .where('understood_at', 'is', null)
    .executeTakeFirstOrThrow()
  const began = performance.now()
  await understandRaw(db, reader, { rawId: raw.id, now: new Date() })
  return seconds(began)
}

/** Sites that each answer for many sources; every time there is one item more. */
async function openSites(): Promise<{ servers: Server[]; port: number }> {
  let asked = 0
  const servers: Server[] = []
  let port = 0
  for (let site = 0; site < SITES; site++) {
    const server = createServer((request, response) => {
      if (request.url === '/robots.txt') return response.writeHead(404).end()
      asked += 1
      response.setHeader('content-type', 'application/rss+xml')
      return response.end(writeFeed(`${request.url?.slice(1)}-${asked}`, ITEMS))
    })
    await new Promise<void>((done) => server.listen(port, `127.0.1.${site + 1}`, done))
    const address = server.address()
    if (address && typeof address === 'object') port = address.port
    servers.push(server)
  }
  return { servers, port }
}

async function measureRound(db: Db, { by, databaseUrl }: { by: string; databaseUrl: string }) {
  const { servers, port } = await openSites()
  const before = await countPosts(db)
  const worker = new Service({
    ...{ name: 'worker', command: 'worker' },
    environment: {
      DATABASE_URL: databaseUrl,
      WEERKLANK_SECRET: SECRET,
      WEERKLANK_LOG_LEVEL: 'silent',
      WEERKLANK_ALLOW_PRIVATE_FETCH: 'on',
      SMTP_URL: 'smtp://127.0.0.1:9',
    },
  })
  while (!worker.isReady) await sleep(20)
  // New watches look back over what is there: that is not of this round.
  while ((await countJobs(db)) > 0) await sleep(200)
  await insertSources(db, { by, port })
  const began = performance.now()
  // As the clock of the worker does every minute.
  await db.transaction().execute((tx) => fetchDueSources(tx, new Date()))
  do await sleep(500)
  while ((await countUnread(db)) > 0)
  const took = seconds(began)
  await worker.stop()
  for (const server of servers) server.closeAllConnections()
  for (const server of servers) server.close()
  return { sources: SOURCES, hosts: SITES, seconds: took, posts: (await countPosts(db)) - before }
}

async function insertSources(db: Db, { by, port }: { by: string; port: number }): Promise<void> {
  const due = new Date(Date.now() - 1000)
  const rows = Array.from({ length: SOURCES }, (_, at) => {
    const host = `127.0.1.${(at % SITES) + 1}:${port}`
    const address = `http://${host}/source-${at}`
    const grounds = { purpose: 'To see', legal_basis: 'public_task' } as const
    const added = { added_at: due, added_by: by, next_fetch_at: due }
    return { id: newId(), address, address_key: address, host, title: `Source ${at}`, ...grounds, ...added }
  })
  for (let at = 0; at < rows.length; at += 500)
    await db
      .insertInto('source')
      .values(rows.slice(at, at + 500))
      .execute()
}

/** Sources that were not asked, or of which a file is not understood yet. */
async function countUnread(db: Db): Promise<number> {
  const { rows } = await sql<{ many: number }>`
    select (select count(*) from source where last_tried_at is null and last_good_at is null and host like '127.%')
      + (select count(*) from source_raw where understood_at is null) as many`.execute(db)
  return Number(rows[0]?.many ?? 0)
}

async function countJobs(db: Db): Promise<number> {
  const { rows } = await sql<{
    many: number
  }>`select count(*)::int as many from graphile_worker.jobs`.execute(db)
  return rows[0]?.many ?? 0
}

async function countPosts(db: Db): Promise<number> {
  const { many } = await db
    .selectFrom('post')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .executeTakeFirstOrThrow()
  return Number(many)
}

async function fillArchive(db: Db): Promise<void> {
  const { id } = await db.selectFrom('source').select('id').limit(1).executeTakeFirstOrThrow()
  const now = Date.now()
  for (let from = 0; from < POSTS; from += AT_ONCE) {
    const many = Math.min(AT_ONCE, POSTS - from)
    const texts = Array.from({ length: many }, () => drawText())
    const dates = texts.map((_, at) => new Date(now - ((from + at) / POSTS) * 90 * 24 * 3_600_000))
    await sql`insert into post (id, source_id, title, html, body, language, content_hash, published_at, first_seen_at, text_since)
      select uuidv7(), ${id}::uuid, left(text, 40), '', text, 'nl', md5(text), at, at, at
      from unnest(${texts}::text[], ${dates}::timestamptz[]) as made (text, at)`.execute(db)
  }
  await sql`vacuum analyze post`.execute(db)
}

/** A watch held against all posts that are there, in batches; and the trial before it is saved, which takes a part of them. */
async function measureArchive(db: Db, by: string) {
  await fillArchive(db)
  const query = `${words[40]} AND (${words[900]} OR "${words[3]} ${words[5]}") NOT ${words[12]}`
  const watch = newWatchSchema.parse({ name: 'All', query, purpose: 'To see', followsSubject: true })
  const added = await db.transaction().execute((tx) => addWatch(tx, watch, { by, now: new Date() }))
  if (added.kind !== 'added') throw new Error(added.kind)
  let began = performance.now()
  const marked = await applyWatch(db, added.watchId, new Date())
  const whole = seconds(began)
  began = performance.now()
  await tryTyped(db, { typed: query, now: new Date(), timeZone: 'Europe/Amsterdam' })
  return { posts: await countPosts(db), seconds: whole, marked, trialSeconds: seconds(began) }
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'weerklank-bench-'))
  const cluster = await startCluster({ folder: join(folder, 'pg') })
  const connection = connect<DB>(cluster.url())
  const { db } = connection
  try {
    await migrate(db, join(import.meta.dirname, '..', 'db', 'migrations'))
    await prepareJobs(cluster.url())
    await foundTown(db)
    const { by } = await hire(db)
    await addWatches(db, by)
    const largeFeed = await measureLargeFeeds(db, by)
    const round = await measureRound(db, { by, databaseUrl: cluster.url() })
    const archive = await measureArchive(db, by)
    console.log(JSON.stringify({ bench: 'listening', largeFeed, round, archive, machine: describeMachine() }))
  } finally {
    await connection.close()
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

await main()
