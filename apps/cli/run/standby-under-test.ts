import { execFile } from 'node:child_process'
import { appendFile, chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { expect, onTestFinished } from 'vitest'
import type { DB, Db } from '#db'
import { connect } from '#platform/db'
import { type Cluster, startCluster } from '#platform/postgres'

const run = promisify(execFile)

/** A server and its standby: what is committed on the first is on the second too before anybody hears of it. */
export type Pair = { primary: Cluster; standby: Cluster; promote: () => Promise<void> }

/** Fills a server, copies it, and has the copy follow. Both are gone after the test. */
export async function startPair(prepare: (url: string) => Promise<void>): Promise<Pair> {
  const temporary = await mkdtemp(join(tmpdir(), 'weerklank-pair-'))
  onTestFinished(() => rm(temporary, { recursive: true, force: true }))
  // As root, PostgreSQL is another user who has to pass through.
  await chmod(temporary, 0o711)
  const [first, second] = [join(temporary, 'first', 'pg'), join(temporary, 'second', 'pg')]
  const alone = await startCluster({ folder: first })
  await prepare(alone.url())
  await alone.stop()
  await mkdir(dirname(second), { mode: 0o711 })
  await run('cp', ['-a', first, second])
  await appendFile(join(first, 'postgresql.conf'), "\nsynchronous_standby_names = '*'\n")
  const primary = await startCluster({ folder: first })
  onTestFinished(() => primary.stop())
  await follow(second, primary)
  const standby = await startCluster({ folder: second })
  onTestFinished(() => standby.stop())
  await onServer(primary.url(), (db) =>
    expect.poll(async () => (await listStandbys(db)).map(({ state }) => state)).toEqual(['sync']),
  )
  const promote = () =>
    onServer(standby.url(), async (db) => void (await sql`select pg_promote()`.execute(db)))
  return { primary, standby, promote }
}

async function follow(folder: string, { connection }: Cluster): Promise<void> {
  const { host, port, user, password } = connection
  const signal = join(folder, 'standby.signal')
  await writeFile(signal, '')
  const { uid, gid } = await stat(folder)
  await run('chown', [`${uid}:${gid}`, signal])
  const to = `host=${host} port=${port} user=${user} password=${password}`
  await appendFile(join(folder, 'postgresql.conf'), `\nprimary_conninfo = '${to}'\n`)
}

async function listStandbys(db: Db): Promise<{ state: string }[]> {
  const { rows } = await sql<{ state: string }>`select sync_state as state from pg_stat_replication`.execute(
    db,
  )
  return rows
}

/** Works on the database of a server, past anything that stands before it. */
export async function onServer<Result>(url: string, work: (db: Db) => Promise<Result>): Promise<Result> {
  const { db, close } = connect<DB>(url, { max: 2 })
  try {
    return await work(db)
  } finally {
    await close()
  }
}
