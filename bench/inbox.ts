/**
 * How long the inbox takes to show: each list on its first page and deep down, the counts, one conversation opened,
 * and the track behind a claim code. One JSON line; `--explain` prints how PostgreSQL ran each list instead.
 * `node bench/inbox.ts --conversations 1000000 --open 80000`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { DB, Db } from '#db'
import {
  countInbox,
  findConversationOfInput,
  type InboxFilter,
  type InboxOrder,
  listInbox,
  readConversation,
} from '#domains/answer'
import { connect, migrate } from '#platform/db'
import { startCluster } from '#platform/postgres'
import { describeMachine } from './machine.ts'

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '50000' },
    open: { type: 'string', default: '4000' },
    repeat: { type: 'string', default: '200' },
    explain: { type: 'boolean', default: false },
  },
})
const CONVERSATIONS = Number(values.conversations)
const OPEN = Number(values.open)
const REPEAT = Number(values.repeat)
const PAGE_SIZE = 15
const STAFF = 50
const NOW = new Date('2026-11-20T12:00:00Z')
const TODAY = '2026-11-20'

const lists = [
  ['open', 'due'],
  ['open', 'newest'],
  ['mine', 'due'],
  ['mine', 'newest'],
  ['late', 'due'],
  ['undelivered', 'newest'],
  ['answered', 'newest'],
] as const satisfies [InboxFilter, InboxOrder][]

/** Five years of questions; the last `OPEN` of them wait for an answer, a hundred mails were refused. */
async function fill(db: Db): Promise<void> {
  // The rows refer to each other by construction: checking each of millions would take longer than writing them.
  await sql`set session_replication_role = replica`.execute(db)
  await sql`
    with new_unit as (insert into unit (id, name, created_at) values (uuidv7(), 'Klantcontact', ${NOW}) returning id),
      new_account as (
        insert into account (id, name, email, created_at, updated_at)
        select uuidv7(), 'Staff ' || n, n || '@voorbeeld.example', ${NOW}, ${NOW} from generate_series(1, ${STAFF}::int) n
        returning id)
    insert into staff_member (account_id, unit_id, role, created_at)
    select new_account.id, new_unit.id, 'responder', ${NOW} from new_account, new_unit`.execute(db)
  await sql`create temporary table asked as
    select uuidv7() as id, uuidv7() as input, n as n, n > ${CONVERSATIONS - OPEN}::int as waits,
      ${NOW}::timestamptz - (${CONVERSATIONS}::int - n) * interval '5 years' / ${CONVERSATIONS}::int as at,
      case when n % 3 > 0 then (select array_agg(account_id) from staff_member) end as staff
    from generate_series(1, ${CONVERSATIONS}::int) n`.execute(db)
  await sql`insert into input (id, public_id, kind, channel, body, received_at, published_at, answered_at)
    select input, gen_random_uuid(), 'question', 'web', 'A question of some length about something in the street.', at, at,
      case when not waits then at + interval '2 days' end from asked`.execute(db)
  await sql`insert into conversation
      (id, input_id, subject, language, last_seq, heard_seq, status, assigned_to, due_on, received_at, answered_at)
    select id, input, 'Question ' || n, 'nl', case when waits then 2 else 4 end, 1,
      case when waits then 'open' else 'answered' end, staff[1 + n % ${STAFF}::int],
      (at + interval '7 days')::date, at, case when not waits then at + interval '2 days' end from asked`.execute(
    db,
  )
  await sql`with mail as (
      insert into outgoing_mail (id, message_id, recipient, subject, body_text, state, created_at)
      select uuidv7(), '<' || n || '@voorbeeld.example>', 'x@voorbeeld.example', 'Receipt', 'Text',
        case when n > ${CONVERSATIONS - 100}::int then 'refused' else 'sent' end, at from asked
      returning id, message_id)
    insert into conversation_entry (conversation_id, seq, kind, at, body, channel, due_on, mail_id)
    select asked.id, entry.seq, entry.kind, at,
      case when entry.seq = 1 then 'A question of some length about something in the street.' end,
      case when entry.seq = 1 then 'web' end, case when entry.seq = 1 then (at + interval '7 days')::date end,
      case when entry.seq = 2 then mail.id end
    from asked join mail on mail.message_id = '<' || n || '@voorbeeld.example>',
      (values (1, 'received'), (2, 'receipt')) as entry (seq, kind)`.execute(db)
  await sql`insert into conversation_entry (conversation_id, seq, kind, at, by_account, body, draft_seq)
    select id, entry.seq, entry.kind, at + interval '2 days', (select min(account_id::text)::uuid from staff_member),
      case when entry.seq = 3 then 'An answer of some length.' end, case when entry.seq = 4 then 3 end
    from asked, (values (3, 'draft'), (4, 'sent')) as entry (seq, kind) where not waits`.execute(db)
  await sql`insert into conversation_reading (account_id, conversation_id, seq)
    select account_id, asked.id, 1 from asked, (select account_id from staff_member limit 3) s where n % 2 = 0`.execute(
    db,
  )
  await sql`set session_replication_role = origin`.execute(db)
  await sql`vacuum analyze`.execute(db)
}

async function measure(work: () => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  for (let warm = 0; warm < 10; warm++) await work()
  const times: number[] = []
  for (let round = 0; round < REPEAT; round++) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 100) / 100
  return { p50: at(0.5), p95: at(0.95) }
}

/** The cursor after about a thousand rows: further than anybody reads. */
async function deepCursor(read: (after?: string) => Promise<{ next: string | undefined }>) {
  let after: string | undefined
  for (let page = 0; page < 70; page++) {
    const { next } = await read(after)
    if (!next) break
    after = next
  }
  return after
}

async function measureAll(db: Db): Promise<Record<string, { p50: number; p95: number }>> {
  const accountId = await findSomebody(db)
  const viewer = { accountId, today: TODAY }
  const figures: Record<string, { p50: number; p95: number }> = {}
  for (const [filter, order] of lists) {
    const read = (after?: string) => listInbox(db, { filter, order, viewer }, { after, size: PAGE_SIZE })
    const after = await deepCursor(read)
    figures[`${filter} by ${order}`] = await measure(() => read())
    figures[`${filter} by ${order}, deep`] = await measure(() => read(after))
  }
  figures.counts = await measure(() => countInbox(db, viewer))
  const some = await db.selectFrom('conversation').select(['id', 'input_id']).limit(REPEAT).execute()
  let turn = 0
  const next = () => some[turn++ % some.length] ?? { id: '', input_id: '' }
  figures['open one'] = await measure(() =>
    db.transaction().execute((tx) => readConversation(tx, { id: next().id, by: accountId, now: NOW })),
  )
  figures.track = await measure(() => findConversationOfInput(db, next().input_id))
  return figures
}

/** The same queries, each with the plan by which PostgreSQL ran it, as it says itself. */
async function explainAll(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  pool.on('connect', (client) => client.on('notice', ({ message }) => console.log(`${message}\n`)))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  try {
    const viewer = { accountId: await findSomebody(db), today: TODAY }
    await pool.query(`load 'auto_explain'; set auto_explain.log_min_duration = 0;
      set auto_explain.log_analyze = on; set auto_explain.log_buffers = on; set client_min_messages = log`)
    for (const [filter, order] of lists) await listInbox(db, { filter, order, viewer }, { size: PAGE_SIZE })
    await countInbox(db, viewer)
  } finally {
    await pool.end()
  }
}

async function findSomebody(db: Db): Promise<string> {
  const { account_id: accountId } = await db
    .selectFrom('staff_member')
    .select('account_id')
    .orderBy('account_id')
    .executeTakeFirstOrThrow()
  return accountId
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'weerklank-bench-'))
  const cluster = await startCluster({ folder: join(folder, 'pg'), fast: true })
  const connection = connect<DB>(cluster.url(), { max: 1 })
  try {
    await migrate(connection.db, join(import.meta.dirname, '..', 'db', 'migrations'))
    await fill(connection.db)
    if (values.explain) return await explainAll(cluster.url())
    const ms = await measureAll(connection.db)
    const worst = Math.max(...Object.values(ms).map((figure) => figure.p95))
    const size = { conversations: CONVERSATIONS, open: OPEN }
    console.log(
      JSON.stringify({
        bench: 'inbox',
        ...size,
        ms,
        worstP95: worst,
        target: 100,
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
