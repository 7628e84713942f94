import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { isSecret } from '#platform/config'
import { SetupError } from '#platform/postgres'
import { readIfThere, writePrivate } from './private-file.ts'

/** Puts a secret in the place of the folder's own. */
export async function writeSecret(folder: string, secret: string): Promise<void> {
  await writePrivate(join(folder, 'secret'), `${secret}\n`)
}

/** The installation's secret, made at the first start and kept from then on. */
export async function keepSecret(folder: string): Promise<string> {
  const path = join(folder, 'secret')
  const kept = (await readIfThere(path))?.trim()
  if (kept === undefined) {
    const made = randomBytes(32).toString('base64url')
    await writeSecret(folder, made)
    return made
  }
  if (isSecret(kept)) return kept
  throw new SetupError(
    `${path} is damaged: put it back from a copy, because claim codes and links depend on it.`,
  )
}
