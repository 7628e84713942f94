import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { startGate, useTestDatabase } from '#testing'
import type { Log } from '../log/index.ts'
import { addJob, defineJob, examineJobs, handle, type JobHandler, startJobWorker } from './index.ts'

const database = useTestDatabase()
const knockJob = defineJob('knock', z.object({ word: z.string() }))
const knock = (word: string, queue?: string) =>
  addJob(database().db, knockJob, { word }, queue ? { queue } : {})

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
    lookEvery: 200,
  })
  onTestFinished(() => worker.stop())
  return worker
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))

beforeEach(async () => {
  await sql`delete from graphile_worker._private_jobs`.execute(database().db)
})

/** A worker in a process of its own that takes one job and never ends it. */
async function startAnother() {
  const script = `
    const { defineJob, handle, startJobWorker } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))})
    const { silentLog } = await import(${JSON.stringify(join(import.meta.dirname, '../log/index.ts'))})
    const { z } = await import('zod')
    const hang = handle(defineJob('knock', z.object({})), async () => {
      console.log('taken')
      await new Promise(() => undefined)
    })
    const log = silentLog
    await startJobWorker({ databaseUrl: ${JSON.stringify(database().url)}, handlers: [hang], log })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

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
  // That what it held itself was freed is told too, where its session was among those that broke.
  const ofOutage = () => lines.filter((line) => line.startsWith('jobs are'))
  await expect.poll(ofOutage).toEqual(['jobs are not done now: it is tried again', 'jobs are done again'])
})

test('stopping ends in time though a job hangs; one that listens breaks off before', async () => {
  const began: string[] = []
  const brokenOff: string[] = []
  const meet = handle(knockJob, async ({ word }, { signal }) => {
    began.push(word)
    if (word === 'deaf') await new Promise(() => undefined)
    await untilAborted(signal)
    brokenOff.push(word)
  })
  const worker = await start(database().url, [meet])
  await knock('deaf')
  await knock('obedient')
  await expect.poll(() => began.toSorted()).toEqual(['deaf', 'obedient'])
  const from = performance.now()
  await worker.stop()
  expect(performance.now() - from).toBeLessThan(2500)
  expect(brokenOff).toEqual(['obedient'])
  const { rows } = await sql`select locked_by from graphile_worker._private_jobs`.execute(database().db)
  expect(rows).toEqual([{ locked_by: null }])
})

test('what a killed worker held is freed, a queue too; what a living one holds is not', async () => {
  const { db, url } = database()
  await knock('orphan', 'host')
  const other = await startAnother()
  await knock('next', 'host')
  const over = once(other, 'exit')
  other.kill('SIGKILL')
  await over
  await sql`update graphile_worker._private_jobs set locked_at = locked_at - interval '2 minutes'`.execute(db)
  // PostgreSQL ends the session of who was killed when it next looks.
  await expect.poll(() => examineJobs(db)).toMatchObject({ hasWorker: false, held: 1, late: 0 })

  const done: string[] = []
  const meet = handle(knockJob, async ({ word }) => {
    done.push(word)
    if (word === 'long') await sleep(1500)
  })
  await start(url, [meet])
  await start(url, [meet])
  await knock('long')
  await expect.poll(() => done.toSorted(), { timeout: 10_000 }).toEqual(['long', 'next', 'orphan'])
  expect(await examineJobs(db)).toEqual({ hasWorker: true, held: 0, late: 0, failing: [], long: 0 })
  await sleep(1500)
  expect(done).toHaveLength(3)
})

test('a job that is due for long and that nobody takes is late', async () => {
  const { db } = database()
  await addJob(db, knockJob, { word: 'alone' }, { runAt: new Date(Date.now() - 15 * 60_000) })
  expect(await examineJobs(db)).toMatchObject({ hasWorker: false, held: 0, late: 1 })
})

test('work of one kind that hangs holds up no other kind', async () => {
  const mailJob = defineJob('post', z.object({}))
  const done: string[] = []
  const hang = handle(mailJob, (_nothing, { signal }) => untilAborted(signal), { lane: 'mail' })
  const meet = handle(knockJob, async ({ word }) => void done.push(word))
  await start(database().url, [hang, meet])
  for (let mail = 0; mail < 20; mail++) await addJob(database().db, mailJob, {})
  await knock('other')
  await expect.poll(() => done).toEqual(['other'])
})

test('a job that is kept waiting begins when the transaction that kept it is committed, as it was', async () => {
  const { db, url } = database()
  const done: string[] = []
  const handlers = [handle(knockJob, async ({ word }) => void done.push(word))]
  await addJob(db, knockJob, { word: 'first' }, { key: 'door' })
  await db.transaction().execute(async (tx) => {
    await addJob(tx, knockJob, { word: 'second' }, { key: 'door', keepsWaiting: true })
    await start(url, handlers)
    await knock('beside')
    await expect.poll(() => done).toEqual(['beside'])
  })
  await knock('after')
  await expect.poll(() => done.toSorted()).toEqual(['after', 'beside', 'first'])
})
