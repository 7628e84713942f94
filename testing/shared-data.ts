import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * The folder of a real data set, or undefined where it is not on this machine: the test then says that it is skipped.
 * `WEERKLANK_DATA` names another place than `../shared/data`.
 */
export function sharedData(...path: string[]): string | undefined {
  const root = process.env.WEERKLANK_DATA ?? resolve(import.meta.dirname, '..', '..', 'shared', 'data')
  const folder = join(root, ...path)
  return existsSync(folder) ? folder : undefined
}
