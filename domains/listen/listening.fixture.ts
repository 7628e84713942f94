import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Fetcher, FetchOutcome, FetchRequest } from '#platform/fetch'
import { hire, makeOpenDossier } from '#stories'
import { forgetJobs, type TestDatabase, transactionsOn, useTestDatabase } from '#testing'
import {
  type AddWatchOutcome,
  addSource,
  addWatch,
  applyWatch,
  createFeedReader,
  type FeedWeb,
  fetchSource,
  listPosts,
  listSources,
  type NewWatch,
  newWatchSchema,
  understandRaw,
} from './index.ts'

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE
export const start = new Date('2026-04-16T12:00:00Z')
export const feedAddress = 'https://krant.example/feed'

/** The time of the tests, and who does things in them. */
export const world = { time: start, by: '', unitId: '' }

let database: () => TestDatabase

export const reader = createFeedReader()

/** A database with one member of staff; every test starts without sources, at `start`. */
export function useListening(): () => TestDatabase {
  database = useTestDatabase()
  afterAll(() => reader.close())
  beforeAll(async () => {
    const member = { role: 'responder', unit: 'Webcare', at: start } as const
    Object.assign(world, await hire(database().db, member))
  })

  beforeEach(async () => {
    world.time = start
    await sql`truncate source, source_site, source_list, watch, post, input cascade`.execute(database().db)
    await forgetJobs(database().db)
  })
  return database
}

export const clock = { now: () => world.time }

export const inTransaction = transactionsOn(() => database())

export interface Article {
  guid?: string
  link?: string
  title: string
  text?: string
  date?: Date
}

export function feed(...articles: Article[]): string {
  const items = articles.map(
    ({ guid, link, title, text = '', date }) =>
      `<item><title>${title}</title><description>${text}</description>${guid ? `<guid isPermaLink="false">${guid}</guid>` : ''}
       ${link ? `<link>${link}</link>` : ''}<pubDate>${(date ?? new Date(start.getTime() - MINUTE)).toUTCString()}</pubDate>
       <author>jan@krant.example (Jan de Vries)</author></item>`,
  )
  return `<rss version="2.0"><channel><title>Dorpskrant</title><link>https://krant.example/</link><language>nl</language>${items.join('')}</channel></rss>`
}

export const answer = (body: string, headers: Record<string, string> = {}): FetchOutcome => ({
  kind: 'fetched',
  url: feedAddress,
  headers: { 'content-type': 'application/rss+xml', ...headers },
  body: new TextEncoder().encode(body),
})

/** A web of one place that gives the same answer each time, and remembers what it was asked. */
export function web(outcome: FetchOutcome): Fetcher & { asked: FetchRequest[] } {
  const asked: FetchRequest[] = []
  const fetcher = async (request: FetchRequest) => {
    asked.push(request)
    return outcome
  }
  return Object.assign(fetcher, { asked })
}

/** The same web, with somebody who understands it. */
export const webOf = (outcome: FetchOutcome): FeedWeb => ({ fetcher: web(outcome), reader })

export async function add(body: string, headers: Record<string, string> = {}): Promise<string> {
  const outcome = await addSource(database().db, webOf(answer(body, headers)), {
    address: feedAddress,
    purpose: 'Vragen over de wijk vroeg zien',
    legalBasis: 'public_task',
    by: world.by,
    clock,
  })
  if (outcome.kind !== 'added') throw new Error(outcome.kind)
  await understandAll()
  return outcome.sourceId
}

export async function understandAll(): Promise<void> {
  const waiting = await database()
    .db.selectFrom('source_raw')
    .select('id')
    .where('understood_at', 'is', null)
    .orderBy('fetched_at')
    .execute()
  for (const { id } of waiting) await understandRaw(database().db, reader, { rawId: id, now: world.time })
}

/** Lets the source become due, and answers it. */
export async function fetchLater(sourceId: string, outcome: FetchOutcome) {
  world.time = new Date(world.time.getTime() + DAY)
  const fetcher = web(outcome)
  const result = await fetchSource(database().db, fetcher, { sourceId, clock })
  await understandAll()
  return { result, asked: fetcher.asked }
}

export const posts = async () => (await listPosts(database().db, {}, { size: 50 })).rows
export const titles = async () => (await posts()).map((post) => post.title)
export const sourceLines = async () => (await listSources(database().db, world.time, { size: 50 })).rows
export const sourceLine = async () => (await sourceLines())[0]

export async function openDossierNamed(question: string): Promise<string> {
  const { by, unitId } = world
  return (await makeOpenDossier(database().db, { question, by, unitId, at: start })).id
}

/** A watch as a form would say it. */
export const watchOf = (query: string, words: Partial<NewWatch> = {}): NewWatch =>
  newWatchSchema.parse({
    ...{ name: 'Verkeer', query, purpose: 'Hinder vroeg zien', followsSubject: true },
    ...words,
  })

export const tryWatch = (query: string, words?: Partial<NewWatch>): Promise<AddWatchOutcome> =>
  inTransaction((tx) => addWatch(tx, watchOf(query, words), { by: world.by, now: world.time }))

/** Adds a watch that nothing stands in the way of, and lets it mark what is there. */
export async function watchFor(query: string, words?: Partial<NewWatch>): Promise<string> {
  const added = await tryWatch(query, words)
  if (added.kind !== 'added') throw new Error(`${query}: ${added.kind}`)
  await applyWatch(database().db, added.watchId, world.time)
  return added.watchId
}
