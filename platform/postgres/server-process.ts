import type { ChildProcess } from 'node:child_process'
import type { Binaries } from './binaries.ts'
import type { ServerUser } from './server-user.ts'
import { SetupError } from './setup-error.ts'

/** Where a cluster lives, with which programs and as whom it runs. */
export type Placement = { folder: string; binaries: Binaries; user: ServerUser | undefined }

/** How PostgreSQL's programs are started: no setting of ours leaks into them, and none of the machine's does. */
export function spawning(place: Placement) {
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  const { user } = place
  return { cwd: place.folder, env, ...(user ? { uid: user.uid, gid: user.gid } : {}) }
}

/** Resolves with the exit code when the process is over; a process ended by a signal counts as 1. */
export function ending(child: ChildProcess): Promise<number> {
  return new Promise((ended, failed) => {
    if (child.exitCode !== null || child.signalCode !== null) ended(child.exitCode ?? 1)
    child.once('error', failed)
    child.once('exit', (code) => ended(code ?? 1))
  })
}

/** Turns what PostgreSQL wrote before it gave up into one sentence for the operator. */
export function complaintOf(text: string, folder: string): SetupError {
  if (/no space left on device|disk quota exceeded/i.test(text)) {
    return new SetupError(`The disk that holds ${folder} is full: free some space and start again.`)
  }
  const lines = text.trim().split('\n')
  const worst = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? ''
  const reason = worst.replace(/^.*?(FATAL|PANIC|error):\s*/, '') || 'it gave no reason'
  return new SetupError(`PostgreSQL could not start on ${folder}: ${reason}; see postgres.log beside it.`)
}
