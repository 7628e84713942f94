/**
 * First votes a second, and later ones of the same people in the same run: the server in a process of its own, PostgreSQL
 * as it is installed, a load generator beside them on the same machine. Each person comes from an address of their own,
 * with the cookie that their browser holds, and sends what the page's own script does. One JSON line.
 * `node bench/newcomers.ts --people 5000 --connections 32 --present 10000 --access code`
 * With `--rate 700 --seconds 300` so many people a second cast their first vote, whether or not the others were answered
 * yet, and the line says how long after they should have been sent the answers came.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { accesses } from '#domains/entrance'
import { makeLastingDossier } from '#stories'
import { choices, sendByScript, voteBody } from './browser.ts'
import { drawNewcomers, stageDialogue } from './dialogue-stage.ts'
import { HttpClient } from './http-client.ts'
import { describeMachine } from './machine.ts'
import { watchProcessor } from './processor.ts'
import { startBenchSite } from './site.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '4000' },
    connections: { type: 'string', default: '32' },
    /** People who take part already, and have answered some statements. */
    present: { type: 'string', default: '0' },
    statements: { type: 'string', default: '100' },
    access: { type: 'string', default: 'everyone' },
    rate: { type: 'string' },
    seconds: { type: 'string', default: '30' },
  },
})
const access = accesses.find((one) => one === values.access)
if (!access) throw new Error(`--access ${values.access} is none of ${accesses.join(', ')}`)
const [RATE, SECONDS] = [Number(values.rate ?? 0), Number(values.seconds)]
const PEOPLE = RATE > 0 ? RATE * SECONDS : Number(values.people)
const CONNECTIONS = Number(values.connections)
/** Not counted: the programs have begun to run well, and both kinds of votes as much. */
const WARM_UP_PEOPLE = 1000
const WARM_UP = { first: 1, later: 2 }
const MEASURED = { first: 3, later: 4 }
const SEND_EVERY_MS = 4

const site = await startBenchSite(async (db) => {
  const size = { participants: Number(values.present), statements: Number(values.statements), answered: 10 }
  const stage = await stageDialogue(db, await makeLastingDossier(db), size, access)
  const newcomers = await drawNewcomers(db, stage.id, PEOPLE + WARM_UP_PEOPLE)
  await sql`vacuum analyze`.execute(db)
  return { slug: stage.slug, newcomers }
})
const client = new HttpClient(site.url, { connections: CONNECTIONS })
let errors = 0

/** Votes as the page's own script does, and waits for the answer. */
async function vote(person: number, statement: number): Promise<void> {
  const visitor = {
    address: `10.${person >> 16}.${(person >> 8) & 255}.${person & 255}`,
    cookie: `wk-participant=${site.stage.newcomers[person]}`,
  }
  const { status, body } = await client.request({
    path: `/nl/dialogues/${site.stage.slug}/vote`,
    method: 'POST',
    headers: sendByScript(visitor, { from: `${site.url}/nl/dialogues/${site.stage.slug}` }),
    body: voteBody({ statement, choice: choices[person % 3] ?? 'pass' }, { isScript: true }),
  })
  const text = body.toString()
  if (status === 200 && JSON.parse(text).kind === 'voted') return
  errors += 1
  if (errors <= 3) console.error(`A vote was answered with ${status} ${text.slice(0, 500)}`)
}

/** One vote of each of these people, as many at once as there are connections. */
async function voteInTurn(
  { from, people }: { from: number; people: number },
  statement: number,
): Promise<Measurement> {
  const times: number[] = []
  const began = performance.now()
  const watch = watchProcessor(site.processes)
  let next = from
  const oneByOne = async () => {
    while (next < from + people) {
      const sent = performance.now()
      await vote(next++, statement)
      times.push(performance.now() - sent)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, oneByOne))
  return { times, seconds: (performance.now() - began) / 1000, use: watch(people) }
}

/** So many first votes a second, however long the answers take. */
async function voteAtRate(statement: number): Promise<Measurement> {
  const times: number[] = []
  const answers: Promise<unknown>[] = []
  const began = performance.now()
  const watch = watchProcessor(site.processes)
  while (answers.length < PEOPLE) {
    const due = Math.min(PEOPLE, Math.floor(((performance.now() - began) * RATE) / 1000))
    while (answers.length < due) {
      const person = WARM_UP_PEOPLE + answers.length
      const dueAt = began + (answers.length * 1000) / RATE
      answers.push(vote(person, statement).then(() => times.push(performance.now() - dueAt)))
    }
    await sleep(SEND_EVERY_MS)
  }
  await Promise.all(answers)
  return { times, seconds: (performance.now() - began) / 1000, use: watch(PEOPLE) }
}

type Measurement = { times: number[]; seconds: number; use: ReturnType<ReturnType<typeof watchProcessor>> }

function figuresOf({ times, seconds, use }: Measurement) {
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 100) / 100
  const perSecond = Math.round(times.length / seconds)
  return { perSecond, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1), ...use }
}

async function measure() {
  const people = { from: WARM_UP_PEOPLE, people: PEOPLE }
  if (RATE > 0) return { first: figuresOf(await voteAtRate(MEASURED.first)), rate: RATE, seconds: SECONDS }
  const first = figuresOf(await voteInTurn(people, MEASURED.first))
  const later = figuresOf(await voteInTurn(people, MEASURED.later))
  return { first, later, ratio: Math.round((first.perSecond / later.perSecond) * 100) / 100 }
}

try {
  const warmUp = { from: 0, people: WARM_UP_PEOPLE }
  for (const statement of [WARM_UP.first, WARM_UP.later]) await voteInTurn(warmUp, statement)
  const figures = await measure()
  const size = { people: PEOPLE, connections: CONNECTIONS, present: Number(values.present), access }
  console.log(JSON.stringify({ bench: 'newcomers', ...figures, errors, ...size, machine: describeMachine() }))
} finally {
  client.close()
  await site.stop()
}
