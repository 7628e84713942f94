import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { locateBinaries, MAJOR_VERSION } from './binaries.ts'
import { makeCluster, PASSWORD_FILE, ROLE } from './initdb.ts'
import { HOST, launch } from './launch.ts'
import { placementFor } from './placement.ts'
import { isGoneWithin, shutDown, stopOrphan } from './postmaster.ts'
import { ending, type Placement } from './server-process.ts'
import { serverUser } from './server-user.ts'
import { SetupError } from './setup-error.ts'

/** How long sessions that are ending may take before the others are ended. */
const LEAVING_MS = 300
const ELSEWHERE = '/var/lib/weerklank'

export type ClusterOptions = {
  /** PostgreSQL's data directory, made on the first start; the caller has it to itself. The log is beside it. */
  folder: string
  /** Throws durability away for speed: for tests and nothing else. */
  fast?: boolean
  /** Default 100. */
  maxConnections?: number
  /** Where files go that the server's user cannot reach otherwise; only as root. */
  elsewhere?: string
  /** Told, in a sentence, what an operator should know, such as that the files are elsewhere. */
  onNotice?: (notice: string) => void
}

/** A running PostgreSQL of our own, on loopback and on a socket among its data, with a password. */
export type Cluster = {
  /** Its address on loopback, which every program understands. */
  url(database?: string): string
  /** Its address without a network, where there is one: a query over it takes a third of the work of sending. */
  socketUrl(database?: string): string
  connection: { host: string; port: number; user: string; password: string }
  /** The server's process. */
  pid: number
  /** Resolves when the server is over, wanted or not. */
  ended: Promise<void>
  /** Shuts the server down cleanly; calling it twice is harmless. */
  stop(): Promise<void>
}

/**
 * Makes the data directory where there is none, starts PostgreSQL on it and waits until it takes connections.
 * @throws SetupError with a sentence for the operator when this machine or this folder does not allow it
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = resolve(options.folder)
  const { fast = false, maxConnections = 100 } = options
  await openParent(dirname(folder))
  const place = await choosePlacement(folder, options)
  await refuseOtherVersion(place.folder)
  await stopOrphan(place.folder)
  if (!existsSync(join(place.folder, 'PG_VERSION'))) await makeCluster(place, fast)
  const password = await readPassword(place.folder)
  const log = join(dirname(folder), 'postgres.log')
  const { child, port, socketFolder } = await launch({ place, log, fast, maxConnections })
  return handleOf(child, { host: HOST, port, user: ROLE, password }, socketFolder)
}

/** A parent that holds nothing yet is ours, and the server's user has to pass through it. */
async function openParent(parent: string): Promise<void> {
  await mkdir(parent, { recursive: true, mode: 0o711 })
  const isRoot = process.getuid?.() === 0
  if (isRoot && (await readdir(parent)).length === 0) await chmod(parent, 0o711)
}

async function choosePlacement(folder: string, options: ClusterOptions): Promise<Placement> {
  const [binaries, user] = await Promise.all([locateBinaries(), serverUser(folder)])
  if (!user) return { folder, binaries, user }
  const tell = options.onNotice ?? (() => {})
  return placementFor({ folder, binaries, user, elsewhere: options.elsewhere ?? ELSEWHERE, tell })
}

async function refuseOtherVersion(folder: string): Promise<void> {
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(absent))?.trim()
  if (version === undefined || version === MAJOR_VERSION) return
  throw new SetupError(
    `${folder} was made by PostgreSQL ${version} and this is PostgreSQL ${MAJOR_VERSION}: use the version of Weerklank that made it, or move the data over with pg_dump.`,
  )
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}

async function readPassword(folder: string): Promise<string> {
  return (await readFile(join(folder, PASSWORD_FILE), 'utf8')).trim()
}

function handleOf(
  child: ChildProcess,
  connection: Cluster['connection'],
  socketFolder: string | undefined,
): Cluster {
  const { host, port, user, password } = connection
  const url = (database = 'postgres') => `postgres://${user}:${password}@${host}:${port}/${database}`
  const interrupt = () => void child.kill('SIGINT')
  const ended = ending(child).then(() => void process.off('exit', interrupt))
  // If we leave without stopping it, it must not stay behind alone.
  process.once('exit', interrupt)
  let stopping: Promise<void> | undefined
  return {
    connection,
    pid: child.pid ?? 0,
    ended,
    url,
    socketUrl: (database) =>
      socketFolder ? `${url(database)}?host=${encodeURIComponent(socketFolder)}` : url(database),
    stop: () => {
      stopping ??= stopServer(child).then(() => ended)
      return stopping
    },
  }
}

/** Connections that were closed a moment ago get the time to be gone: a fast shutdown would still tell them of it. */
async function stopServer(child: ChildProcess): Promise<void> {
  const over = child.exitCode !== null || child.signalCode !== null
  if (over || !child.pid) return
  child.kill('SIGTERM')
  if (!(await isGoneWithin(child.pid, LEAVING_MS))) await shutDown(child.pid)
}
