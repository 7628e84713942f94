import { createServer, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '#db'
import { addSource, addWatch, createFeedReader, fetchDueSources, newWatchSchema } from '#domains/listen'
import { createFetcher } from '#platform/fetch'
import { foundTown, hire } from '#stories'
import { listenOnLoopback } from '../../testing/ports.ts'
import { killOften } from './mail-kills.ts'
import { Service } from './service.ts'

export type FeedKillsOptions = { db: Db; databaseUrl: string; kills: number; draw: () => number }

/** What sites wrote, held against what is there. */
export type FeedKillsReport = {
  kills: number
  /** Articles that sites wrote, and posts that are there. */
  written: number
  stored: number
  lost: string[]
  doubled: string[]
  /** Articles that the watch should have marked and did not, and the other way round. */
  unmarked: string[]
  markedFalsely: string[]
  /** Answers of sites that were whole, and those that broke off or were an error. */
  answered: number
  broken: number
  stuck: string[]
}

const SITES = 8
const WORKERS = 2
const ROUND_MS = 500
/** Of the answers of a site. */
const BROKEN = 0.15
/** Of the articles, every so many is one that the watch looks for. */
const MARKED_EACH = 3
/** What gets no further for so long is stuck: what a killed worker held is free after half a minute. */
const STUCK_AFTER_MS = 90_000

/** Kills one of two workers so many times while sites write, and break off, and are read again and again. */
export async function killWhileFeedsFlow(options: FeedKillsOptions): Promise<FeedKillsReport> {
  const { db, databaseUrl, kills, draw } = options
  const sites = Array.from({ length: SITES }, (_, at) => new Site(`site-${at}`, draw))
  await prepare(db, sites)
  const environment = {
    DATABASE_URL: databaseUrl,
    WEERKLANK_SECRET: 'pT7vXq2LmR9sKd4WzBf8HcJ1nGy6UoEa',
    WEERKLANK_LOG_LEVEL: 'silent',
    WEERKLANK_ALLOW_PRIVATE_FETCH: 'on',
    SMTP_URL: 'smtp://127.0.0.1:9',
  }
  const workers = Array.from(
    { length: WORKERS },
    (_, at) => new Service({ name: `worker ${at + 1}`, command: 'worker', environment }),
  )
  const over = new AbortController()
  const reading = readOn(db, over.signal)
  const writing = Promise.all(sites.map((site) => site.writeOn(over.signal)))
  await killOften(workers, kills, draw)
  over.abort()
  await Promise.all([reading, writing])
  for (const site of sites) site.isWhole = true
  const isSettled = await settle(db, sites)
  await Promise.all(workers.map((worker) => worker.stop()))
  for (const site of sites) site.close()
  return {
    kills,
    ...(await judge(db, sites)),
    answered: sites.reduce((sum, { answered }) => sum + answered, 0),
    broken: sites.reduce((sum, { broken }) => sum + broken, 0),
    stuck: [...workers.flatMap(({ failures }) => failures), ...(isSettled ? [] : ['articles still wait'])],
  }
}

/** A site that writes an article now and then, and whose answers break off now and then. */
class Site {
  readonly name: string
  readonly articles: string[] = []
  readonly #draw: () => number
  readonly #server: Server
  isWhole = true
  answered = 0
  broken = 0

  constructor(name: string, draw: () => number) {
    this.name = name
    this.#draw = draw
    this.#server = createServer((request, response) => {
      if (request.url !== '/feed') response.writeHead(404).end()
      else this.#answer(response)
    })
    this.#write()
  }

  async open(): Promise<string> {
    return `http://127.0.0.1:${await listenOnLoopback(this.#server)}/feed`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async writeOn(signal: AbortSignal): Promise<void> {
    this.isWhole = false
    while (!signal.aborted) {
      this.#write()
      await sleep(100 + 400 * this.#draw())
    }
  }

  #write(): void {
    const number = this.articles.length + 1
    this.articles.push(`${this.name} nummer ${number}${number % MARKED_EACH === 0 ? ' stoeptegels' : ''}`)
  }

  /** The whole list each time: an article that was missed once is in the next. */
  #answer(response: ServerResponse): void {
    const items = this.articles.map(
      (title, at) =>
        `<item><title>${title}</title><guid isPermaLink="false">${this.name}-${at}</guid></item>`,
    )
    const feed = `<rss version="2.0"><channel><title>${this.name}</title>${items.join('')}</channel></rss>`
    response.setHeader('content-type', 'application/rss+xml')
    const chance = this.isWhole ? 1 : this.#draw()
    if (chance >= BROKEN) {
      this.answered += 1
      response.end(feed)
      return
    }
    this.broken += 1
    if (chance < BROKEN / 2) response.writeHead(503).end()
    else response.write(feed.slice(0, feed.length / 2), () => response.destroy())
  }
}

async function prepare(db: Db, sites: readonly Site[]): Promise<void> {
  await foundTown(db)
  const { by } = await hire(db, {
    ...{ name: 'Ann', email: 'ann@voorbeeld.example', role: 'responder', unit: 'Klantcontact' },
  })
  const watch = newWatchSchema.parse({
    ...{ name: 'Stoepen', query: 'stoeptegel', purpose: 'Losse tegels vroeg zien', followsSubject: true },
  })
  await db.transaction().execute((tx) => addWatch(tx, watch, { by, now: new Date() }))
  const reader = createFeedReader()
  const fetcher = createFetcher({ userAgent: 'Weerklank/chaos', allowPrivate: true })
  const clock = { now: () => new Date() }
  for (const site of sites) {
    const source = {
      address: await site.open(),
      purpose: 'Vragen zien',
      legalBasis: 'public_task',
      by,
      clock,
    } as const
    const outcome = await addSource(db, { fetcher, reader }, source)
    if (outcome.kind !== 'added') throw new Error(`${site.name} was not added: ${JSON.stringify(outcome)}`)
  }
  await reader.close()
}

/** The clockwork of a year: all sources are due again and again. */
async function readOn(db: Db, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await makeDue(db)
    await sleep(ROUND_MS)
  }
}

async function makeDue(db: Db): Promise<void> {
  const now = new Date()
  await db.transaction().execute(async (tx) => {
    // What a job has locked is asked for by that job.
    await sql`update source set next_fetch_at = ${now} where id in (select id from source for update skip locked)`.execute(
      tx,
    )
    // A site that broke off is not left alone for long either.
    await sql`update source_site set asked_until = null where host in (select host from source_site for update skip locked)`.execute(
      tx,
    )
    await fetchDueSources(tx, now)
  })
}

/** Waits until every article is a post, or until none comes any more. */
async function settle(db: Db, sites: readonly Site[]): Promise<boolean> {
  const written = sites.reduce((sum, { articles }) => sum + articles.length, 0)
  let [most, since] = [0, performance.now()]
  while (performance.now() - since < STUCK_AFTER_MS) {
    await makeDue(db)
    const { many } = await db
      .selectFrom('post')
      .select(({ fn }) => fn.countAll<number>().as('many'))
      .executeTakeFirstOrThrow()
    if (many > most) [most, since] = [many, performance.now()]
    if (many >= written && (await isStill(db))) return true
    await sleep(ROUND_MS)
  }
  return false
}

/** Whether every file that came in is understood. */
async function isStill(db: Db): Promise<boolean> {
  const waiting = await db
    .selectFrom('source_raw')
    .select('id')
    .where('understood_at', 'is', null)
    .limit(1)
    .execute()
  return waiting.length === 0
}

async function judge(db: Db, sites: readonly Site[]) {
  const written = sites.flatMap(({ articles }) => articles)
  const { rows } = await sql<{ title: string; marks: number }>`
    select title, (select count(*)::int from post_match where post_match.post_id = post.id) as marks from post`.execute(
    db,
  )
  const byTitle = Map.groupBy(rows, ({ title }) => title)
  const isMarked = (title: string) => byTitle.get(title)?.some(({ marks }) => marks > 0) ?? false
  const isLookedFor = (title: string) => title.endsWith('stoeptegels')
  return {
    written: written.length,
    stored: rows.length,
    lost: written.filter((title) => !byTitle.has(title)),
    doubled: rows.filter(({ title }) => byTitle.get(title)?.length !== 1).map(({ title }) => title),
    unmarked: written.filter((title) => isLookedFor(title) && !isMarked(title)),
    markedFalsely: written.filter((title) => !isLookedFor(title) && isMarked(title)),
  }
}
