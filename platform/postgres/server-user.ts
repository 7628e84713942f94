import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** The operating-system user that PostgreSQL runs as; nothing when it runs as we do. */
export type ServerUser = { name: string; uid: number; gid: number }

const run = promisify(execFile)

/** PostgreSQL refuses to run as root: then it gets a user without rights, made when the machine has none. */
export async function serverUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  return (await findUser(['weerklank', 'postgres'])) ?? (await makeUser()) ?? (await nobody())
}

async function findUser(names: string[]): Promise<ServerUser | undefined> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')
  const users = lines.map((line) => line.split(':'))
  for (const name of names) {
    const found = users.find((fields) => fields[0] === name)
    if (found) return { name, uid: Number(found[2]), gid: Number(found[3]) }
  }
  return undefined
}

async function makeUser(): Promise<ServerUser | undefined> {
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'weerklank',
    ])
  } catch {
    return undefined
  }
  return findUser(['weerklank'])
}

/** By convention 65534, also where /etc/passwd is absent. */
async function nobody(): Promise<ServerUser> {
  return (await findUser(['nobody'])) ?? { name: 'nobody', uid: 65534, gid: 65534 }
}
