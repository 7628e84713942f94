/**
 * Votes a second through the real interface: the server in a process of its own, PostgreSQL as it is installed, a
 * load generator beside them on the same machine. Each vote comes from another person's browser, with its cookie, and
 * what a browser sends: with `--as script` as the page's own script does it, answered with the parts of the page that
 * changed; with `--as page` as a browser without JavaScript does: the vote, then the page it is sent to. With
 * `--worker on` maps are made meanwhile. One JSON line.
 * `node bench/votes.ts --participants 100000 --statements 500 --seconds 15 --as script`
 */
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import type { DB } from '#db'
import { connect } from '#platform/db'
import { makeLastingDossier } from '#stories'
import { choices, comeFromForm, sendByScript, sendForm, voteBody } from './browser.ts'
import { type DialogueStage, newStatementOf, stageDialogue } from './dialogue-stage.ts'
import { type Answer, HttpClient } from './http-client.ts'
import { describeMachine } from './machine.ts'
import { type Measured, type ProcessorUse, watchProcessor } from './processor.ts'
import { startBenchSite } from './site.ts'

const { values } = parseArgs({
  options: {
    participants: { type: 'string', default: '20000' },
    statements: { type: 'string', default: '100' },
    /** How many statements each has answered beforehand. */
    answered: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '32' },
    as: { type: 'string', default: 'script' },
    worker: { type: 'string', default: 'off' },
  },
})
const SIZE = {
  participants: Number(values.participants),
  statements: Number(values.statements),
  answered: Number(values.answered),
}
const SECONDS = Number(values.seconds)
const CONNECTIONS = Number(values.connections)
const WARM_UP_SECONDS = 2

/** Votes as a browser does, each time as another person from another address, and waits for the answer. */
async function vote(
  client: HttpClient,
  stage: DialogueStage,
  { url, turn }: { url: string; turn: number },
): Promise<void> {
  const person = (turn * 7919) % stage.secrets.length
  const statement = newStatementOf(stage, person, Math.floor(turn / stage.secrets.length))
  const visitor = {
    address: `10.${person >> 16}.${(person >> 8) & 255}.${person & 255}`,
    cookie: `wk-participant=${stage.secrets[person]}`,
  }
  const dialogue = `${url}/nl/dialogues/${stage.slug}`
  const isScript = values.as === 'script'
  const answer = await client.request({
    path: `/nl/dialogues/${stage.slug}/vote`,
    method: 'POST',
    headers: (isScript ? sendByScript : sendForm)(visitor, { from: dialogue }),
    body: voteBody({ statement, choice: choices[turn % 3] ?? 'pass' }, { isScript }),
  })
  if (isScript) return checkAnswer(answer.status, answer.body.toString())
  const location = answer.headers.get('location') ?? ''
  if (answer.status !== 303 || !location.includes('?after='))
    throw new Error(`A vote was answered with ${answer.status} ${location}.`)
  const page = await client.request({
    path: location,
    method: 'GET',
    headers: comeFromForm(visitor, { from: dialogue }),
  })
  if (page.status !== 200 || !read(page).includes('name="statement"'))
    throw new Error(`The page after a vote has ${page.status} and asks nothing.`)
}

/** What was compressed is opened: a page counts once it can be read. */
function read({ headers, body }: Answer): string {
  return (headers.get('content-encoding') === 'gzip' ? gunzipSync(body) : body).toString()
}

function checkAnswer(status: number, text: string): void {
  const { kind, address, parts } = JSON.parse(text)
  if (status !== 200 || kind !== 'voted' || !address || !/<h1/.test(parts.asked))
    throw new Error(`A vote was answered with ${status} ${text}.`)
}

type Measurement = { times: number[]; errors: number; seconds: number; use: ProcessorUse }

/** From the end of the warm-up until the last vote that was begun in time is answered. */
async function measure(stage: DialogueStage, url: string, processes: Measured): Promise<Measurement> {
  const http = new HttpClient(url, { connections: CONNECTIONS })
  const times: number[] = []
  let [turn, errors] = [0, 0]
  const run = async (seconds: number, note: (milliseconds: number) => void) => {
    const ends = performance.now() + seconds * 1000
    const client = async () => {
      for (let began = performance.now(); began < ends; began = performance.now()) {
        await vote(http, stage, { url, turn: turn++ }).catch((error: Error) => {
          errors += 1
          if (errors <= 3) console.error(error.message)
        })
        note(performance.now() - began)
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, client))
  }
  await run(WARM_UP_SECONDS, () => undefined)
  const began = performance.now()
  const watch = watchProcessor(processes)
  await run(SECONDS, (milliseconds) => times.push(milliseconds))
  const measured = { times, errors, seconds: (performance.now() - began) / 1000, use: watch(times.length) }
  http.close()
  return measured
}

const site = await startBenchSite(async (db) => {
  const dossier = await makeLastingDossier(db)
  const stage = await stageDialogue(db, dossier, SIZE)
  await sql`vacuum analyze`.execute(db)
  return stage
})
try {
  const worker = await site.startWorker()
  await waitForMap(site.databaseUrl, site.stage.id)
  if (values.worker === 'off') await worker.stop()
  const { times, errors, seconds, use } = await measure(site.stage, site.url, site.processes)
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 100) / 100
  const figures = {
    perSecond: Math.round(times.length / seconds),
    p50: at(0.5),
    p95: at(0.95),
    errors,
    ...use,
  }
  const how = { as: values.as, worker: values.worker, connections: CONNECTIONS }
  console.log(JSON.stringify({ bench: 'votes', ...figures, ...SIZE, ...how, machine: describeMachine() }))
} finally {
  await site.stop()
}

/** A map with its slow findings, which are made once for the votes that are there, and not all over while votes come. */
async function waitForMap(databaseUrl: string, dialogueId: string): Promise<void> {
  const { db, close } = connect<DB>(databaseUrl, { max: 1 })
  const find = () =>
    db
      .selectFrom('opinion_snapshot')
      .select('version')
      .where('dialogue_id', '=', dialogueId)
      .where('is_settled', '=', true)
      .executeTakeFirst()
  while (!(await find())) await new Promise((resolve) => setTimeout(resolve, 200))
  await close()
}
