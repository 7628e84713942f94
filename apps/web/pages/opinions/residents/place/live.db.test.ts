import { setImmediate, setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import {
  type DialogueSnapshot,
  type OpinionEngine,
  type SnapshotFeed,
  startOpinionEngine,
} from '#domains/opinions'
import { systemClock } from '#platform/clock'
import { silentLog } from '#platform/log'
import { makeOpenDialogue, useTestSite } from '#web/testing'
import { createLiveMaps } from './live.ts'

type Follower = Parameters<SnapshotFeed['follow']>[1]

const site = useTestSite()
let engine: OpinionEngine | undefined

beforeAll(async () => {
  engine = await startOpinionEngine({
    databaseUrl: site().url,
    clock: systemClock,
    log: silentLog,
    timeZone: 'UTC',
  })
})
afterAll(() => engine?.stop())

/** Reads a stream event by event. */
async function* eventsOf(response: Response): AsyncGenerator<{ id: string; data: LiveData }> {
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk)
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) {
      const data = /^data: (.*)$/m.exec(part)?.[1]
      if (data) yield { id: /^id: (.*)$/m.exec(part)?.[1] ?? '', data: JSON.parse(data) }
    }
  }
}

type LiveData = { version: number; participants: number; votes: number }

/** So many people, each from a browser of their own, agree with the first statement. */
async function letVote(page: string, people: number): Promise<void> {
  for (let person = 0; person < people; person++)
    await site().post(`${page}/vote`, { statement: '1', choice: 'agree' })
}

test('a page that is open is told of each new map, and comes back where it was', async () => {
  const { page } = await makeOpenDialogue(site())
  const open = await site().get(`${page}/live`)
  expect(open.headers.get('content-type')).toBe('text/event-stream')
  expect(open.headers.get('x-accel-buffering')).toBe('no')
  const events = eventsOf(open)
  await letVote(page, 20)
  const first = (await events.next()).value
  expect(first?.data).toMatchObject({ version: Number(first?.id), participants: 10 })
  await letVote(page, 10)
  for await (const event of events) if (event.data.participants === 20) break
  const again = eventsOf(await site().get(`${page}/live`, { headers: { 'last-event-id': '0' } }))
  const newest = (await again.next()).value
  expect(newest?.data.participants).toBe(20)
  const later = eventsOf(
    await site().get(`${page}/live`, { headers: { 'last-event-id': String(newest?.id) } }),
  )
  await letVote(page, 10)
  expect(Number((await later.next()).value?.id)).toBeGreaterThan(Number(newest?.id))
  await Promise.all([again.return(undefined), later.return(undefined)])
})

test('a dialogue that is not public has no live map', async () => {
  expect((await site().get('/nl/dialogues/there-is-none/live')).status).toBe(404)
})

test('connections from one address are bounded', async () => {
  const { page } = await makeOpenDialogue(site())
  const open: Response[] = []
  for (let at = 0; at < 1000; at++) open.push(await site().get(`${page}/live`))
  const refused = await site().get(`${page}/live`)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30'])
  await Promise.all(open.map((response) => response.body?.cancel()))
  const welcome = await site().get(`${page}/live`)
  expect(welcome.status).toBe(200)
  await welcome.body?.cancel()
})

test('whoever leaves before the newest map was read is sent nothing, and nothing breaks', async () => {
  const { id: dialogueId, page } = await makeOpenDialogue(site())
  const snapshot = await untilThereIsAMap(page, dialogueId)
  const map = Promise.withResolvers<DialogueSnapshot | undefined>()
  const followers = new Set<Follower>()
  const connections = createLiveMaps({
    newest: () => map.promise,
    follow: (_id, follower) => {
      followers.add(follower)
      return () => followers.delete(follower)
    },
    close: async () => undefined,
  })
  const streams = Array.from({ length: 20 }, () => connections.open(dialogueId, { address: 'here', seen: 0 }))
  const [follower] = followers
  await Promise.all(streams.slice(0, 19).map((stream) => stream?.cancel()))
  const faults: unknown[] = []
  const note = (fault: unknown) => faults.push(fault)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))
  map.resolve(snapshot)
  const reader = streams[19]?.getReader()
  await reader?.read()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('event: map')
  await reader?.cancel()
  follower?.tell(snapshot)
  follower?.end()
  await setImmediate()
  expect([faults, connections.size, followers.size]).toEqual([[], 0, 0])
})

test('who asks for the head of the live map only, leaves no connection open', async () => {
  const { page } = await makeOpenDialogue(site())
  const before = site().services.pages.live.size
  for (let at = 0; at < 20; at++) {
    const head = await site().request(`${page}/live`, { method: 'HEAD' })
    expect([head.status, head.body]).toEqual([200, null])
  }
  expect(site().services.pages.live.size).toBe(before)
})

async function untilThereIsAMap(page: string, dialogueId: string): Promise<DialogueSnapshot> {
  await letVote(page, 20)
  for (;;) {
    const snapshot = await site().services.snapshots.newest(dialogueId)
    if (snapshot) return snapshot
    await setTimeout(100)
  }
}
