import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { askScanner, type ScannerAddress } from '#platform/scanner'

function findClamd(): string | undefined {
  try {
    return execFileSync('which', ['clamd'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

const clamd = findClamd()

/** Whether Debian's `clamav-daemon` is installed here: without it, what needs a real one is skipped. */
export const hasClamd = clamd !== undefined

/** What the scanner of tests takes for a virus. */
export const virus = 'een kwaadaardig bestand'

/** Starts a real clamd on a socket, with one signature of our own: it finds `Weerklank.Test.UNOFFICIAL` in what holds `virus`. */
export async function startClamd(): Promise<{ address: ScannerAddress; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'clamd-'))
  const address = { path: join(folder, 'socket') }
  await writeFile(join(folder, 'own.ndb'), `Weerklank.Test:0:*:${Buffer.from(virus).toString('hex')}\n`)
  const config = [
    ...['Foreground yes', `DatabaseDirectory ${folder}`, `LocalSocket ${address.path}`],
    ...['StreamMaxLength 1M', 'MaxThreads 2', 'User root'],
  ]
  await writeFile(join(folder, 'clamd.conf'), `${config.join('\n')}\n`)
  const child = spawn(clamd ?? '', ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  for (let turn = 0; turn < 300 && (await askScanner(address)).kind === 'away'; turn++) await sleep(100)
  return {
    address,
    stop: async () => {
      child.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
