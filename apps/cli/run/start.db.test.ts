import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, lstat, mkdir, mkdtemp, readFile, readlink, rm } from 'node:fs/promises'
import { connect as connectTo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { connect } from '#platform/db'
import { useTestDatabase } from '#testing'
import { packageRoot } from './package-root.ts'
import {
  buildProgram,
  end,
  type Running,
  runProgram,
  startProgram,
  untilReady,
} from './program-under-test.ts'

const SECRET = 'a secret of the tests, long enough'

const isRoot = process.getuid?.() === 0
const database = useTestDatabase()
let temporary: string
let made: string
let dataDir: string

/** The first start takes the longest: most tests get a copy of the folder that one made. */
beforeAll(async () => {
  await buildProgram()
  made = await mkdtemp(join(tmpdir(), 'weerklank-made-'))
  await chmod(made, 0o711)
  await runProgram(['migrate'], { WEERKLANK_DATA_DIR: join(made, 'data') })
  return () => rm(made, { recursive: true, force: true })
})

beforeEach(async ({ onTestFinished }) => {
  temporary = await mkdtemp(join(tmpdir(), 'weerklank-start-'))
  // The first to be registered is the last to run: after what stops the processes in it.
  onTestFinished(() => rm(temporary, { recursive: true, force: true }))
  // As root, PostgreSQL is another user who has to pass through.
  await chmod(temporary, 0o711)
  dataDir = join(temporary, 'data')
})

const emptySettings = (more: Record<string, string> = {}) => ({
  PORT: '0',
  WEERKLANK_DATA_DIR: dataDir,
  WEERKLANK_DEMO: 'off',
  ...more,
})

/** Starts on a copy of the made folder, unless this test has one already. */
async function start(args = ['start'], more: Record<string, string> = {}): Promise<Running> {
  if (!existsSync(dataDir)) await promisify(execFile)('cp', ['-a', join(made, 'data'), temporary])
  return startProgram(args, emptySettings(more))
}

/** The process number of the PostgreSQL in the data folder, while it runs. */
async function serverPid(): Promise<number> {
  return Number((await readFile(join(dataDir, 'pg', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return status !== '' && !/\) Z/.test(status)
}

/** Runs a statement on the database of whatever runs in the data folder. */
async function query(statement: string) {
  const { databaseUrl } = JSON.parse(await readFile(join(dataDir, 'runtime.json'), 'utf8')) as {
    databaseUrl: string
  }
  const { db, close } = connect<unknown>(databaseUrl, { max: 1 })
  try {
    return (await sql.raw<Record<string, unknown>>(statement).execute(db)).rows
  } finally {
    await close()
  }
}

/** Sends the head of a form and not the form, and waits until the server says that it waits for that. */
async function beginForm(url: string): Promise<void> {
  const { origin, hostname, port } = new URL(url)
  const socket = connectTo(Number(port), hostname)
  socket.on('error', () => undefined)
  const head = [
    'POST /nl/sign-in HTTP/1.1',
    `Host: ${hostname}:${port}`,
    `Origin: ${origin}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 9',
    'Expect: 100-continue',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toBe('HTTP/1.1 100 Continue\r\n\r\n')
}

/** Whether anybody still listens at an address. */
async function isReachable(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  const socket = connectTo(Number(port), hostname)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** Presses the button of the page behind a one-time link. */
function openLink(link: string): Promise<Response> {
  const { origin, pathname, searchParams } = new URL(link)
  return fetch(origin + pathname, {
    method: 'POST',
    headers: { Origin: origin },
    body: new URLSearchParams({ token: searchParams.get('token') ?? '' }),
    redirect: 'manual',
  })
}

describe('weerklank start', () => {
  it('serves pages and signs the staff of the demo in with the links that it printed, once each', async () => {
    const running = await startProgram(['start'], emptySettings({ WEERKLANK_DEMO: 'on' }))
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200)
    const links = running.output().match(/http\S+token=\S+/g) ?? []
    expect(links.length).toBeGreaterThanOrEqual(3)
    expect(new Set(links).size).toBe(links.length)
    const [used, refused] = [await openLink(links[0] ?? ''), await openLink(links[0] ?? '')]
    expect([used.status, used.headers.get('set-cookie')]).toEqual([303, expect.stringContaining('HttpOnly')])
    expect([refused.ok, refused.headers.get('set-cookie')]).toEqual([false, null])
  })

  it('with the demo off, it founds an empty organisation and prints a link for its administrator', async () => {
    const running = await start(['start'], { WEERKLANK_ORGANISATION: 'Gemeente Duin' })
    expect(running.output()).toContain('Gemeente Duin')
    expect(running.output().match(/token=/g)).toHaveLength(1)
    expect(await query('select count(*)::int as dossiers from dossier')).toEqual([{ dossiers: 0 }])
  })

  it('tells the story of the demo again, and once, when the first telling was broken off', async () => {
    const countDossiers = () => query('select count(*)::int as dossiers from dossier')
    const first = await startProgram(['start'], emptySettings({ WEERKLANK_DEMO: 'on' }))
    const told = await countDossiers()
    // The organisation comes last: without it, the telling had not ended.
    await query('truncate organisation')
    await first.stop('SIGKILL')
    await startProgram(['start'], emptySettings({ WEERKLANK_DEMO: 'on' }))
    expect(await countDossiers()).toEqual(told)
    const lost = 'select id from entrance where id not in (select id from dialogue)'
    expect(await query(lost)).toEqual([])
  })

  it('ends what it started, and nothing is left but the data', async () => {
    const running = await start()
    const pid = await serverPid()
    const { code, stderr } = await running.stop('SIGINT')
    expect(code).toBe(0)
    expect(stderr).not.toMatch(/error|\bat\b/i)
    expect(await isRunning(pid)).toBe(false)
    await expect(lstat(join(dataDir, 'runtime.json'))).rejects.toThrow(/ENOENT/)
  })

  it('has its data again after a restart, and does not found the organisation twice', async () => {
    await (await start()).stop()
    await start()
    expect(await query('select count(*)::int as organisations from organisation')).toEqual([
      { organisations: 1 },
    ])
  })

  it('killed, it loses nothing that was committed, and starts again beside no orphan', async () => {
    const running = await start()
    const orphan = await serverPid()
    await query('create table kept as select generate_series(1, 1000) as n')
    await running.stop('SIGKILL')
    await start()
    expect(await query('select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
    expect(await isRunning(orphan)).toBe(false)
  })

  it('a signal that arrives twice at once, as under npm, is one; a second one later leaves at once', async () => {
    const running = await start()
    const pid = await serverPid()
    // A form that never ends holds up the first.
    await beginForm(running.url)
    process.kill(running.pid, 'SIGINT')
    process.kill(running.pid, 'SIGINT')
    // Half a second is counted from when the program heard of it: then nobody new is let in.
    await expect.poll(() => isReachable(running.url)).toBe(false)
    await sleep(700)
    expect(await isRunning(running.pid)).toBe(true)
    expect((await running.stop('SIGINT')).code).toBe(130)
    await expect.poll(() => isRunning(pid)).toBe(false)
  })

  it('stops when its PostgreSQL does, and says so', async () => {
    const running = await start()
    process.kill(await serverPid(), 'SIGINT')
    const { code, stderr } = await running.ended
    expect(code).toBe(1)
    expect(stderr).toMatch(/The embedded PostgreSQL stopped by itself: read postgres.log/)
  })

  it('runs twice beside each other, in other folders and on other ports', async () => {
    const first = await start()
    await promisify(execFile)('cp', ['-a', join(made, 'data'), join(temporary, 'second')])
    const second = await start(['start'], { WEERKLANK_DATA_DIR: join(temporary, 'second') })
    expect(first.url).not.toBe(second.url)
    for (const { url } of [first, second]) expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })

  it('lets a command beside it join its database, and serve and worker too', async () => {
    await start()
    const migrated = await runProgram(['migrate', '--json'], emptySettings())
    expect(migrated).toEqual({ code: 0, stdout: '{"applied":[]}\n', stderr: '' })
    const [serving] = await Promise.all([start(['serve']), start(['worker'])])
    expect((await fetch(`${serving.url}/readyz`)).status).toBe(200)
  })

  it('uses the database of DATABASE_URL and makes no folder', async () => {
    const external = { DATABASE_URL: database().url, WEERKLANK_SECRET: SECRET }
    const running = await startProgram(['start'], emptySettings(external))
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200)
    expect((await running.stop()).code).toBe(0)
    await expect(lstat(dataDir)).rejects.toThrow(/ENOENT/)
    expect(await database().db.selectFrom('organisation').select('is_demo').execute()).toEqual([
      { is_demo: false },
    ])
  })

  it.skipIf(!isRoot)('as root below a folder of mode 0700, says where its files are', async () => {
    const home = join(temporary, 'home')
    await mkdir(home, { mode: 0o700 })
    dataDir = join(home, '.data')
    const running = await startProgram(['start'], emptySettings())
    const place = dirname(await readlink(join(dataDir, 'pg')))
    onTestFinished(() => rm(place, { recursive: true, force: true }))
    expect(running.output()).toContain(`its files are in ${join(place, 'pg')}`)
    await running.stop()
    const again = await startProgram(['start'], emptySettings())
    expect(again.output()).toContain(`PostgreSQL's files are in ${join(place, 'pg')}`)
  })
})

describe('npm start', () => {
  it('ends at Ctrl-C, which reaches npm and everything below it at once, without a complaint', async () => {
    const pid = await withNpmStart(async (group, running) => {
      process.kill(-group, 'SIGINT')
      const { code, stderr } = await running.ended
      expect([0, 130]).toContain(code)
      expect(stderr).not.toMatch(/npm (error|ERR)/)
    })
    expect(await isRunning(pid)).toBe(false)
  })

  it('ends when npm alone is asked to', async () => {
    const pid = await withNpmStart(async (_group, running) => void (await running.stop('SIGTERM')))
    await expect.poll(() => isRunning(pid)).toBe(false)
  })
})

/** Runs `npm start` in a process group of its own, as a terminal does; gives its PostgreSQL's process number. */
async function withNpmStart(work: (group: number, running: Running) => Promise<void>): Promise<number> {
  await promisify(execFile)('cp', ['-a', join(made, 'data'), temporary])
  const child = spawn('npm', ['start'], {
    cwd: packageRoot,
    env: { PATH: process.env.PATH, HOME: temporary, ...emptySettings() },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  onTestFinished(() => end(child))
  const running = await untilReady(child)
  const pid = await serverPid()
  await work(running.pid, running)
  return pid
}

/** A Node of this machine that is older than the one we bring. */
function findOldNode(): string | undefined {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'))
  return candidates.find((path) => {
    const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
    const major = Number(/^v(\d+)/.exec(stdout ?? '')?.[1])
    return major >= 20 && major < 26
  })
}

describe('bin/weerklank.js on an older Node', () => {
  const oldNode = findOldNode()
  const program = join(packageRoot, 'bin', 'weerklank.js')

  it.skipIf(!oldNode)('runs on the Node of its own, and passes the exit code on', () => {
    const { status, stderr } = spawnSync(oldNode ?? '', [program, 'start'], {
      env: { PATH: '/usr/bin:/bin', PORT: 'http' },
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^PORT=http is not a port/)])
  })

  it.skipIf(!oldNode)('passes a signal on, and leaves nothing behind when it is killed itself', async () => {
    await promisify(execFile)('cp', ['-a', join(made, 'data'), temporary])
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const child = spawn(oldNode ?? '', [program, 'start'], {
        env: { PATH: '/usr/bin:/bin', ...emptySettings() },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      onTestFinished(() => end(child))
      const running = await untilReady(child)
      const { pid } = JSON.parse(await readFile(join(dataDir, 'runtime.json'), 'utf8')) as { pid: number }
      const server = await serverPid()
      expect((await running.stop(signal)).code).toBe(signal === 'SIGTERM' ? 0 : null)
      await expect.poll(() => isRunning(pid)).toBe(false)
      expect(await isRunning(server)).toBe(false)
    }
  })
})
