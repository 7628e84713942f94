import { join, resolve } from 'node:path'
import { takeLock } from './lock.ts'
import { type Marks, readMarks, writeMarks } from './marks.ts'
import { forgetRunning, publishRunning, type Running, readRunning } from './running.ts'
import { keepSecret, writeSecret } from './secret.ts'
import { makeFolder, refuseFullDisk, tryWriting } from './usable-folder.ts'

/** A data folder that this process has to itself. */
export type DataFolder = {
  path: string
  /** Where PostgreSQL's own data directory is. */
  cluster: string
  secret: string
  purpose: Marks['purpose']
  /** Decides, once and for all, whether this folder is a demo. */
  decidePurpose(purpose: 'demo' | 'real'): Promise<void>
  /** Whether putting a backup back here broke off. */
  isRestoring: boolean
  /** Says that a backup is being put back, with the secret that goes with it. */
  beginRestore(secret: string): Promise<void>
  /** Says that it is whole. */
  endRestore(purpose: 'demo' | 'real'): Promise<void>
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
  await refuseFullDisk(path, { isNew: marks.purpose === undefined })
  const secret = await keepSecret(path)
  return {
    path,
    cluster: join(path, 'pg'),
    secret,
    purpose: marks.purpose,
    decidePurpose: (purpose) => writeMarks(path, { ...marks, purpose }),
    isRestoring: marks.restoring ?? false,
    beginRestore: async (theirs) => {
      await writeMarks(path, { format: marks.format, restoring: true })
      await writeSecret(path, theirs)
    },
    endRestore: (purpose) => writeMarks(path, { format: marks.format, purpose }),
    publish: (about) => publishRunning(path, { ...about, pid: process.pid }),
    release: async () => {
      await forgetRunning(path)
      unlock()
    },
  }
}
