import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addSource,
  addWatch,
  createFeedReader,
  createSourceFetcher,
  fetchDueSourcesJob,
  listPosts,
  listSources,
  newWatchSchema,
} from '#domains/listen'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { addJob, type JobWorker, startJobWorker } from '#platform/jobs'
import { silentLog } from '#platform/log'
import { hire } from '#stories'
import { listenOnLoopback, useTestDatabase } from '#testing'
import { createJobHandlers } from './index.ts'

const database = useTestDatabase()
const config = {
  ...readConfig({ WEERKLANK_ALLOW_PRIVATE_FETCH: 'on', WEERKLANK_URL: 'https://praat.example' }),
  secret: 's'.repeat(32),
}

let titles = ['Brug dicht']
const agents: Array<string | undefined> = []
const site = createServer((request, response) => {
  agents.push(request.headers['user-agent'])
  const items = titles.map((title) => `<item><title>${title}</title><guid>${title}</guid></item>`)
  response.writeHead(200, { 'Content-Type': 'application/rss+xml' })
  response.end(`<rss><channel><title>Dorpskrant</title>${items.join('')}</channel></rss>`)
})

let port = 0
let worker: JobWorker | undefined
const reader = createFeedReader()
let closeHandlers: (() => Promise<void>) | undefined

beforeAll(async () => {
  port = await listenOnLoopback(site)
  const { db, url } = database()
  const { handlers, close } = createJobHandlers({
    ...{ db, databaseUrl: database().url, config },
    ...{ clock: systemClock, log: silentLog },
  })
  worker = await startJobWorker({ databaseUrl: url, handlers, log: silentLog })
  closeHandlers = close
})

afterAll(async () => {
  await worker?.stop()
  await closeHandlers?.()
  await reader.close()
  await new Promise((resolve) => site.close(resolve))
})

test('a source that is added is read by the worker, again and again, and marked by watches', async () => {
  const { db } = database()
  const now = new Date()
  const { by } = await hire(db, { role: 'responder' })
  const address = `http://127.0.0.1:${port}/feed`
  const source = {
    address,
    purpose: 'Hinder zien',
    legalBasis: 'public_task',
    by,
    clock: systemClock,
  } as const
  expect(await addSource(db, { fetcher: createSourceFetcher(config), reader }, source)).toMatchObject({
    kind: 'added',
  })
  const shown = async () => (await listPosts(db, {}, { size: 10 })).rows
  await expect.poll(async () => (await shown()).map((post) => post.title)).toEqual(['Brug dicht'])

  const watch = newWatchSchema.parse({
    name: 'Verkeer',
    query: 'brug',
    purpose: 'Hinder',
    followsSubject: true,
  })
  await db.transaction().execute((tx) => addWatch(tx, watch, { by, now }))
  await expect.poll(async () => (await shown())[0]?.marks).toHaveLength(1)

  titles = ['Brug open', 'Brug dicht']
  await db.updateTable('source').set({ next_fetch_at: now }).execute()
  await addJob(db, fetchDueSourcesJob, {})
  await expect.poll(shown).toHaveLength(2)
  expect((await listSources(db, new Date(), { size: 1 })).rows[0]).toMatchObject({
    health: 'ok',
    failures: 0,
  })
  expect(new Set(agents)).toEqual(new Set(['Weerklank (+https://praat.example/nl/where-we-listen)']))
})
