import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { startGate, useTestDatabase } from '#testing'
import type { Log } from '../log/index.ts'
import { addJob, defineJob, handle, type JobHandler, startJobWorker } from './index.ts'

const database = useTestDatabase()
const knockJob = defineJob('knock', z.object({ word: z.string() }))
const knock = (word: string) => addJob(database().db, knockJob, { word })

/** A log that keeps its lines of some weight. */
function keepLines() {
  const lines: string[] = []
  const keep = (_fields: object, message: string) => void lines.push(message)
  const log: Log = { debug: () => undefined, info: keep, warn: keep, error: keep }
  return { log, lines }
}

async function start(url: string, handlers: JobHandler[], log = keepLines().log) {
  const worker = await startJobWorker({
    databaseUrl: url,
    handlers,
    log,
    patience: { breakOff: 300, leave: 900 },
  })
  onTestFinished(() => worker.stop())
  return worker
}

const countJobs = async () =>
  (await sql`select 1 from graphile_worker._private_jobs`.execute(database().db)).rows.length

test('a job that ends while the database is away ends nobody: work goes on when that is back, told in two lines', async () => {
  const { db, url } = database()
  const gate = await startGate(url)
  onTestFinished(() => gate.shut())
  const { log, lines } = keepLines()
  const done: string[] = []
  let finish = () => {}
  const held = new Promise<void>((resolve) => {
    finish = resolve
  })
  const meet = handle(knockJob, async ({ word }) => {
    done.push(word)
    if (word === 'long') await held
  })
  await start(gate.url, [meet], log)
  await knock('long')
  await expect.poll(() => done).toEqual(['long'])

  await gate.shut()
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query ilike '%graphile%'`.execute(db)
  finish()
  await sleep(1500)
  await knock('late')
  await gate.open()
  await expect.poll(() => done, { timeout: 20_000 }).toContain('late')
  expect(lines).toEqual(['jobs are not done now: it is tried again', 'jobs are done again'])
})

test('stopping ends in time though a job hangs; one that listens breaks off before', async () => {
  const began: string[] = []
  const brokenOff: string[] = []
  const meet = handle(knockJob, async ({ word }, { signal }) => {
    began.push(word)
    if (word === 'deaf') await new Promise(() => undefined)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    brokenOff.push(word)
  })
  await sql`delete from graphile_worker._private_jobs`.execute(database().db)
  const worker = await start(database().url, [meet])
  await knock('deaf')
  await knock('obedient')
  await expect.poll(() => began.toSorted()).toEqual(['deaf', 'obedient'])
  const from = performance.now()
  await worker.stop()
  expect(performance.now() - from).toBeLessThan(2500)
  expect(brokenOff).toEqual(['obedient'])
  expect(await countJobs()).toBe(1)
})
