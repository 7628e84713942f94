import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { drawBrowserSecret } from '#domains/entrance'
import { makeLastingDialogue } from '#stories'
import { startGate, useTestDatabase } from '#testing'
import { buildProgram, startProgram } from './program-under-test.ts'

beforeAll(buildProgram)

const database = useTestDatabase()
let dialogue: string
beforeAll(async () => {
  dialogue = (await makeLastingDialogue(database().db)).slug
})

/** What hangs is given up after ten seconds and more, and each of these tests waits for that several times. */
const long = { timeout: 150_000 }

/** Pages on a way to the database that can go silent. */
async function servePages() {
  const gate = await startGate(database().url)
  onTestFinished(() => gate.shut())
  const serving = await startProgram(['serve'], {
    PORT: '0',
    DATABASE_URL: gate.url,
    WEERKLANK_SECRET: 'a secret for tests, and for nothing else',
    WEERKLANK_LOG_LEVEL: 'silent',
  })
  return { gate, serving }
}

/** Asks for a page, and says how long that took. */
async function ask(address: string): Promise<{ status: number; seconds: number }> {
  const began = performance.now()
  const response = await fetch(address, { signal: AbortSignal.timeout(60_000) })
  await response.arrayBuffer()
  return { status: response.status, seconds: (performance.now() - began) / 1000 }
}

it(
  'while the database says nothing, readiness is told within two seconds and pages fail in time; afterwards all goes on',
  long,
  async () => {
    const { gate, serving } = await servePages()
    const page = `${serving.url}/nl/dossiers?status=open`
    expect(await ask(page)).toMatchObject({ status: 200 })
    // What that page was made of is kept for a moment.
    await sleep(1100)
    gate.beSilent(true)
    const waiting = Array.from({ length: 15 }, (_, at) => ask(`${page}&at=${at}`))
    for (let turn = 0; turn < 3; turn++) {
      const { status, seconds } = await ask(`${serving.url}/readyz`)
      expect([status, seconds < 2]).toEqual([503, true])
    }
    for (const { status, seconds } of await Promise.all(waiting)) {
      expect(status).toBe(503)
      expect(seconds).toBeLessThan(25)
    }
    // Later too, when all that was kept is too old.
    const late = await ask(`${page}&at=late`)
    expect([late.status, late.seconds < 15]).toEqual([503, true])
    gate.beSilent(false)
    await expect.poll(async () => (await ask(page)).status, { interval: 500 }).toBe(200)
    expect(await ask(`${serving.url}/readyz`)).toMatchObject({ status: 200 })
    const { code } = await serving.stop()
    expect(code).toBe(0)
  },
)

it(
  'what was begun when the way to the database fell silent is given up by the database too, and holds up nobody after it',
  long,
  async () => {
    const { gate, serving } = await servePages()
    const page = `${serving.url}/nl/dialogues/${dialogue}`
    let isOver = false
    const crowd = Array.from({ length: 30 }, async () => {
      while (!isOver) await voteFirst(page)
    })
    // Newcomers come in together, by two transactions at a time.
    await expect.poll(countSessionsAtWork, { interval: 5, timeout: 10_000 }).toBeGreaterThan(1)
    gate.beSilent(true)
    await sleep(12_000)
    gate.beSilent(false)
    isOver = true
    await Promise.all(crowd)
    await expect.poll(() => voteFirst(page), { interval: 500, timeout: 40_000 }).toBe(303)
    await expect.poll(countSessionsAtWork, { interval: 500, timeout: 40_000 }).toBe(0)
    await serving.stop()
  },
)

/** Votes as somebody who was not there before, and says what came of it. */
async function voteFirst(page: string): Promise<number> {
  const response = await fetch(`${page}/vote`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: new URL(page).origin, cookie: `wk-participant=${drawBrowserSecret()}` },
    body: new URLSearchParams({ statement: '1', choice: 'agree' }),
  })
  await response.arrayBuffer()
  return response.status
}

/** Sessions of the program with a transaction that is under way, or stands still. */
async function countSessionsAtWork(): Promise<number> {
  const { rows } = await sql<{ many: number }>`
    select count(*)::integer as many from pg_stat_activity
    where application_name = 'weerklank' and datname = current_database()
      and xact_start is not null and pid <> pg_backend_pid()`.execute(database().db)
  return rows[0]?.many ?? 0
}
