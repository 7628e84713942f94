import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { complaintOf, ending, type Placement, spawning } from './server-process.ts'

/** The one role of a cluster of ours. */
export const ROLE = 'weerklank'
/** The role's password, kept with the data that it opens. */
export const PASSWORD_FILE = 'weerklank.password'

/** Makes a cluster beside its place and renames it, so that an interrupted first start leaves no half-made cluster. */
export async function makeCluster(place: Placement, fast: boolean): Promise<void> {
  const draft = { ...place, folder: `${place.folder}.new` }
  const passwordFile = `${draft.folder}.password`
  await rm(draft.folder, { recursive: true, force: true })
  await mkdir(draft.folder, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  await giveTo(place, draft.folder, passwordFile)
  try {
    await runInitdb(draft, passwordFile, fast)
    await rename(passwordFile, join(draft.folder, PASSWORD_FILE))
    await rename(draft.folder, place.folder)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function giveTo({ user }: Placement, ...paths: string[]): Promise<void> {
  if (user) await Promise.all(paths.map((path) => chown(path, user.uid, user.gid)))
}

async function runInitdb(draft: Placement, passwordFile: string, fast: boolean): Promise<void> {
  // The built-in provider sorts by code point, the same on every machine; pages that sort names ask for a collation.
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--encoding=UTF8']
  const access = [`--username=${ROLE}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  const flags = ['--no-instructions', ...(fast ? ['--no-sync'] : [])]
  const child = spawn(draft.binaries.initdb, ['-D', draft.folder, ...locale, ...access, ...flags], {
    ...spawning(draft),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  if ((await ending(child)) !== 0) throw complaintOf(complaint, draft.folder)
}
