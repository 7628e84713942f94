/**
 * Votes a second through the real interface: the server in a process of its own, PostgreSQL as it is installed, a
 * load generator beside them on the same machine. One JSON line.
 * `node bench/votes.ts --participants 100000 --statements 500 --seconds 15`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { Pool } from 'undici'
import type { DB, Db } from '#db'
import {
  drawBrowserSecret,
  makeDialogue,
  newDialogueSchema,
  openDialogue,
  pseudonymOf,
} from '#domains/deliberate'
import { makeDossier, newDossierSchema, openDossier } from '#domains/dossier'
import { addStaffMember, addUnit, foundOrganisation } from '#domains/people'
import { connect, migrate } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { startCluster } from '#platform/postgres'
import { buildProgram, startProgram } from '../apps/cli/program-under-test.ts'
import { describeMachine } from './machine.ts'

const { values } = parseArgs({
  options: {
    participants: { type: 'string', default: '20000' },
    statements: { type: 'string', default: '100' },
    /** How many statements each has answered beforehand. */
    answered: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '32' },
  },
})
const PARTICIPANTS = Number(values.participants)
const STATEMENTS = Number(values.statements)
const ANSWERED = Number(values.answered)
const SECONDS = Number(values.seconds)
const CONNECTIONS = Number(values.connections)
const WARM_UP_SECONDS = 2
const SECRET = 'a secret of the benchmark, long enough'

type Stage = { slug: string; secrets: string[] }

/** An open dialogue in which everybody has answered some statements. */
async function prepare(db: Db): Promise<Stage> {
  const now = new Date()
  const made = await db.transaction().execute(async (tx) => {
    await foundOrganisation(
      tx,
      {
        name: 'Bench',
        tagline: '',
        phone: '',
        opening_hours: '',
        visiting_address: '',
        email: '',
        is_demo: false,
      },
      now,
    )
    const unitId = await addUnit(tx, 'Bench', now)
    const person = { name: 'Bench', email: 'bench@voorbeeld.example', role: 'administrator', unitId } as const
    const { accountId: by } = await addStaffMember(tx, person, now)
    const dossier = await makeDossier(
      tx,
      newDossierSchema.parse({
        question: 'Bench',
        summary: 'Bench',
        language: 'nl',
        unitId,
        promise: {
          level: 'inform',
          statement: 'Bench',
          decidedBy: 'Bench',
          answerOn: '2099-01-01',
          decisionOn: '',
        },
        phases: [{ title: 'Bench', startsOn: '2020-01-01', endsOn: '' }],
      }),
      { by, now },
    )
    await openDossier(tx, dossier.id, now)
    const dialogue = newDialogueSchema.parse({
      dossierId: dossier.id,
      question: 'Bench',
      language: 'nl',
      seeds: ['Er komen meer bomen, nummer 1.'],
    })
    const outcome = await makeDialogue(tx, dialogue, { now })
    if (outcome.kind !== 'made') throw new Error(outcome.kind)
    await openDialogue(tx, outcome.id, { now, today: now.toISOString().slice(0, 10) })
    return { dossierId: dossier.id, ...outcome }
  })
  const secrets = Array.from({ length: PARTICIPANTS }, drawBrowserSecret)
  await fill(db, made, secrets)
  return { slug: made.slug, secrets }
}

/** Straight into the tables, with the counts as the triggers would have kept them. */
async function fill(
  db: Db,
  { id, dossierId }: { id: string; dossierId: string },
  secrets: string[],
): Promise<void> {
  const { key } = await db.selectFrom('dialogue').select('key').where('id', '=', id).executeTakeFirstOrThrow()
  const pseudonyms = secrets.map((secret) => pseudonymOf(key ?? Buffer.alloc(0), secret).toString('hex'))
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one)
    await sql`insert into statement (dialogue_id, number, text, fingerprint, language, state, created_at)
      select ${id}::uuid, n, 'Er komen meer bomen, nummer ' || n || '.', n, 'nl', 'published', now()
      from generate_series(2, ${STATEMENTS}::int) n`.execute(one)
    await sql`create temporary table person as
      select row_number() over () as number, pseudonym, gen_random_uuid() as input
      from unnest(${pseudonyms}::text[]) as pseudonym`.execute(one)
    await sql`insert into input (id, dossier_id, dialogue_id, kind, channel, received_at, published_at)
      select input, ${dossierId}::uuid, ${id}::uuid, 'votes', 'web', now(), now() from person`.execute(one)
    await sql`insert into participant (dialogue_id, number, pseudonym, input_id, joined_at)
      select ${id}::uuid, number, decode(pseudonym, 'hex'), input, now() from person`.execute(one)
    await sql`insert into vote (dialogue_id, participant, statement, choice, channel, voted_at)
      select ${id}::uuid, number, 1 + (number * 7 + n * 3) % ${STATEMENTS}::int, (number * n) % 3 - 1, 'web', now()
      from person, generate_series(1, ${ANSWERED}::int) n on conflict do nothing`.execute(one)
    await sql`insert into statement_tally (dialogue_id, statement, shard, agree, disagree, pass)
      select dialogue_id, statement, participant % 16, count(*) filter (where choice = 1),
        count(*) filter (where choice = -1), count(*) filter (where choice = 0)
      from vote group by 1, 2, 3`.execute(one)
    await sql`update dialogue_numbering set next_participant = ${PARTICIPANTS + 1}::int,
      next_statement = ${STATEMENTS + 1}::int`.execute(one)
    await sql`set session_replication_role = origin`.execute(one)
    await sql`vacuum analyze`.execute(one)
  })
}

const choices = ['agree', 'disagree', 'pass']
const draw = (many: number) => Math.floor(Math.random() * many)

/** Votes as a browser does, each time as another person from another address, and waits for the answer. */
async function vote(pool: Pool, { slug, secrets }: Stage, origin: string): Promise<void> {
  const person = draw(secrets.length)
  const { statusCode, headers, body } = await pool.request({
    path: `/nl/dialogues/${slug}/vote`,
    method: 'POST',
    headers: {
      origin,
      cookie: `wk-participant=${secrets[person]}`,
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': `10.${person >> 16}.${(person >> 8) & 255}.${person & 255}`,
    },
    body: `statement=${1 + draw(STATEMENTS)}&choice=${choices[draw(3)]}`,
  })
  await body.dump()
  if (statusCode !== 303 || !String(headers.location).includes('?after='))
    throw new Error(`A vote was answered with ${statusCode} ${headers.location}.`)
}

async function measure(stage: Stage, url: string): Promise<number[]> {
  const pool = new Pool(url, { connections: CONNECTIONS })
  const times: number[] = []
  const begins = performance.now() + WARM_UP_SECONDS * 1000
  const ends = begins + SECONDS * 1000
  const client = async () => {
    for (let began = performance.now(); began < ends; began = performance.now()) {
      await vote(pool, stage, url)
      const answered = performance.now()
      if (began >= begins && answered <= ends) times.push(answered - began)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, client))
  await pool.close()
  return times.sort((a, b) => a - b)
}

async function main(): Promise<void> {
  await buildProgram()
  const folder = await mkdtemp(join(tmpdir(), 'weerklank-bench-'))
  const cluster = await startCluster({ folder: join(folder, 'pg') })
  const databaseUrl = cluster.url()
  await prepareJobs(databaseUrl)
  const connection = connect<DB>(databaseUrl, { max: 2 })
  try {
    await migrate(connection.sql, join(import.meta.dirname, '..', 'db', 'migrations'))
    const stage = await prepare(connection.db)
    const server = await startProgram(['serve'], {
      PORT: '0',
      DATABASE_URL: databaseUrl,
      WEERKLANK_SECRET: SECRET,
      WEERKLANK_TRUSTED_PROXIES: '127.0.0.1',
    })
    const times = await measure(stage, server.url).finally(() => server.stop())
    const at = (share: number) => Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 100) / 100
    console.log(
      JSON.stringify({
        bench: 'votes',
        perSecond: Math.round(times.length / SECONDS),
        p50: at(0.5),
        p95: at(0.95),
        participants: PARTICIPANTS,
        statements: STATEMENTS,
        connections: CONNECTIONS,
        machine: describeMachine(),
      }),
    )
  } finally {
    await connection.close()
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

await main()
