import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { type DataFolder, openDataFolder } from './index.ts'

const isRoot = process.getuid?.() === 0
let temporary: string
let path: string
beforeEach(async ({ onTestFinished }) => {
  temporary = await mkdtemp(join(tmpdir(), 'weerklank-folder-'))
  // The first to be registered is the last to run: after what stops the processes in it.
  onTestFinished(() => rm(temporary, { recursive: true, force: true }))
  path = join(temporary, 'data')
})

async function open(): Promise<DataFolder> {
  const outcome = await openDataFolder(path)
  if (outcome.kind !== 'opened') throw new Error('the folder is in use')
  onTestFinished(() => outcome.folder.release())
  return outcome.folder
}

/** A program of its own that opens the folder, says so, and waits to be killed. */
async function openInAnotherProcess() {
  const script = `const { openDataFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))})
    const { folder } = await openDataFolder(${JSON.stringify(path)})
    await folder.publish({ databaseUrl: 'postgres://there', secret: 'kept', address: 'http://127.0.0.1:1' })
    console.log('opened')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

it('a secret is made once, and only the owner can read it', async () => {
  const first = await open()
  await first.release()
  const second = await open()
  expect(second.secret).toBe(first.secret)
  expect(first.secret.length).toBeGreaterThanOrEqual(43)
  expect((await stat(join(path, 'secret'))).mode & 0o777).toBe(0o600)
})

it('a folder that another process holds says how to join that one', async () => {
  const other = await openInAnotherProcess()
  expect(await openDataFolder(path)).toEqual({
    kind: 'in-use',
    running: {
      pid: other.pid,
      databaseUrl: 'postgres://there',
      secret: 'kept',
      address: 'http://127.0.0.1:1',
    },
  })
  expect((await stat(join(path, 'runtime.json'))).mode & 0o777).toBe(0o600)
})

it('a folder whose process was killed is free at once, and what it said is forgotten', async () => {
  const other = await openInAnotherProcess()
  other.kill('SIGKILL')
  await once(other, 'exit')
  await open()
  await expect(stat(join(path, 'runtime.json'))).rejects.toThrow(/ENOENT/)
})

it('of twenty that open it at once, one gets it', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => openDataFolder(path)))
  const opened = outcomes.flatMap((outcome) => (outcome.kind === 'opened' ? [outcome.folder] : []))
  expect(opened).toHaveLength(1)
  await opened[0]?.release()
})

it('remembers what it is for', async () => {
  const first = await open()
  expect(first.purpose).toBeUndefined()
  await first.decidePurpose('demo')
  await first.release()
  expect((await open()).purpose).toBe('demo')
})

it('a folder written by a newer version is refused, and free again', async () => {
  await (await open()).release()
  await writeFile(join(path, 'folder.json'), '{"format":2,"something":"new"}')
  await expect(openDataFolder(path)).rejects.toThrow(
    /written by a newer version of Weerklank: install that version/,
  )
  await writeFile(join(path, 'folder.json'), '{"format":1}')
  await open()
})

it.each(['', 'nonsense', '{"format":"x"}'])(
  'damaged marks are refused rather than guessed: %j',
  async (text) => {
    await (await open()).release()
    await writeFile(join(path, 'folder.json'), text)
    await expect(openDataFolder(path)).rejects.toThrow(/folder\.json is damaged/)
  },
)

it.each(['', 'a'.repeat(43), '\0'.repeat(43)])(
  'a damaged secret is refused rather than replaced: %j',
  async (text) => {
    await (await open()).release()
    await writeFile(join(path, 'secret'), text)
    await expect(openDataFolder(path)).rejects.toThrow(/secret is damaged/)
    expect(await readFile(join(path, 'secret'), 'utf8')).toBe(text)
  },
)

it('a file in its place is refused in a sentence', async () => {
  await writeFile(path, '')
  await expect(openDataFolder(path)).rejects.toThrow(/is not a folder: choose another WEERKLANK_DATA_DIR\.$/)
  await expect(openDataFolder(join(path, 'below'))).rejects.toThrow(/is not a folder: choose another/)
})

it.skipIf(isRoot)('a folder without the right to write is refused in a sentence', async () => {
  await chmod(temporary, 0o500)
  await expect(openDataFolder(path)).rejects.toThrow(/cannot be written: give this user the right/)
  await chmod(temporary, 0o700)
})

/** A small disk of its own, where this machine lets us have one. */
function mountDisk(options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'weerklank-test', temporary]).status === 0
}

it('a disk with too little space, and one that cannot be written, are refused in a sentence', async ({
  skip,
}) => {
  if (!mountDisk('size=20m')) skip('no small disk can be mounted here')
  try {
    await expect(openDataFolder(path)).rejects.toThrow(
      /has \d+ MB left and Weerklank needs 150 MB: free some space/,
    )
    await writeFile(join(temporary, 'ballast'), Buffer.alloc(20_000_000, 1)).catch(() => undefined)
    await expect(openDataFolder(path)).rejects.toThrow(/is full: free some space|has 0 MB left/)
    expect(mountDisk('remount,ro')).toBe(true)
    await expect(openDataFolder(path)).rejects.toThrow(/is on a disk that cannot be written: choose another/)
  } finally {
    spawnSync('umount', [temporary])
  }
})
