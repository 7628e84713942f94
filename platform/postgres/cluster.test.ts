import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { binariesIn, locateBinaries, MAJOR_VERSION } from './binaries.ts'
import { type Cluster, type ClusterOptions, startCluster } from './cluster.ts'
import { placementFor } from './placement.ts'
import { isAlive } from './postmaster.ts'

const isRoot = process.getuid?.() === 0
let temporary: string
let folder: string
let made: string

/** Making a cluster takes most of a second: one is made, and the tests that are not about that get a copy. */
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'weerklank-made-'))
  await (await startCluster({ folder: join(made, 'pg'), fast: true })).stop()
  return () => rm(made, { recursive: true, force: true })
})

beforeEach(async ({ onTestFinished }) => {
  temporary = await mkdtemp(join(tmpdir(), 'weerklank-cluster-'))
  // The first to be registered is the last to run: after what stops the processes in it.
  onTestFinished(() => rm(temporary, { recursive: true, force: true }))
  await chmod(temporary, 0o711)
  folder = join(temporary, 'pg')
})

/** Starts a cluster that is stopped when the test is over, however it ends. */
async function start(options: Partial<ClusterOptions> = {}): Promise<Cluster> {
  const cluster = await startCluster({ folder, fast: true, ...options })
  onTestFinished(() => cluster.stop())
  return cluster
}

/** A made cluster that does not run yet; rights and owners are kept. */
async function copyMade(): Promise<void> {
  await promisify(execFile)('cp', ['-a', join(made, 'pg'), folder])
}

function query(cluster: Cluster, text: string) {
  return queryAt(cluster.url(), text)
}

async function queryAt(url: string, text: string) {
  const client = new pg.Client(url)
  try {
    await client.connect()
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** A program of its own that starts a cluster, says so, and waits to be killed. */
async function startInAnotherProcess() {
  const script = `const { startCluster } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))})
    process.on('SIGUSR2', () => process.exit(0))
    const cluster = await startCluster({ folder: ${JSON.stringify(folder)} })
    console.log(JSON.stringify({ pid: cluster.pid, url: cluster.url() }))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  return { child, ...(JSON.parse(String(line)) as { pid: number; url: string }) }
}

describe('a PostgreSQL of our own', () => {
  it('answers without a network too, on a socket that nobody but its user reaches', async () => {
    await copyMade()
    await writeFile(join(folder, '.s.PGSQL.1'), 'what a killed server left')
    const cluster = await start()
    const asked = 'select inet_server_addr() is null as is_local'
    expect(await queryAt(cluster.socketUrl(), asked)).toEqual([{ is_local: true }])
    expect(await query(cluster, asked)).toEqual([{ is_local: false }])
    expect((await stat(folder)).mode & 0o077).toBe(0)
    expect(existsSync(join(folder, '.s.PGSQL.1'))).toBe(false)
    const withoutPassword = new URL(cluster.socketUrl())
    withoutPassword.password = 'guessed'
    await expect(queryAt(withoutPassword.href, asked)).rejects.toThrow(/password/)
  })

  it.each(['a'.repeat(100), 'with,comma'])(
    'on a path where no socket can be (%s) it answers on loopback',
    async (name) => {
      folder = join(temporary, name, 'pg')
      const cluster = await start()
      expect(cluster.socketUrl()).toBe(cluster.url())
      expect(await query(cluster, 'select 1 as one')).toEqual([{ one: 1 }])
    },
  )

  it('answers, keeps its data over a restart and leaves no process behind', async () => {
    const first = await start()
    await query(first, `create table kept (word text); insert into kept values ('hallo')`)
    await first.stop()
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)

    expect(await query(await start(), 'select word from kept')).toEqual([{ word: 'hallo' }])
  })

  it('opens only to its password, and listens on loopback only', async () => {
    await copyMade()
    const cluster = await start()
    const { port } = cluster.connection
    const guess = `postgres://weerklank:guess@127.0.0.1:${port}/postgres`
    await expect(queryAt(guess, 'select 1')).rejects.toThrow(/password/)
    expect(await query(cluster, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect((await stat(join(folder, 'weerklank.password'))).mode & 0o777).toBe(0o600)
  })

  it('is of the version that the data directories are held against', async () => {
    await copyMade()
    const [row] = await query(await start(), 'show server_version')
    expect(row?.server_version).toMatch(new RegExp(`^${MAJOR_VERSION}\\.`))
  })

  it('writes no statement and no value into its log', async () => {
    await copyMade()
    const cluster = await start()
    await query(cluster, 'create table account (email text unique)')
    await expect(
      query(cluster, `insert into account values ('a@example.nl'), ('a@example.nl')`),
    ).rejects.toThrow()
    await expect(query(cluster, `select 'a@example.nl'::uuid`)).rejects.toThrow(/a@example\.nl/)
    await expect(query(cluster, `select 'a@example.nl'::int`)).rejects.toThrow(/a@example\.nl/)
    await expect(query(cluster, 'select "a@example.nl"')).rejects.toThrow(/a@example\.nl/)
    await expect(
      query(cluster, `do $$ begin raise warning 'a@example.nl'; raise exception 'a@example.nl'; end $$`),
    ).rejects.toThrow(/a@example\.nl/)
    await expect(queryAt(cluster.url('absent'), 'select 1')).rejects.toThrow(/does not exist/)
    await cluster.stop()
    const log = await readFile(join(temporary, 'postgres.log'), 'utf8')
    expect(log).not.toContain('example.nl')
    // What an operator needs is there.
    for (const line of [
      'ready to accept connections',
      'FATAL:  database "absent"',
      'database system is shut down',
    ])
      expect(log).toContain(line)
  })

  it('loses nothing that was committed when its program is killed, and starts again on the orphan', async () => {
    await copyMade()
    const killed = await startInAnotherProcess()
    await queryAt(killed.url, 'create table vote (n int)')
    await queryAt(killed.url, 'insert into vote select generate_series(1, 1000)')
    killed.child.kill('SIGKILL')
    await once(killed.child, 'exit')
    expect(isAlive(killed.pid)).toBe(true)

    const began = performance.now()
    const cluster = await start()
    // It went when it was asked: half a minute later it would have been made to.
    expect(performance.now() - began).toBeLessThan(30_000)
    expect(isAlive(killed.pid)).toBe(false)
    expect(await query(cluster, 'select count(*)::int as votes from vote')).toEqual([{ votes: 1000 }])
  })

  it('ends with its program when that leaves without stopping it', async () => {
    await copyMade()
    const other = await startInAnotherProcess()
    other.child.kill('SIGUSR2')
    await once(other.child, 'exit')
    await expect.poll(() => isAlive(other.pid)).toBe(false)
  })

  it('starts when its folder names a process that is another program by now, and leaves that alone', async () => {
    await copyMade()
    const first = await start()
    await first.stop()
    const bystander = spawn('sleep', ['60'])
    onTestFinished(() => void bystander.kill('SIGKILL'))
    await writeFile(join(folder, 'postmaster.pid'), `${bystander.pid}\n${folder}\n`)
    const { uid, gid } = await stat(folder)
    await chown(join(folder, 'postmaster.pid'), uid, gid)
    await start()
    expect(bystander.exitCode).toBeNull()
    expect(bystander.signalCode).toBeNull()
  })

  it('recovers from a server that was killed itself', async () => {
    await copyMade()
    const first = await start({ fast: false })
    await query(first, 'create table kept (n int)')
    process.kill(first.pid, 'SIGKILL')
    await first.ended
    expect(await query(await start(), 'select * from kept')).toEqual([])
  })

  it('begins anew where a first start was interrupted', async () => {
    await mkdir(`${folder}.new/base`, { recursive: true })
    expect(await query(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('refuses the data directory of another major version, in a sentence', async () => {
    await copyMade()
    await writeFile(join(folder, 'PG_VERSION'), '17\n')
    await expect(startCluster({ folder })).rejects.toThrow(
      /made by PostgreSQL 17 and this is PostgreSQL 18: use the version/,
    )
  })

  it('says why PostgreSQL gave up, in a sentence', async () => {
    await copyMade()
    await writeFile(join(folder, 'postgresql.conf'), 'no_such_setting = on\n')
    await expect(startCluster({ folder })).rejects.toThrow(
      /^PostgreSQL could not start on .*postgresql.conf.*postgres.log/,
    )
  })
})

describe.skipIf(!isRoot)('as root', () => {
  it('runs as another user, who owns the data', async () => {
    const cluster = await start()
    const owner = (await stat(folder)).uid
    expect(owner).not.toBe(0)
    expect((await stat(`/proc/${cluster.pid}`)).uid).toBe(owner)
  })

  it('runs as the owner of the folder, where that is a user', async () => {
    await chown(temporary, 65534, 65534)
    await start()
    expect((await stat(folder)).uid).toBe(65534)
  })

  describe('below a folder that PostgreSQL cannot enter', () => {
    let elsewhere: string
    beforeEach(async () => {
      elsewhere = join(temporary, 'elsewhere')
      await mkdir(join(temporary, 'home', '.data'), { recursive: true })
      await chmod(join(temporary, 'home'), 0o700)
      folder = join(temporary, 'home', '.data', 'pg')
      // Not empty, so not ours to open.
      await writeFile(join(temporary, 'home', '.data', 'something'), '')
    })

    it('keeps the data where it can, says where, and finds it again', async () => {
      const notices: string[] = []
      const options = { elsewhere, onNotice: (notice: string) => notices.push(notice) }
      const first = await start(options)
      await query(first, 'create table kept (n int)')
      await first.stop()
      expect((await lstat(folder)).isSymbolicLink()).toBe(true)
      expect(notices).toEqual([
        expect.stringMatching(/who cannot enter .*home\/\.data: its files are in .*elsewhere/),
      ])
      expect(await query(await start(options), 'select * from kept')).toEqual([])
    })

    it('does not take up the database of a data folder that was deleted, and does not throw it away', async () => {
      const first = await start({ elsewhere })
      await query(first, 'create table kept (n int)')
      await first.stop()
      await rm(folder)
      const notices: string[] = []
      const second = await start({ elsewhere, onNotice: (notice) => notices.push(notice) })
      await expect(query(second, 'select * from kept')).rejects.toThrow(/does not exist/)
      expect(notices[0]).toMatch(/left behind is now in .*elsewhere\/[0-9a-f]{16}\.left-\d+/)
    })

    it('refuses a copied folder that leads to the database of another', async () => {
      await (await start({ elsewhere })).stop()
      const copy = join(temporary, 'home', 'copy')
      await mkdir(copy)
      await cp(folder, join(copy, 'pg'), { verbatimSymlinks: true })
      await expect(startCluster({ folder: join(copy, 'pg'), elsewhere })).rejects.toThrow(
        /is a copy that leads to/,
      )
    })

    it('refuses a link whose end is gone', async () => {
      await (await start({ elsewhere })).stop()
      await rm(elsewhere, { recursive: true })
      await expect(startCluster({ folder, elsewhere })).rejects.toThrow(/which is gone: put it back/)
    })
  })

  it('copies the programs when the user cannot reach them', async () => {
    const hidden = join(temporary, 'hidden')
    const installed = await locateBinaries()
    await cp(join(installed.root, '..'), join(hidden, 'package'), { recursive: true, verbatimSymlinks: true })
    await chmod(hidden, 0o700)
    const user = { name: 'nobody', uid: 65534, gid: 65534 }
    const binaries = binariesIn(join(hidden, 'package', 'native'))
    const elsewhere = join(temporary, 'elsewhere')
    const place = await placementFor({ folder, binaries, user, elsewhere, tell: () => undefined })
    expect(place.binaries.root).toMatch(/elsewhere\/postgresql-18/)
  })
})
