import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from '#platform/postgres'
import { writePrivate } from './private-file.ts'

/** A new cluster takes about 40 MB and its write-ahead log up to as much again within minutes. */
const SPACE_FOR_A_NEW_ONE = 150_000_000
/** PostgreSQL stops hard when its disk is full: better not to begin. */
const SPACE_TO_GO_ON = 50_000_000

/** Others may pass through to the database's own folder, where its user is another; they cannot look around. */
export async function makeFolder(path: string): Promise<void> {
  try {
    const made = await mkdir(path, { recursive: true, mode: 0o711 })
    if (!made && (await readdir(path)).length === 0) await chmod(path, 0o711)
  } catch (cause) {
    throw refusal(path, cause)
  }
}

/** Writing a real file shows a read-only or full disk, whatever the rights say. */
export async function tryWriting(path: string): Promise<void> {
  const file = join(path, `trial.${randomUUID()}`)
  try {
    await writePrivate(file, 'trial')
  } catch (cause) {
    throw refusal(path, cause)
  } finally {
    await rm(file, { force: true }).catch(() => undefined)
  }
}

/** How many bytes the disk of a folder has left for us, once that is found enough. */
export async function refuseFullDisk(path: string, { isNew }: { isNew: boolean }): Promise<number> {
  const needed = isNew ? SPACE_FOR_A_NEW_ONE : SPACE_TO_GO_ON
  const { bavail, bsize } = await statfs(path)
  const left = bavail * bsize
  if (left >= needed) return left
  throw new SetupError(
    `The disk that holds ${path} has ${Math.floor(left / 1_000_000)} MB left and Weerklank needs ${needed / 1_000_000} MB: free some space and start again.`,
  )
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
