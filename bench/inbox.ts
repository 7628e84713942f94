/**
 * How long the inbox takes to show: each list on its first page and deep down, the counts, one conversation opened,
 * and the track behind a claim code. One JSON line; `--explain` prints how PostgreSQL ran each list instead. With `--http` it is
 * the pages of lists and conversations, as a browser of somebody who is signed in asks a server for them: a line for each. With
 * `--search` it is what staff look for, in either way.
 * `node bench/inbox.ts --conversations 1000000 --open 80000`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB, Db } from '#db'
import {
  countInbox,
  findConversationOfInput,
  findConversations,
  type InboxFilter,
  type InboxOrder,
  listInbox,
  readConversation,
} from '#domains/answer'
import { connect, migrate } from '#platform/db'
import { startCluster } from '#platform/postgres'
import { prepareSearch } from '#platform/search'
import { measureOverHttp } from './inbox-over-http.ts'
import { fillInbox, NOW } from './inbox-stage.ts'
import { describeMachine } from './machine.ts'
import { searches } from './search-words.ts'

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '50000' },
    open: { type: 'string', default: '4000' },
    repeat: { type: 'string', default: '200' },
    explain: { type: 'boolean', default: false },
    http: { type: 'boolean', default: false },
    search: { type: 'boolean', default: false },
    connections: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '5' },
  },
})
const SIZE = { conversations: Number(values.conversations), open: Number(values.open) }
const REPEAT = Number(values.repeat)
const PAGE_SIZE = 15
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
    db
      .transaction()
      .execute((tx) => readConversation(tx, { id: next().id, by: accountId, now: NOW, today: TODAY })),
  )
  figures.track = await measure(() => findConversationOfInput(db, next().input_id))
  return figures
}

/** Fifty are more than a page shows. */
const FOUND = 50

async function measureSearches(db: Db): Promise<Record<string, { p50: number; p95: number }>> {
  const viewer = { accountId: await findSomebody(db), today: TODAY }
  const figures: Record<string, { p50: number; p95: number }> = {}
  for (const [name, typed] of Object.entries(searches))
    figures[name] = await measure(async () => {
      const { search } = await prepareSearch(db, typed)
      if (search) await findConversations(db, { search, viewer }, { size: FOUND })
    })
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
    await fillInbox(connection.db, SIZE)
    if (values.explain) return await explainAll(cluster.url())
    const ms = await (values.search ? measureSearches : measureAll)(connection.db)
    const worst = Math.max(...Object.values(ms).map((figure) => figure.p95))
    console.log(
      JSON.stringify({
        bench: values.search ? 'search' : 'inbox',
        ...SIZE,
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

const CONNECTIONS = Number(values.connections)
await (values.http
  ? measureOverHttp(SIZE, {
      connections: CONNECTIONS,
      seconds: Number(values.seconds),
      ofSearches: values.search,
    })
  : main())
