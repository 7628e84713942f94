import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readdir, rm, statfs } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { SetupError } from '#platform/postgres'
import { takeLock } from './lock.ts'
import { type Marks, readMarks, writeMarks } from './marks.ts'
import { writePrivate } from './private-file.ts'
import { forgetRunning, publishRunning, type Running, readRunning } from './running.ts'
import { keepSecret } from './secret.ts'

/** A new cluster takes about 40 MB and its write-ahead log up to as much again within minutes. */
const SPACE_FOR_A_NEW_ONE = 150_000_000
/** PostgreSQL stops hard when its disk is full: better not to begin. */
const SPACE_TO_GO_ON = 50_000_000

/** A data folder that this process has to itself. */
export type DataFolder = {
  path: string
  /** Where PostgreSQL's own data directory is. */
  cluster: string
  secret: string
  purpose: Marks['purpose']
  /** Decides, once and for all, whether this folder is a demo. */
  decidePurpose(purpose: 'demo' | 'real'): Promise<void>
  /** Tells commands run beside this one how to join. */
  publish(about: Omit<Running, 'pid'>): Promise<void>
  release(): Promise<void>
}

export type OpenOutcome =
  | { kind: 'opened'; folder: DataFolder }
  | { kind: 'in-use'; running: Running | undefined }

/**
 * Opens the folder with the embedded database and what belongs to it, making it where there is none.
 * @throws SetupError with a sentence for the operator when the folder cannot be used
 */
export async function openDataFolder(wanted: string): Promise<OpenOutcome> {
  const path = resolve(wanted)
  await makeFolder(path)
  await tryWriting(path)
  const lock = takeLock(join(path, 'lock'))
  if (!lock) return { kind: 'in-use', running: await readRunning(path) }
  try {
    await forgetRunning(path)
    return { kind: 'opened', folder: await describeFolder(path, lock.release) }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function describeFolder(path: string, unlock: () => void): Promise<DataFolder> {
  const marks = await readMarks(path)
  await refuseFullDisk(path, marks)
  const secret = await keepSecret(path)
  return {
    path,
    cluster: join(path, 'pg'),
    secret,
    purpose: marks.purpose,
    decidePurpose: (purpose) => writeMarks(path, { ...marks, purpose }),
    publish: (about) => publishRunning(path, { ...about, pid: process.pid }),
    release: async () => {
      await forgetRunning(path)
      unlock()
    },
  }
}

/** Others may pass through to the database's own folder, where its user is another; they cannot look around. */
async function makeFolder(path: string): Promise<void> {
  try {
    const made = await mkdir(path, { recursive: true, mode: 0o711 })
    if (!made && (await readdir(path)).length === 0) await chmod(path, 0o711)
  } catch (cause) {
    throw refusal(path, cause)
  }
}

/** Writing a real file shows a read-only or full disk, whatever the rights say. */
async function tryWriting(path: string): Promise<void> {
  const file = join(path, `trial.${randomUUID()}`)
  try {
    await writePrivate(file, 'trial')
  } catch (cause) {
    throw refusal(path, cause)
  } finally {
    await rm(file, { force: true }).catch(() => undefined)
  }
}

function refusal(path: string, cause: unknown): SetupError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const sentence: Record<string, string> = {
    ENOSPC: `The disk that holds ${path} is full: free some space and start again.`,
    EDQUOT: `The disk that holds ${path} is full: free some space and start again.`,
    EROFS: `The data folder ${path} is on a disk that cannot be written: choose another WEERKLANK_DATA_DIR.`,
    ENOTDIR: `${path} is not a folder: choose another WEERKLANK_DATA_DIR.`,
    EEXIST: `${path} is not a folder: choose another WEERKLANK_DATA_DIR.`,
  }
  const other = `The data folder ${path} cannot be written: give this user the right to, or choose another WEERKLANK_DATA_DIR.`
  return new SetupError(sentence[code] ?? other, { cause })
}

async function refuseFullDisk(path: string, marks: Marks): Promise<void> {
  const needed = marks.purpose ? SPACE_TO_GO_ON : SPACE_FOR_A_NEW_ONE
  const { bavail, bsize } = await statfs(path)
  if (bavail * bsize >= needed) return
  const left = Math.floor((bavail * bsize) / 1_000_000)
  throw new SetupError(
    `The disk that holds ${path} has ${left} MB left and Weerklank needs ${needed / 1_000_000} MB: free some space and start again.`,
  )
}
