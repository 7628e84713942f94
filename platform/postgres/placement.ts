import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  chown,
  cp,
  lstat,
  mkdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Binaries, binariesIn } from './binaries.ts'
import type { Placement } from './server-process.ts'
import type { ServerUser } from './server-user.ts'
import { SetupError } from './setup-error.ts'

const run = promisify(execFile)

/** Says whose cluster a place outside the data folder is. */
const OWNER_FILE = 'data-folder'

type Wish = {
  folder: string
  binaries: Binaries
  user: ServerUser
  elsewhere: string
  tell(notice: string): void
}

/**
 * Chooses where a server that runs as another user than we do has its programs and its data.
 * What that user cannot reach (a clone below a home of mode 0700) is put under `elsewhere`,
 * and a link in the data folder leads there, so that the next start finds it again.
 */
export async function placementFor(wish: Wish): Promise<Placement> {
  const folder = await placeData(wish)
  const binaries = await placeBinaries(wish)
  return { folder, binaries, user: wish.user }
}

async function placeData(wish: Wish): Promise<string> {
  const found = await lstat(wish.folder).catch(() => undefined)
  if (found?.isSymbolicLink()) return followLink(wish)
  if (await canEnter(wish.user, dirname(wish.folder))) return wish.folder
  if (found) {
    throw new SetupError(
      `PostgreSQL runs as the user "${wish.user.name}", who can no longer reach ${wish.folder}: let that user through with "chmod o+x" on the folders above it.`,
    )
  }
  return settleElsewhere(wish)
}

async function followLink(wish: Wish): Promise<string> {
  const target = await readlink(wish.folder)
  const ownerFile = join(dirname(target), OWNER_FILE)
  if (!existsSync(ownerFile)) {
    throw new SetupError(
      `${wish.folder} leads to ${target}, which is gone: put it back from a copy, or remove the link to begin an empty database.`,
    )
  }
  const owner = await readFile(ownerFile, 'utf8')
  const here = await realpath(dirname(wish.folder))
  if (owner !== here && existsSync(join(owner, 'pg'))) {
    throw new SetupError(
      `${wish.folder} is a copy that leads to the database of ${owner}: remove the link to begin an empty one.`,
    )
  }
  if (owner !== here) await writeFile(ownerFile, here)
  wish.tell(`PostgreSQL's files are in ${target}.`)
  return target
}

async function settleElsewhere(wish: Wish): Promise<string> {
  const here = await realpath(dirname(wish.folder))
  const place = join(wish.elsewhere, createHash('sha256').update(here).digest('hex').slice(0, 16))
  if (existsSync(place)) await setAside(place, wish)
  await mkdir(place, { recursive: true, mode: 0o711 })
  await writeFile(join(place, OWNER_FILE), here, { mode: 0o600 })
  await chown(place, wish.user.uid, wish.user.gid)
  const target = join(place, 'pg')
  await symlink(target, wish.folder)
  wish.tell(
    `PostgreSQL runs as the user "${wish.user.name}", who cannot enter ${here}: its files are in ${target}.`,
  )
  return target
}

/** A data folder that was deleted leaves its database here: never taken up by a new one, never thrown away unasked. */
async function setAside(place: string, wish: Wish): Promise<void> {
  if (!existsSync(join(place, 'pg'))) return
  const { mtimeMs } = await lstat(place)
  const aside = `${place}.left-${Math.round(mtimeMs)}`
  await rename(place, aside)
  wish.tell(
    `A database that an earlier data folder left behind is now in ${aside}: remove it if you do not need it.`,
  )
}

async function placeBinaries(wish: Wish): Promise<Binaries> {
  if (await canRun(wish.user, wish.binaries.postgres)) return wish.binaries
  const about = JSON.parse(await readFile(join(wish.binaries.root, '..', 'package.json'), 'utf8')) as {
    version: string
  }
  const target = join(wish.elsewhere, `postgresql-${about.version}`)
  if (!existsSync(target)) await copyBinaries(wish.binaries.root, target)
  const binaries = binariesIn(target)
  if (await canRun(wish.user, binaries.postgres)) return binaries
  throw new SetupError(
    `PostgreSQL runs as the user "${wish.user.name}", who can run programs neither in ${wish.binaries.root} nor in ${target}: install in a folder that every user can enter.`,
  )
}

async function copyBinaries(root: string, target: string): Promise<void> {
  const draft = `${target}.${process.pid}`
  await mkdir(dirname(target), { recursive: true, mode: 0o755 })
  await cp(root, draft, { recursive: true, verbatimSymlinks: true })
  try {
    await rename(draft, target)
  } catch (cause) {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(target)) throw cause
  }
}

function canEnter(user: ServerUser, folder: string): Promise<boolean> {
  return succeedsAs(user, 'cd "$1"', folder)
}

function canRun(user: ServerUser, program: string): Promise<boolean> {
  return succeedsAs(user, '"$1" --version', program)
}

/** Tried rather than derived: access lists, mount options and namespaces count too. */
async function succeedsAs(user: ServerUser, script: string, argument: string): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', script, 'sh', argument], { cwd: '/', uid: user.uid, gid: user.gid })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') {
      throw new SetupError(
        `PostgreSQL does not run as root and this machine does not let us start it as "${user.name}": start Weerklank as a normal user.`,
        { cause: error },
      )
    }
    return false
  }
}
