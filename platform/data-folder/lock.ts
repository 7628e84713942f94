import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

export type FolderLock = { release(): void }

const BUSY = 5

/**
 * Takes a lock that the operating system drops when this process ends, however it ends: nothing to clean up after a
 * crash, no process number that another program may have by now, and it holds between containers that share the folder.
 * SQLite is what gives Node such a lock; nothing is stored in the file.
 * @returns undefined when another process holds it
 */
export function takeLock(path: string): FolderLock | undefined {
  closeSync(openSync(path, 'a', 0o600))
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    file.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) return undefined
    throw error
  }
  return { release: () => file.isOpen && file.close() }
}
