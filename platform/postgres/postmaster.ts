import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { SetupError } from './setup-error.ts'

const run = promisify(execFile)
const STOP_LIMIT_MS = 30_000
const POLL_MS = 10

/** What a running server writes about itself in postmaster.pid. */
type Postmaster = { pid: number; ready: boolean }

/** Reads who says to serve this folder; a server that was killed leaves its file behind. */
export async function readPostmaster(folder: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  // A standby takes connections too; what it says is another word.
  return pid > 0 ? { pid, ready: lines[7] === 'ready' || lines[7] === 'standby' } : undefined
}

/**
 * Ends a server that outlived the process that started it, so that every start begins alike. Only for a caller that
 * has the folder to itself. A number that now belongs to another program is left alone.
 */
export async function stopOrphan(folder: string): Promise<void> {
  const postmaster = await readPostmaster(folder)
  if (!postmaster) return
  if (await isServing(postmaster.pid, folder)) return shutDown(postmaster.pid)
  await rm(join(folder, 'postmaster.pid'), { force: true })
}

/** PostgreSQL's "fast" shutdown: it ends the sessions, writes everything out and stops. */
export async function shutDown(pid: number): Promise<void> {
  signal(pid, 'SIGINT')
  if (await isGoneWithin(pid, STOP_LIMIT_MS)) return
  signal(pid, 'SIGQUIT')
  await isGoneWithin(pid, STOP_LIMIT_MS)
}

/** Whether a process with this number runs, whoever owns it; one that is over but not yet collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
  return !isZombie(pid)
}

/** In a container whose first process does not collect orphans, they keep their number for ever. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    return /\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}

async function isServing(pid: number, folder: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  const line = await commandLine(pid)
  return line.includes('postgres') && line.includes(folder)
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return run('ps', ['-o', 'args=', '-p', String(pid)]).then(
    ({ stdout }) => stdout,
    () => '',
  )
}

/** Waits until a process is gone; false when it is not in time. */
export async function isGoneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (isAlive(pid)) {
    if (performance.now() > end) return false
    await sleep(POLL_MS)
  }
  return true
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name)
  } catch (cause) {
    if (codeOf(cause) === 'ESRCH') return
    throw new SetupError(
      `PostgreSQL still runs as process ${pid} of another user: stop it, or start as that user.`,
      {
        cause,
      },
    )
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
