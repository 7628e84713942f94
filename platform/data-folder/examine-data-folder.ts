import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { takeLock } from './lock.ts'
import { readMarks } from './marks.ts'
import { refuseFullDisk, tryWriting } from './usable-folder.ts'

export type DataFolderCondition = {
  path: string
  state: 'not-made-yet' | 'free' | 'in-use'
  freeBytes: number
}

/**
 * Looks whether a folder can be used, and makes nothing.
 * @throws SetupError with a sentence for the operator when it cannot
 */
export async function examineDataFolder(wanted: string): Promise<DataFolderCondition> {
  const path = resolve(wanted)
  const existing = nearestExisting(path)
  await tryWriting(existing)
  if (existing !== path) {
    return { path, state: 'not-made-yet', freeBytes: await refuseFullDisk(existing, { isNew: true }) }
  }
  const { purpose } = await readMarks(path)
  const freeBytes = await refuseFullDisk(path, { isNew: purpose === undefined })
  const lock = takeLock(join(path, 'lock'))
  lock?.release()
  return { path, state: lock ? 'free' : 'in-use', freeBytes }
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path))
}
