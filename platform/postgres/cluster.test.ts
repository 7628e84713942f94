import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startCluster } from './cluster.ts'
import { isAlive } from './postmaster.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weerklank-cluster-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a PostgreSQL of our own', () => {
  it('answers both drivers, keeps its data over a restart and leaves no process behind', async () => {
    const first = await startCluster({ folder: join(folder, 'pg'), fast: true })
    const sql = postgres(first.url())
    await sql`create table kept (word text)`
    await sql`insert into kept values ('hallo')`
    await sql.end()
    await first.stop()
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)

    const second = await startCluster({ folder: join(folder, 'pg'), fast: true })
    const client = new pg.Client({ connectionString: second.url() })
    await client.connect()
    expect((await client.query('select word from kept')).rows).toEqual([{ word: 'hallo' }])
    await client.end()
    await second.stop()
  }, 30_000)
})
