import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

/** The operating-system user that PostgreSQL runs as. */
export type ServerUser = { name: string; uid: number; gid: number }

const run = promisify(execFile)

/**
 * PostgreSQL refuses to run as root: then it gets a user without rights, made when the machine has none. Whoever owns
 * the data, or the folder for it, keeps it. Undefined when we are not root and it simply runs as we do.
 */
export async function serverUser(folder: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = (await ownerOf(folder)) ?? (await ownerOf(dirname(folder)))
  return (
    owner ?? (await findUser('weerklank')) ?? (await findUser('postgres')) ?? (await makeUser()) ?? nobody()
  )
}

async function ownerOf(folder: string): Promise<ServerUser | undefined> {
  const found = await stat(folder).catch(() => undefined)
  if (!found || found.uid === 0) return undefined
  return { name: await nameOf(found.uid), uid: found.uid, gid: found.gid }
}

async function nameOf(uid: number): Promise<string> {
  const users = await listUsers()
  return users.find((user) => user.uid === uid)?.name ?? String(uid)
}

async function findUser(name: string): Promise<ServerUser | undefined> {
  const users = await listUsers()
  return users.find((user) => user.name === name)
}

async function listUsers(): Promise<ServerUser[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}

async function makeUser(): Promise<ServerUser | undefined> {
  const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin']
  try {
    await run('useradd', [...flags, 'weerklank'], { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } })
  } catch {
    return undefined
  }
  return findUser('weerklank')
}

/** By convention 65534, also on a machine without a list of users. */
async function nobody(): Promise<ServerUser> {
  return (await findUser('nobody')) ?? { name: 'nobody', uid: 65534, gid: 65534 }
}
