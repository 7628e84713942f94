import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '#platform/clock'
import { listenHttp } from '#platform/http'
import type { Log } from '#platform/log'
import { makeOpenDialogue, useTestSite } from '#web/testing'
import { createWebApp } from './app.ts'

const site = useTestSite()

const MINUTE_MS = 60_000
const AT_ONCE = 24
/** What somebody who leaves early may still be waited for. */
const LONGEST_STAY_MS = 40

type Door = { method: string; path: string }

/** Chance that comes out the same each time (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A log that keeps its errors. */
function keepingErrors(): { log: Log; errors: object[] } {
  const errors: object[] = []
  const nothing = () => undefined
  const log = { debug: nothing, info: nothing, warn: nothing }
  return { log: { ...log, error: (fields, message) => void errors.push({ message, ...fields }) }, errors }
}

/** Makes a request that says it is longer than what is sent of it, or whole, or no request at all. */
function requestTo({ method, path }: Door, draw: () => number): string {
  const body = method === 'POST' ? `statement=1&choice=agree&text=${'x'.repeat(draw() * 5000)}` : ''
  const length = draw() < 0.5 ? body.length : body.length + 1000
  const coding = draw() < 0.2 ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`
  const text = [
    `${method} ${path} HTTP/1.1`,
    'Host: praat.voorbeeld.example',
    'Origin: https://praat.voorbeeld.example',
    'Content-Type: application/x-www-form-urlencoded',
    coding,
    '',
    body,
  ].join('\r\n')
  return draw() < 0.3 ? text.slice(0, draw() * text.length) : text
}

/** Opens, writes, perhaps reads a little, and drops the connection: in the middle of whatever is going on. */
async function visit(port: number, door: Door, draw: () => number): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(requestTo(door, draw))
  if (draw() < 0.5) socket.pause()
  else socket.resume()
  await setTimeout(draw() * draw() * LONGEST_STAY_MS)
  leave(socket, draw())
}

function leave(socket: Socket, how: number): void {
  if (how < 0.4) socket.resetAndDestroy()
  else if (how < 0.7) socket.destroy()
  else socket.end(() => socket.destroy())
}

async function listDoors(page: string): Promise<Door[]> {
  const { routes } = await createWebApp(site().services)
  const slug = page.split('/').at(-1) ?? ''
  const doors = routes
    .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
    .map(({ method, path }) => ({
      method,
      path: path.replace('/dialogues/:slug', `/dialogues/${slug}`).replaceAll(/:\w+/g, '1'),
    }))
  const heads = doors.filter(({ method }) => method === 'GET').map(({ path }) => ({ method: 'HEAD', path }))
  // The map that is open for long is visited as often as all others together.
  const live = Array.from({ length: doors.length }, () => ({ method: 'GET', path: `${page}/live` }))
  expect(doors.length).toBeGreaterThan(100)
  return [...doors, ...heads, ...live]
}

// Besides that minute there is what is still under way at its end.
test('a minute of visitors who leave at any moment, on every page, breaks nothing', {
  timeout: 150_000,
}, async () => {
  const { page } = await makeOpenDialogue(site())
  const { log, errors } = keepingErrors()
  const services = { ...site().services, log, clock: systemClock }
  const listening = await listenHttp({ host: '127.0.0.1', port: 0 })
  if (listening.kind !== 'listening') throw new Error(listening.kind)
  const { server } = listening
  server.answerWith((await createWebApp(services)).fetch)
  onTestFinished(() => server.stop({ within: 0 }))
  const faults: unknown[] = []
  const note = (fault: unknown) => void faults.push(fault)
  for (const event of ['unhandledRejection', 'uncaughtException']) process.on(event, note)
  onTestFinished(() => {
    for (const event of ['unhandledRejection', 'uncaughtException']) process.off(event, note)
  })
  const doors = await listDoors(page)
  const end = performance.now() + MINUTE_MS
  const leaveAgainAndAgain = async (_: unknown, seed: number) => {
    const draw = chance(seed)
    while (performance.now() < end) {
      const door = doors[Math.floor(draw() * doors.length)]
      if (door) await visit(server.port, door, draw)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, leaveAgainAndAgain))
  await expect.poll(() => services.pages.live.size).toBe(0)
  const ready = await fetch(`http://127.0.0.1:${server.port}/readyz`)
  expect([ready.status, faults, errors]).toEqual([200, [], []])
})
