import { type ChildProcess, spawn } from 'node:child_process'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readPostmaster } from './postmaster.ts'
import { complaintOf, ending, type Placement, spawning } from './server-process.ts'
import { SetupError } from './setup-error.ts'

/** Loopback only: the password guards it from other users of the machine. */
export const HOST = '127.0.0.1'

const START_LIMIT_MS = 120_000
const RETRIES = 20
const RETRY_MS = 250
const LOG_LIMIT_BYTES = 10_000_000

export type Launch = { place: Placement; log: string; fast: boolean; maxConnections: number }
export type Server = { child: ChildProcess; port: number; socketFolder: string | undefined }

/**
 * Starts the server and waits until it takes connections.
 * Tries again where waiting helps: another program took the port first, or the backends of a killed server are still going.
 */
export async function launch(options: Launch): Promise<Server> {
  await keepLogSmall(options.log)
  for (let attempt = 1; ; attempt++) {
    const outcome = await launchOnce(options)
    if (outcome.kind === 'ready') return outcome.server
    const passing = /Address already in use|pre-existing shared memory block/.test(outcome.complaint)
    if (!passing || attempt >= RETRIES) throw complaintOf(outcome.complaint, options.place.folder)
    await sleep(RETRY_MS)
  }
}

type Outcome = { kind: 'ready'; server: Server } | { kind: 'ended'; complaint: string }

async function launchOnce(options: Launch): Promise<Outcome> {
  const log = await open(options.log, 'a+', 0o600)
  try {
    const { size } = await log.stat()
    const port = await freePort()
    const socketFolder = await prepareSocket(options.place.folder, port)
    const child = spawn(
      options.place.binaries.postgres,
      ['-D', options.place.folder, ...settings(options, { port, socketFolder })],
      {
        ...spawning(options.place),
        // A group of its own: Ctrl-C in the terminal is for us, and we end the server when the last request is done.
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      },
    )
    if (await isReady(child, options)) return { kind: 'ready', server: { child, port, socketFolder } }
    return { kind: 'ended', complaint: await readFrom(log, size) }
  } finally {
    await log.close()
  }
}

function settings(
  options: Launch,
  { port, socketFolder = '' }: { port: number; socketFolder: string | undefined },
): string[] {
  const pairs: Record<string, string | number> = {
    listen_addresses: HOST,
    port,
    unix_socket_directories: socketFolder,
    max_connections: options.maxConnections,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A failing statement, its details, and often the sentence of the error itself carry what a visitor typed. What the
    // server says of itself (LOG, FATAL, PANIC) ranks above errors; the error and its code reach our own log.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(options.fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  return Object.entries(pairs).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** What the address of a socket has room for on every system, in bytes. */
const LONGEST_SOCKET = 103
/** In PostgreSQL's list of folders these stand between two, or around one. */
const SEPARATES = /[,"]/

/**
 * Where the server also listens without a network: among its data, which only its user can reach. What a killed server left
 * there goes. Where a path is too long, or there are no such sockets, loopback is all there is.
 */
async function prepareSocket(folder: string, port: number): Promise<string | undefined> {
  const left = (await readdir(folder)).filter((name) => name.startsWith('.s.PGSQL.'))
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })))
  const socket = join(folder, `.s.PGSQL.${port}`)
  const isPossible = process.platform !== 'win32' && Buffer.byteLength(socket) <= LONGEST_SOCKET
  return isPossible && !SEPARATES.test(folder) ? folder : undefined
}

/** The server writes "ready" in its own file, where pg_ctl reads it too: no log line to interpret. */
async function isReady(child: ChildProcess, options: Launch): Promise<boolean> {
  const ended = ending(child)
  const end = performance.now() + START_LIMIT_MS
  while (performance.now() < end) {
    if ((await Promise.race([ended, sleep(10, 'running')])) !== 'running') return false
    const postmaster = await readPostmaster(options.place.folder)
    if (postmaster?.pid === child.pid && postmaster?.ready) return true
  }
  child.kill('SIGINT')
  throw new SetupError(
    `PostgreSQL was not ready within ${START_LIMIT_MS / 1000} seconds: read ${options.log}.`,
  )
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

async function keepLogSmall(log: string): Promise<void> {
  const size = await stat(log).then(
    (file) => file.size,
    () => 0,
  )
  if (size > LOG_LIMIT_BYTES) await rename(log, `${log}.1`)
}

async function readFrom(file: FileHandle, start: number): Promise<string> {
  const { size } = await file.stat()
  const { buffer } = await file.read({ buffer: Buffer.alloc(size - start), position: start })
  return buffer.toString()
}
