/**
 * How long it takes to find the mandate under which somebody sends an answer, among 500. One JSON line; `--explain` prints how
 * PostgreSQL ran every query of it instead. `node bench/mandates.ts --mandates 500`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { DB, Db } from '#db'
import { findMandate, type MandateQuestion } from '#domains/people'
import { connect, migrate } from '#platform/db'
import { startCluster } from '#platform/postgres'
import { describeMachine } from './machine.ts'

const { values } = parseArgs({
  options: {
    mandates: { type: 'string', default: '500' },
    repeat: { type: 'string', default: '2000' },
    explain: { type: 'boolean', default: false },
  },
})
const MANDATES = Number(values.mandates)
const REPEAT = Number(values.repeat)

/** 40 units, 200 subjects, 50 staff; each node lies in the one of a third of its number, so five or six deep. */
async function fill(db: Db): Promise<void> {
  const id = (kind: number, number: string) =>
    sql.raw(`(lpad('${kind}', 8, '0') || '-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`)
  await sql`insert into unit (id, parent_id, name, created_at)
    select ${id(1, 'n')}, case when n >= 3 then ${id(1, 'n / 3')} end, 'unit ' || n, now() from generate_series(1, 40) n`.execute(
    db,
  )
  await sql`insert into subject (id, created_at) select ${id(2, 'n')}, now() from generate_series(1, 200) n`.execute(
    db,
  )
  await sql`insert into subject_version (subject_id, version, parent_id, name, made_at)
    select ${id(2, 'n')}, v, case when n >= 3 then ${id(2, 'n / 3')} end, 'subject ' || n, now()
    from generate_series(1, 200) n, generate_series(1, 5) v`.execute(db)
  await sql`insert into account (id, name, email, created_at, updated_at)
    select ${id(3, 'n')}, 'n' || n, 'n' || n || '@voorbeeld.example', now(), now() from generate_series(1, 50) n`.execute(
    db,
  )
  await sql`insert into staff_member (account_id, created_at)
    select ${id(3, 'n')}, now() from generate_series(1, 50) n`.execute(db)
  await sql`insert into staff_role (id, account_id, unit_id, role, from_on, given_at)
    select ${id(5, 'n')}, ${id(3, 'n % 50 + 1')}, ${id(1, 'n % 7 + 1')},
      (array['responder', 'policy_maker'])[n % 2 + 1], '2026-01-01', now() from generate_series(1, 100) n`.execute(
    db,
  )
  await sql`insert into absence (id, account_id, from_on, to_on, deputy_id)
    select ${id(6, 'n')}, ${id(3, 'n')}, '2026-03-01', '2026-03-05', ${id(3, 'n + 1')}
    from generate_series(1, 49, 5) n`.execute(db)
  await sql`insert into mandate (id, act, role, account_id, unit_id, subject_id, approval, from_on, decision, given_at)
    select ${id(4, 'n')}, (array['draft', 'send', 'approve', 'publish'])[n % 4 + 1], case when n % 2 = 0 then 'responder' end,
      case when n % 2 = 1 then ${id(3, 'n % 50 + 1')} end, case when n % 3 > 0 then ${id(1, 'n % 40 + 1')} end,
      case when n % 5 > 0 then ${id(2, 'n % 200 + 1')} end, 'colleague', '2026-01-01', 'decision', now()
    from generate_series(1, ${MANDATES}::integer) n`.execute(db)
  await sql`analyze`.execute(db)
}

async function listQuestions(db: Db): Promise<MandateQuestion[]> {
  const [units, subjects, accounts] = await Promise.all([
    db.selectFrom('unit').select('id').orderBy('id').execute(),
    db.selectFrom('subject').select('id').orderBy('id').execute(),
    db.selectFrom('account').select('id').orderBy('id').execute(),
  ])
  return Array.from({ length: REPEAT }, (_, at) => ({
    accountId: accounts[at % accounts.length]?.id ?? '',
    act: 'send' as const,
    unitId: units[(at * 7) % units.length]?.id,
    subjectId: subjects[(at * 13) % subjects.length]?.id,
    channel: 'mail',
    visibility: 'private' as const,
    on: '2026-03-02',
  }))
}

async function measure(db: Db): Promise<object> {
  const questions = await listQuestions(db)
  for (const question of questions.slice(0, 50)) await findMandate(db, question)
  const times: number[] = []
  let found = 0
  for (const question of questions) {
    const began = performance.now()
    if (await findMandate(db, question)) found++
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 100) / 100
  return { found, ms: { p50: at(0.5), p95: at(0.95) } }
}

/** One question that finds a mandate, with the plan of each query inside it. */
async function explain(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  pool.on('connect', (client) => client.on('notice', ({ message }) => console.log(`${message}\n`)))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  try {
    let question: MandateQuestion | undefined
    for (const asked of await listQuestions(db))
      if (!question && (await findMandate(db, asked))) question = asked
    await pool.query(`load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on;
      set auto_explain.log_nested_statements = on; set client_min_messages = log`)
    if (question) await findMandate(db, question)
  } finally {
    await pool.end()
  }
}

const folder = await mkdtemp(join(tmpdir(), 'weerklank-bench-'))
const cluster = await startCluster({ folder: join(folder, 'pg'), fast: true })
const connection = connect<DB>(cluster.url(), { max: 1 })
try {
  await migrate(connection.db, join(import.meta.dirname, '..', 'db', 'migrations'))
  await fill(connection.db)
  if (values.explain) await explain(cluster.url())
  else {
    const figures = await measure(connection.db)
    console.log(
      JSON.stringify({
        bench: 'mandates',
        mandates: MANDATES,
        questions: REPEAT,
        ...figures,
        machine: describeMachine(),
      }),
    )
  }
} finally {
  await connection.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
