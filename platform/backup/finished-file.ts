import { link, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** What file systems say on which a file can have no second name. */
const NO_LINKS = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'])
const UNTOLD = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP'])
const GONE = new Set(['ESRCH'])

/**
 * Makes a file that is there whole or not at all, that is safe on disk when this resolves, and that only this user may read.
 * What a process that is gone left of the same file is removed first.
 * @throws with code EEXIST where something of that name is there by the time it is whole; that stays as it is
 */
export async function finishFile(file: string, write: (part: string) => Promise<void>): Promise<void> {
  await removeLeft(file)
  const part = partOf(file, process.pid)
  try {
    await write(part)
    await keepOnDisk(part)
    await giveName(part, file)
  } finally {
    await rm(part, { force: true })
  }
  await keepNames(dirname(file))
}

function partOf(file: string, pid: number | string): string {
  return `${file}.${pid}.part`
}

async function removeLeft(file: string): Promise<void> {
  const folder = dirname(file)
  for (const name of await readdir(folder)) {
    const pid = /\.(\d+)\.part$/.exec(name)?.[1]
    if (pid !== undefined && name === partOf(basename(file), pid) && !isAtWork(Number(pid)))
      await rm(join(folder, name), { force: true })
  }
}

/** Our own process number was that of a process before us: in a container it is the same each time. */
function isAtWork(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !hasCode(error, GONE)
  }
}

/**
 * A second name, unlike another one, is never given where something stands. Where a disk knows none, as is true of
 * many network disks, the name is claimed first and then taken: after a kill between the two an empty file stays,
 * which no restore takes.
 */
async function giveName(part: string, file: string): Promise<void> {
  try {
    await link(part, file)
  } catch (cause) {
    if (!hasCode(cause, NO_LINKS)) throw cause
    await (await open(file, 'wx')).close()
    await rename(part, file)
  }
}

/** Some network disks cannot be told to write a folder down, and do it in their own time. */
async function keepNames(folder: string): Promise<void> {
  await keepOnDisk(folder).catch((error: unknown) => {
    if (!hasCode(error, UNTOLD)) throw error
  })
}

function hasCode(error: unknown, codes: ReadonlySet<string>): boolean {
  return error instanceof Error && 'code' in error && codes.has(String(error.code))
}

async function keepOnDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
