/**
 * Votes as thousands of people drawn from a real conversation, through the real interface, a tenth of them a brigade that
 * copies one another within ten minutes; then reads what the report says of it. Honest people are real rows of votes, a
 * little changed, at any moment of two weeks; the server runs on a clock that this program sets, so that votes carry the
 * times of those weeks. The opinion worker makes maps meanwhile, as it always does. One JSON line.
 * `node bench/simulate-participants.ts --conversation ../shared/data/opinion/conversations/vtaiwan.uberx`
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { sql } from 'kysely'
import { Pool } from 'undici'
import type { DB, Db } from '#db'
import { fingerprintOf } from '#domains/deliberate'
import { drawBrowserSecret, pseudonymOf } from '#domains/entrance'
import type { MapEvidence } from '#domains/opinions'
import { connect } from '#platform/db'
import { makeLastingDossier, makeOpenDialogue } from '#stories'
import { sendByScript, voteBody } from './browser.ts'
import type { ClockSetting } from './clocked-server.ts'
import { describeMachine } from './machine.ts'
import {
  brigadeTimes,
  drawCrowd,
  type RealConversation,
  readConversation,
  SIMULATED_MS,
  type SimulatedVote,
} from './simulated-crowd.ts'
import { benchEnvironment, startBenchSite } from './site.ts'

const { values } = parseArgs({
  options: {
    conversation: { type: 'string', default: '../shared/data/opinion/conversations/vtaiwan.uberx' },
    people: { type: 'string', default: '5000' },
    /** Which share of them is the brigade. */
    brigade: { type: 'string', default: '0.1' },
    connections: { type: 'string', default: '32' },
    seed: { type: 'string', default: '1' },
  },
})
const PEOPLE = Number(values.people)
const BRIGADE = Math.round(PEOPLE * Number(values.brigade))
const CONNECTIONS = Number(values.connections)
/**
 * Votes cast between two settings of the clock, which runs through their moments meanwhile: an honest vote comes within
 * two hours of its moment, one of the brigade within half a minute.
 */
const BATCH = 512
/** The first day of the simulation: in the past, so that nothing of it lies ahead of the database's own clock. */
const BEGIN = Date.now() - SIMULATED_MS - 60 * 60_000
const SETTLED_WITHIN_MS = 5 * 60_000

const root = join(import.meta.dirname, '..')
const words = new Map([
  [1, 'agree'],
  [0, 'pass'],
  [-1, 'disagree'],
])

type Stage = { id: string; slug: string; key: Buffer }

async function stageStatements(db: Db, { statements }: RealConversation): Promise<Stage> {
  const now = new Date(BEGIN)
  const seeds = ['Deze stelling staat hier om te beginnen.']
  const dossier = await makeLastingDossier(db)
  const { id, slug } = await makeOpenDialogue(db, { dossier, seeds, at: now })
  // Real numbers from 1000 on: below stands what the dialogue began with.
  await sql`insert into statement (dialogue_id, number, text, fingerprint, language, state, is_seed, created_at)
    select ${id}::uuid, number, text, fingerprint, 'und', 'published', true, ${now}::timestamptz
    from unnest(
      ${statements.map((one) => numberOf(one.number))}::integer[],
      ${statements.map((one) => one.text)}::text[],
      ${statements.map((one) => fingerprintOf(one.text))}::text[]
    ) as one (number, text, fingerprint)`.execute(db)
  const { key } = await db.selectFrom('entrance').select('key').where('id', '=', id).executeTakeFirstOrThrow()
  return { id, slug, key: key ?? Buffer.alloc(0) }
}

function numberOf(original: number): number {
  return 1000 + original
}

/** Beside the built program, whose assets it serves. */
async function buildServer(): Promise<string> {
  const outfile = join(root, 'dist', 'clocked-server.js')
  await build({
    absWorkingDir: root,
    entryPoints: [join('bench', 'clocked-server.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node26',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  })
  return outfile
}

/** The server on its own clock, and what sets it. */
function clockedServer() {
  let child: ReturnType<typeof fork> | undefined
  const serve = async (databaseUrl: string) => {
    const started = fork(await buildServer(), { env: benchEnvironment(databaseUrl) })
    child = started
    const failed = once(started, 'exit').then(() => Promise.reject(new Error('The server did not start.')))
    const [{ url }] = (await Promise.race([once(started, 'message'), failed])) as [{ url: string }]
    failed.catch(() => undefined)
    const stop = async () => {
      const over = once(started, 'exit')
      started.disconnect()
      await over
    }
    return { url, pid: started.pid ?? 0, stop }
  }
  const setClock = async (setting: ClockSetting) => {
    if (!child) throw new Error('The server does not run yet.')
    const done = once(child, 'message')
    child.send(setting)
    await done
  }
  return { serve, setClock }
}

/** Cuts votes into batches, none of which is partly before and partly within the time of the brigade. */
function* batchesOf(votes: readonly SimulatedVote[]): Generator<SimulatedVote[]> {
  const partOf = ({ at }: SimulatedVote) => brigadeTimes.filter((time) => at >= time).length
  for (const part of Map.groupBy(votes, partOf).values())
    for (let from = 0; from < part.length; from += BATCH) yield part.slice(from, from + BATCH)
}

/** Casts votes in order of time: each person's one after another, people beside each other. */
async function castAll(
  votes: readonly SimulatedVote[],
  cast: (vote: SimulatedVote) => Promise<void>,
  setClock: (setting: ClockSetting) => Promise<void>,
): Promise<void> {
  let took = 1000
  for (const batch of batchesOf(votes)) {
    const [first, last] = [batch[0]?.at ?? 0, batch.at(-1)?.at ?? 0]
    await setClock({ base: BEGIN + first, rate: (last - first) / took, until: BEGIN + last })
    const began = performance.now()
    const waiting = [...Map.groupBy(batch, (vote) => vote.person).values()]
    const lane = async () => {
      for (let own = waiting.shift(); own; own = waiting.shift()) for (const vote of own) await cast(vote)
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, lane))
    took = Math.max(20, performance.now() - began)
  }
}

function caster(pool: Pool, url: string, slug: string, secrets: readonly string[]) {
  return async ({ person, statement, choice }: SimulatedVote): Promise<void> => {
    const { statusCode, body } = await pool.request({
      path: `/nl/dialogues/${slug}/vote`,
      method: 'POST',
      headers: sendByScript(
        {
          address: `10.${person >> 16}.${(person >> 8) & 255}.${person & 255}`,
          cookie: `wk-participant=${secrets[person]}`,
        },
        { from: `${url}/nl/dialogues/${slug}` },
      ),
      body: voteBody(
        { statement: numberOf(statement), choice: words.get(choice) ?? 'pass' },
        { isScript: true },
      ),
    })
    const text = await body.text()
    if (statusCode !== 200 || JSON.parse(text).kind !== 'voted')
      throw new Error(`A vote was answered with ${statusCode} ${text}.`)
  }
}

/** Waits until the map and its slow findings are of all votes. */
async function waitForFindings(db: Db, dialogueId: string, votes: number): Promise<MapEvidence> {
  for (const end = performance.now() + SETTLED_WITHIN_MS; performance.now() < end; await sleep(500)) {
    const { rows } = await sql<{ evidence: MapEvidence | null; votes: number; settled: boolean }>`
      select map -> 'evidence' as evidence, (map ->> 'votes')::integer as votes, is_settled as settled
      from opinion_snapshot where dialogue_id = ${dialogueId}::uuid order by version desc limit 1`.execute(db)
    const [made] = rows
    if (made?.settled && made.votes === votes && made.evidence) return made.evidence
  }
  throw new Error('No settled map came.')
}

/** Who the members of the brigade are among the dialogue's numbers. */
async function findPlanted(db: Db, stage: Stage, secrets: readonly string[]): Promise<Set<number>> {
  const pseudonyms = secrets.map((secret) => pseudonymOf(stage.key, secret).toString('hex'))
  const { rows } = await sql<{ number: number }>`
    select number from participant where dialogue_id = ${stage.id}::uuid
      and encode(pseudonym, 'hex') = any(${pseudonyms}::text[])`.execute(db)
  return new Set(rows.map((row) => row.number))
}

/** What everybody reads: the number in the report's first sentences is that of its data. */
async function readReport(url: string, slug: string): Promise<{ people: number; clusters: number }> {
  const json = await fetch(`${url}/nl/dialogues/${slug}/report.json`)
  const { suspects } = (
    (await json.json()) as { report: { suspects: { kind: string; people: number; clusters: [] } } }
  ).report
  if (suspects.kind !== 'found') throw new Error(`The report found nobody: ${suspects.kind}.`)
  const page = await (await fetch(`${url}/nl/dialogues/${slug}/report`)).text()
  const said = new Intl.NumberFormat('nl-NL').format(suspects.people)
  if (!page.includes(`${said} mensen gaven bijna dezelfde antwoorden`))
    throw new Error('The page of the report does not say what its data say.')
  return { people: suspects.people, clusters: suspects.clusters.length }
}

const conversation = await readConversation(values.conversation)
const votes = drawCrowd(conversation, { people: PEOPLE, brigade: BRIGADE, seed: Number(values.seed) })
const secrets = Array.from({ length: PEOPLE }, drawBrowserSecret)
const { serve, setClock } = clockedServer()
const site = await startBenchSite((db) => stageStatements(db, conversation), serve)
const { db, close } = connect<DB>(site.databaseUrl, { max: 1 })
try {
  await site.startWorker()
  const pool = new Pool(site.url, { connections: CONNECTIONS })
  const began = performance.now()
  await castAll(votes, caster(pool, site.url, site.stage.slug, secrets), setClock)
  const seconds = (performance.now() - began) / 1000
  await pool.close()
  const evidence = await waitForFindings(db, site.stage.id, votes.length)
  const found = new Set(
    evidence.suspects.kind === 'examined'
      ? evidence.suspects.clusters.flatMap((cluster) => cluster.participants)
      : [],
  )
  const planted = await findPlanted(db, site.stage, secrets.slice(-BRIGADE))
  const hits = [...found].filter((participant) => planted.has(participant)).length
  const told = await readReport(site.url, site.stage.slug)
  const fine = (value: number) => Math.round(1000 * value) / 1000
  const figures = {
    precision: fine(hits / found.size),
    recall: fine(hits / planted.size),
    reported: told.people,
    clusters: told.clusters,
    people: PEOPLE,
    brigade: planted.size,
    votes: votes.length,
    seconds: fine(seconds),
    perSecond: Math.round(votes.length / seconds),
  }
  const how = { conversation: values.conversation.split('/').at(-1), seed: Number(values.seed) }
  console.log(
    JSON.stringify({ bench: 'simulate-participants', ...figures, ...how, machine: describeMachine() }),
  )
} finally {
  await close()
  await site.stop()
}
