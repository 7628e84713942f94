/**
 * More than the machine carries: votes, forms, pages, live maps and files, at so many times the rate that it carries, with
 * nobody waiting for an answer before the next one comes (open loop). First it measures what is carried, then it sends
 * that rate times three, then it waits until all is as before. The server in a process of its own, the load beside it on the
 * same machine. One JSON line.
 * `node bench/overload.ts --seconds 120`
 */
import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { makeLastingDossier } from '#stories'
import { choices, goToPage, sendByScript, sendForm, voteBody } from './browser.ts'
import { type DialogueStage, newStatementOf, stageDialogue } from './dialogue-stage.ts'
import { describeMachine } from './machine.ts'
import { type Answered, createLedger, type Kind, kinds } from './overload-ledger.ts'
import { startBenchSite } from './site.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    /** How many times what is carried. */
    times: { type: 'string', default: '3' },
    /** Requests a second, where what is carried is known: on a machine with other work, the measure is by chance. */
    rate: { type: 'string', default: '0' },
    participants: { type: 'string', default: '20000' },
    statements: { type: 'string', default: '100' },
  },
})
const SECONDS = Number(values.seconds)
const TIMES = Number(values.times)
const SIZE = {
  participants: Number(values.participants),
  statements: Number(values.statements),
  answered: 10,
}
const CARRIED_SECONDS = 10
const CARRIED_AT_ONCE = 32
const TICK_MS = 5
/** Nobody waits longer; what has no answer by then has failed. */
const PATIENCE_MS = 30_000
const REMEMBERED_AT_MS = 60_000

type Stage = DialogueStage & { dossier: string }
type Send = { kind: Kind; path: string; body?: string; text?: string; cookie?: string }

const agent = new Agent({ keepAlive: true, maxSockets: 16_000 })

/** Of a hundred who come: forty vote, ten write, forty read, five follow a map, five take a file. */
function draw(turn: number, stage: Stage): Send {
  const place = (turn * 37) % 100
  const dialogue = `/nl/dialogues/${stage.slug}`
  if (place < 40) {
    const person = (turn * 7919) % stage.secrets.length
    const statement = newStatementOf(stage, person, Math.floor(turn / stage.secrets.length))
    const body = voteBody({ statement, choice: choices[turn % 3] ?? 'pass' }, { isScript: true })
    return { kind: 'vote', path: `${dialogue}/vote`, body, cookie: `wk-participant=${stage.secrets[person]}` }
  }
  if (place < 50) {
    const text = `Vraag nummer ${turn} over de bomen.`
    return { kind: 'form', path: '/nl/tell-us', text, body: String(new URLSearchParams({ body: text })) }
  }
  if (place < 90) {
    const paths = ['/nl', `/nl/dossiers/${stage.dossier}`, dialogue, `${dialogue}/results`, '/nl/outcomes']
    const path = paths[turn % paths.length] ?? '/nl'
    // Half of them at an address that nobody asked for before: no copy of it is kept.
    return { kind: 'page', path: place < 70 ? path : `${path}?visit=${turn}` }
  }
  return place < 95
    ? { kind: 'live', path: `${dialogue}/live` }
    : { kind: 'report', path: `${dialogue}/results.csv` }
}

/** A vote goes by the page's script; whoever writes has none. */
function sentAs(kind: Kind) {
  if (kind === 'vote') return sendByScript
  return kind === 'form' ? sendForm : goToPage
}

/** Sends one and says what came of it; of a live map, that it began. */
function send(url: string, turn: number, { kind, path, body, text, cookie }: Send): Promise<Answered> {
  const began = performance.now()
  const address = `10.${(turn >> 16) & 255}.${(turn >> 8) & 255}.${turn & 255}`
  const visitor = { address, ...(cookie ? { cookie } : {}) }
  return new Promise((resolve) => {
    const end = (status: number, more: Partial<Answered> = {}) =>
      resolve({ kind, status, ms: performance.now() - began, ...more })
    const sent = request(url + path, {
      agent,
      method: body === undefined ? 'GET' : 'POST',
      headers: sentAs(kind)(visitor, { from: `${url}/nl` }),
    })
    sent.setTimeout(PATIENCE_MS, () => sent.destroy())
    sent.on('error', () => end(0))
    sent.on('response', (answer) => {
      const status = answer.statusCode ?? 0
      const isOld = answer.headers.age !== undefined
      if (kind === 'live' && status === 200) {
        end(status)
        sent.destroy()
        return
      }
      const read: Buffer[] = []
      answer.on('data', (part: Buffer) => read.push(part))
      answer.on('error', () => end(0))
      answer.on('end', () => {
        const isZipped = answer.headers['content-encoding'] === 'gzip'
        const isTextBack = text === undefined || status !== 503 || textOf(read, isZipped).includes(text)
        end(status, { isOld, isTextBack })
      })
    })
    sent.end(body)
  })
}

function textOf(read: Buffer[], isZipped: boolean): string {
  const bytes = Buffer.concat(read)
  return (isZipped ? gunzipSync(bytes) : bytes).toString()
}

/** How many a second are answered as they should be, when each waits for an answer before the next. */
async function measureCarried(url: string, stage: Stage, turns: Iterator<number>): Promise<number> {
  let good = 0
  const ends = performance.now() + CARRIED_SECONDS * 1000
  const client = async () => {
    while (performance.now() < ends) {
      const turn = turns.next().value ?? 0
      const { status } = await send(url, turn, draw(turn, stage))
      if (status > 0 && status < 400) good += 1
    }
  }
  await Promise.all(Array.from({ length: CARRIED_AT_ONCE }, client))
  return good / CARRIED_SECONDS
}

/** Sends at a rate, whatever becomes of it. */
async function overload(
  url: string,
  stage: Stage,
  { rate, turns, tell }: { rate: number; turns: Iterator<number>; tell: (answered: Answered) => void },
): Promise<{ latestMs: number; mostOpen: number }> {
  const began = performance.now()
  let [sent, open, mostOpen, latestMs] = [0, 0, 0, 0]
  const waiting = new Set<Promise<void>>()
  while (performance.now() < began + SECONDS * 1000) {
    const due = ((performance.now() - began) / 1000) * rate
    latestMs = Math.max(latestMs, ((due - sent) / rate) * 1000)
    for (; sent < due; sent++) {
      const turn = turns.next().value ?? 0
      open += 1
      mostOpen = Math.max(mostOpen, open)
      const one = send(url, turn, draw(turn, stage)).then((answered) => {
        open -= 1
        tell(answered)
        waiting.delete(one)
      })
      waiting.add(one)
    }
    await sleep(TICK_MS)
  }
  await Promise.all(waiting)
  return { latestMs: Math.round(latestMs), mostOpen }
}

/** How long it takes until ten of each kind in a row are answered as they should be, within half a second. */
async function measureRecovery(url: string, stage: Stage, turns: Iterator<number>): Promise<number> {
  const began = performance.now()
  for (let inRow = 0; inRow < 10 * kinds.length; ) {
    const turn = turns.next().value ?? 0
    const { status, ms, isOld } = await send(url, turn, draw(turn, stage))
    inRow = status > 0 && status < 400 && ms < 500 && !isOld ? inRow + 1 : 0
    if (performance.now() - began > 120_000) return Number.POSITIVE_INFINITY
    await sleep(10)
  }
  return Math.round((performance.now() - began) / 100) / 10
}

function* countTurns(): Generator<number, number> {
  for (let turn = 0; ; turn++) yield turn
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

const site = await startBenchSite(async (db) => {
  const dossier = await makeLastingDossier(db)
  const stage = await stageDialogue(db, dossier, SIZE)
  await sql`vacuum analyze`.execute(db)
  return { ...stage, dossier: dossier.slug }
})
try {
  const turns = countTurns()
  const carried = Number(values.rate) / TIMES || (await measureCarried(site.url, site.stage, turns))
  const ledger = createLedger()
  let afterMinuteMb = 0
  const minute = setTimeout(async () => {
    afterMinuteMb = await residentMb(site.processes.node)
  }, REMEMBERED_AT_MS)
  const rate = carried * TIMES
  const load = await overload(site.url, site.stage, { rate, turns, tell: ledger.note })
  clearTimeout(minute)
  const atEndMb = await residentMb(site.processes.node)
  const recoveredAfterSeconds = await measureRecovery(site.url, site.stage, turns)
  const memory = { afterMinuteMb, atEndMb }
  const how = { seconds: SECONDS, carriedPerSecond: Math.round(carried), sentPerSecond: Math.round(rate) }
  console.log(
    JSON.stringify({
      bench: 'overload',
      ...how,
      ...load,
      ...ledger.sum(SECONDS),
      recoveredAfterSeconds,
      memory,
      machine: describeMachine(),
    }),
  )
} finally {
  agent.destroy()
  await site.stop()
}
