import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Binaries, locateBinaries } from './binaries.ts'
import { isGoneWithin, readPostmaster } from './postmaster.ts'
import { type ServerUser, serverUser } from './server-user.ts'
import { SetupError } from './setup-error.ts'

const HOST = '127.0.0.1'
const USER = 'weerklank'
const PASSWORD_FILE = 'weerklank.password'
const START_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 30_000

export type ClusterOptions = {
  /** PostgreSQL's data directory; made on the first start. Its parent also gets the server's log. */
  folder: string
  /** Throws durability away for speed: for tests and nothing else. */
  fast?: boolean
  /** Default 100. */
  maxConnections?: number
}

/** A running PostgreSQL of our own, on loopback with a password. */
export type Cluster = {
  url(database?: string): string
  connection: { host: string; port: number; user: string; password: string }
  /** The server's process. */
  pid: number
  /** Shuts the server down cleanly; calling it twice is harmless. */
  stop(): Promise<void>
}

/** Makes the data directory where there is none, starts PostgreSQL on it and waits until it takes connections. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = resolve(options.folder)
  const [binaries, user] = await Promise.all([locateBinaries(), serverUser()])
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise({ ...options, folder }, binaries, user)
  const password = (await readFile(join(folder, PASSWORD_FILE), 'utf8')).trim()
  const { child, port } = await launch({ ...options, folder }, binaries, user)
  return describeCluster(child, { host: HOST, port, user: USER, password })
}

/** Made beside its place and then renamed, so that a first start that was interrupted leaves no half a cluster. */
async function initialise(options: ClusterOptions, binaries: Binaries, user?: ServerUser): Promise<void> {
  const draft = `${options.folder}.new`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  if (user) await chmod(dirname(draft), 0o711)
  const passwordFile = `${draft}.password`
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (user) await Promise.all([draft, passwordFile].map((path) => chown(path, user.uid, user.gid)))
  try {
    await runInitdb(binaries, draft, passwordFile, options, user)
    await rename(passwordFile, join(draft, PASSWORD_FILE))
    await rename(draft, options.folder)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function runInitdb(
  binaries: Binaries,
  folder: string,
  passwordFile: string,
  options: ClusterOptions,
  user?: ServerUser,
): Promise<void> {
  // The built-in provider sorts by code point, the same on every machine; pages sort Dutch with an ICU collation.
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--encoding=UTF8']
  const access = [`--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  const flags = ['--no-instructions', ...(options.fast ? ['--no-sync'] : [])]
  const child = spawn(binaries.initdb, ['-D', folder, ...locale, ...access, ...flags], {
    ...spawning(folder, user),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  const code = await ending(child)
  if (code !== 0)
    throw new SetupError(
      `PostgreSQL could not make its data folder ${options.folder}: ${lastLine(complaint)}`,
    )
}

async function launch(
  options: ClusterOptions,
  binaries: Binaries,
  user?: ServerUser,
): Promise<{ child: ChildProcess; port: number }> {
  const logPath = join(dirname(options.folder), 'postgres.log')
  const log = await open(logPath, 'a', 0o600)
  try {
    const port = await freePort()
    const child = spawn(binaries.postgres, ['-D', options.folder, ...settings(options, port)], {
      ...spawning(options.folder, user),
      // A group of its own: Ctrl-C in the terminal reaches us, and we end the server when the last request is done.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    await untilReady(child, options.folder, logPath)
    return { child, port }
  } finally {
    await log.close()
  }
}

function settings(options: ClusterOptions, port: number): string[] {
  const pairs: Record<string, string | number> = {
    listen_addresses: HOST,
    port,
    unix_socket_directories: '',
    max_connections: options.maxConnections ?? 100,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  return Object.entries(pairs).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function spawning(folder: string, user?: ServerUser) {
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  return { cwd: folder, env, ...(user ? { uid: user.uid, gid: user.gid } : {}) }
}

/** Asks the system for a port that is free now; PostgreSQL cannot choose one itself. */
function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, HOST, () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The server writes "ready" in its own file, as pg_ctl reads it: no log line to interpret. */
async function untilReady(child: ChildProcess, folder: string, logPath: string): Promise<void> {
  const ended = ending(child)
  const end = performance.now() + START_LIMIT_MS
  while (performance.now() < end) {
    const state = await Promise.race([ended, sleep(10, 'waiting' as const)])
    if (state !== 'waiting')
      throw new SetupError(`PostgreSQL stopped at once: ${lastLine(await readFile(logPath, 'utf8'))}`)
    const postmaster = await readPostmaster(folder)
    if (postmaster?.pid === child.pid && postmaster?.ready) return
  }
  child.kill('SIGQUIT')
  throw new SetupError(`PostgreSQL was not ready within ${START_LIMIT_MS / 1000} seconds: read ${logPath}.`)
}

function describeCluster(child: ChildProcess, connection: Cluster['connection']): Cluster {
  const pid = child.pid ?? 0
  const interrupt = () => void child.kill('SIGINT')
  process.once('exit', interrupt)
  let stopping: Promise<void> | undefined
  return {
    connection,
    pid,
    url: (database = 'postgres') => {
      const { host, port, user, password } = connection
      return `postgres://${user}:${password}@${host}:${port}/${database}`
    },
    stop: () => {
      process.off('exit', interrupt)
      stopping ??= shutDown(child)
      return stopping
    },
  }
}

/** SIGINT is PostgreSQL's "fast" shutdown: it ends the sessions, writes everything out and stops. */
async function shutDown(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return
  child.kill('SIGINT')
  if (await isGoneWithin(child.pid, STOP_LIMIT_MS)) return
  child.kill('SIGQUIT')
  await ending(child)
}

function ending(child: ChildProcess): Promise<number> {
  return new Promise((ended, failed) => {
    if (child.exitCode !== null) ended(child.exitCode)
    child.once('error', failed)
    child.once('exit', (code) => ended(code ?? 1))
  })
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
