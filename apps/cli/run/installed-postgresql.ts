import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { findFreePort } from '#testing'

const run = promisify(execFile)
const ROOT = '/usr/lib/postgresql'

/** Where the newest PostgreSQL that this machine has installed keeps its programs; nothing where it has none. */
export function findInstalled(): string | undefined {
  if (!existsSync(ROOT)) return undefined
  const versions = readdirSync(ROOT).sort((a, b) => Number(b) - Number(a))
  return versions.map((version) => join(ROOT, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

/** A server as an operator runs it, apart from us: with the programs of `bin`, in a folder of its own. */
export async function startInstalled(
  bin: string,
  folder: string,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const user = await unprivileged()
  await mkdir(folder, { mode: 0o700 })
  if (user) await chown(folder, user.uid, user.gid)
  const options = { cwd: folder, ...user, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' } }
  await run(
    join(bin, 'initdb'),
    ['-D', folder, '-U', 'weerklank', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    options,
  )
  const port = await findFreePort()
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off']
  const child = spawn(join(bin, 'postgres'), ['-D', folder, '-p', String(port), ...settings], {
    ...options,
    stdio: 'ignore',
  })
  const url = `postgres://weerklank@127.0.0.1:${port}/postgres`
  await untilItAnswers(url)
  return { url, stop: () => stop(child) }
}

/** PostgreSQL refuses to run as root. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  return { uid: Number(found?.[2]), gid: Number(found?.[3]) }
}

async function untilItAnswers(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return
    } catch (error) {
      if (attempt === 200) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGINT')
  await once(child, 'exit')
}
