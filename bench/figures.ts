/**
 * How long figures of the desk take, of a month, a quarter and a year among a million runs of five years; and how fast conversations
 * are counted for them from their entries. One JSON line; `--explain` prints how PostgreSQL ran each query of a year instead.
 * `node bench/figures.ts --runs 1000000`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { DB, Db } from '#db'
import { countRuns, type FigureSubject, readFigures } from '#domains/answer'
import { connect, migrate } from '#platform/db'
import { startCluster } from '#platform/postgres'
import { fillInbox, NOW } from './inbox-stage.ts'
import { describeMachine } from './machine.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    conversations: { type: 'string', default: '5000' },
    repeat: { type: 'string', default: '20' },
    explain: { type: 'boolean', default: false },
  },
})
const RUNS = Number(values.runs)
const CONVERSATIONS = Number(values.conversations)
const TIME_ZONE = 'Europe/Amsterdam'
const SUBJECTS = 40
const ROOTS = 8

/** Forty subjects, most of which lie in one of eight, with twenty units; a twentieth spam, a tenth still open. */
async function fillRuns(db: Db): Promise<void> {
  const id = (kind: number, number: string) =>
    sql.raw(`(lpad('${kind}', 8, '0') || '-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`)
  await sql`insert into subject (id, created_at) select ${id(2, 'n')}, ${NOW} from generate_series(1, ${SUBJECTS}::int) n`.execute(
    db,
  )
  await sql`insert into subject_version (subject_id, version, name, parent_id, made_at)
    select ${id(2, 'n')}, 1, 'Subject ' || n, case when n > ${ROOTS}::int then ${id(2, `1 + n % ${ROOTS}`)} end, ${NOW}
    from generate_series(1, ${SUBJECTS}::int) n`.execute(db)
  await sql`insert into unit (id, name, created_at) select ${id(1, 'n')}, 'Unit ' || n, ${NOW} from generate_series(1, 20) n`.execute(
    db,
  )
  await sql`set session_replication_role = replica`.execute(db)
  await sql`insert into conversation_run
    select uuidv7(), 1, (${NOW}::timestamptz - (${RUNS}::int - n) * interval '5 years' / ${RUNS}::int)::date,
      (array['web', 'mail', 'mail', 'phone', 'desk', 'paper'])[1 + n % 6], ${id(2, `1 + (n * 7 + n / 11) % ${SUBJECTS}`)},
      ${id(1, '1 + (n * 3 + n / 7) % 20')}, case when n % 20 = 3 then 'spam' when n % 10 = 4 then null else 'answered' end,
      case when n % 10 <> 4 then (random() * random() * 4800)::int end, case when n % 10 <> 4 then (random() * random() * 9600)::int end,
      '2026-01-01T24:00', '2026-01-01T24:00', case when n % 10 <> 4 then n % 9 = 0 end, case when n % 10 <> 4 then n % 7 = 0 end, n % 13 = 0
    from generate_series(1, ${RUNS}::int) n`.execute(db)
  await sql`set session_replication_role = origin`.execute(db)
  await sql`vacuum analyze`.execute(db)
}

const periods = {
  month: { from: '2026-10', to: '2026-10' },
  quarter: { from: '2026-07', to: '2026-09' },
  year: { from: '2025-11', to: '2026-10' },
}

function read(db: Db, period: (typeof periods)['year'], of?: FigureSubject) {
  const reader = { accountId: null, today: '2026-11-20' }
  return readFigures(db, { period, of, reader, timeZone: TIME_ZONE, now: NOW })
}

async function measure(work: () => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  const times: number[] = []
  await work()
  for (let round = 0; round < Number(values.repeat); round++) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0)
  return { p50: at(0.5), p95: at(0.95) }
}

async function measureAll(db: Db) {
  const ms: Record<string, { p50: number; p95: number }> = {}
  for (const [name, period] of Object.entries(periods)) ms[name] = await measure(() => read(db, period))
  ms['year of one channel'] = await measure(() => read(db, periods.year, { by: 'channel', key: 'mail' }))
  return ms
}

/** Conversations with four entries each, a second. */
async function measureCounting(db: Db): Promise<number> {
  await fillInbox(db, { conversations: CONVERSATIONS, open: CONVERSATIONS / 10 })
  await sql`insert into conversation_uncounted select id, last_seq from conversation`.execute(db)
  const onFault = (error: unknown) => {
    throw error
  }
  const began = performance.now()
  const counted = await countRuns(db, { timeZone: TIME_ZONE, onFault })
  return Math.round(counted / ((performance.now() - began) / 1000))
}

async function explain(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  pool.on('connect', (client) => client.on('notice', ({ message }) => console.log(`${message}\n`)))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  try {
    await pool.query(`load 'auto_explain'; set auto_explain.log_min_duration = 0;
      set auto_explain.log_analyze = on; set auto_explain.log_buffers = on; set client_min_messages = log`)
    await read(db, periods.year)
  } finally {
    await pool.end()
  }
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'weerklank-bench-'))
  const cluster = await startCluster({ folder: join(folder, 'pg'), fast: true })
  const connection = connect<DB>(cluster.url())
  try {
    await migrate(connection.db, join(import.meta.dirname, '..', 'db', 'migrations'))
    await connection.db.connection().execute(fillRuns)
    if (values.explain) return await explain(cluster.url())
    const ms = await measureAll(connection.db)
    const countedPerSecond = await connection.db.connection().execute(measureCounting)
    console.log(
      JSON.stringify({ bench: 'figures', runs: RUNS, ms, countedPerSecond, machine: describeMachine() }),
    )
  } finally {
    await connection.close()
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

await main()
