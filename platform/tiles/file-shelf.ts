import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A file as it was kept, and when. */
export type Kept = { bytes: Buffer; keptAt: Date }

/** Files in a folder of their own, which may all be lost: what was not asked for the longest goes when there is no more room. */
export type FileShelf = {
  /** @returns undefined where it is not kept, or cannot be read */
  read: (name: string) => Promise<Kept | undefined>
  /** @returns whether it could be kept */
  write: (name: string, bytes: Uint8Array) => Promise<boolean>
}

/** What a process left half written when it ended is an hour later nobody's. */
const ABANDONED_MS = 3_600_000
const HALF = '.half'

/**
 * Makes a shelf. Several processes may have one in the same folder: each makes room among the files that it knows of.
 * @param folder  is made when something is kept first
 * @param mostBytes  of all files together
 */
export function createFileShelf({ folder, mostBytes }: { folder: string; mostBytes: number }): FileShelf {
  /** Sizes by name, in the order in which they were asked for. */
  let sizes: Promise<Map<string, number>> | undefined
  const known = () => {
    sizes ??= listSizes(folder)
    return sizes
  }
  return {
    read: async (name) => {
      const [bytes, about] = await Promise.all([
        readFile(join(folder, name)).catch(() => undefined),
        stat(join(folder, name)).catch(() => undefined),
      ])
      const kept = await known()
      if (!bytes || !about) {
        kept.delete(name)
        return undefined
      }
      note(kept, name, bytes.length)
      return { bytes, keptAt: about.mtime }
    },
    write: async (name, bytes) => {
      // Known first: what is listed later than it is written could be gone again before it is counted.
      const kept = await known()
      if (!(await writeWhole(folder, name, bytes))) return false
      note(kept, name, bytes.length)
      await makeRoom(kept, { folder, mostBytes })
      return true
    },
  }
}

function note(sizes: Map<string, number>, name: string, size: number): void {
  sizes.delete(name)
  sizes.set(name, size)
}

async function makeRoom(
  sizes: Map<string, number>,
  { folder, mostBytes }: { folder: string; mostBytes: number },
): Promise<void> {
  let bytes = sizes.values().reduce((sum, size) => sum + size, 0)
  for (const [name, size] of sizes) {
    if (bytes <= mostBytes) return
    sizes.delete(name)
    bytes -= size
    await rm(join(folder, name), { force: true }).catch(() => undefined)
  }
}

/** Whole or not at all: who reads it meanwhile reads what was there before. */
async function writeWhole(folder: string, name: string, bytes: Uint8Array): Promise<boolean> {
  const half = join(folder, `${randomUUID()}${HALF}`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(half, bytes, { mode: 0o600 })
    await rename(half, join(folder, name))
    return true
  } catch {
    await rm(half, { force: true }).catch(() => undefined)
    return false
  }
}

/** What an earlier process kept, the oldest first. */
async function listSizes(folder: string): Promise<Map<string, number>> {
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(
    names.map(async (name) => {
      const about = await stat(join(folder, name)).catch(() => undefined)
      return about?.isFile() ? [{ name, size: about.size, at: about.mtimeMs }] : []
    }),
  )
  const files = found.flat().toSorted((a, b) => a.at - b.at)
  const isAbandoned = ({ name, at }: { name: string; at: number }) =>
    name.endsWith(HALF) && at < Date.now() - ABANDONED_MS
  for (const { name } of files.filter(isAbandoned))
    await rm(join(folder, name), { force: true }).catch(() => undefined)
  return new Map(files.filter(({ name }) => !name.endsWith(HALF)).map(({ name, size }) => [name, size]))
}
