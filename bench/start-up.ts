/**
 * How long `npm start` takes until its pages answer: in an empty folder (PostgreSQL made, migrated, demo founded), and
 * again in the same one. One JSON line for both.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeMachine } from './machine.ts'

const FRESH_FOLDERS = 3
const RESTARTS = 3

async function main(): Promise<void> {
  const first: number[] = []
  const again: number[] = []
  for (let round = 0; round < FRESH_FOLDERS; round++) {
    const folder = await mkdtemp(join(tmpdir(), 'weerklank-bench-'))
    await chmod(folder, 0o711)
    try {
      first.push(await measureStart(join(folder, 'data')))
      for (let restart = 0; restart < RESTARTS; restart++)
        again.push(await measureStart(join(folder, 'data')))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  const seconds = { first: summarise(first), again: summarise(again) }
  console.log(
    JSON.stringify({
      bench: 'start-up',
      seconds,
      target: { first: 10, again: 3 },
      machine: describeMachine(),
    }),
  )
}

async function measureStart(dataDir: string): Promise<number> {
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, PORT: '0', WEERKLANK_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressPrintedBy(child.stdout)
  const response = await fetch(`${url}/readyz`)
  if (response.status !== 200) throw new Error(`${url}/readyz answers ${response.status}`)
  const seconds = (performance.now() - began) / 1000
  const over = once(child, 'exit')
  child.kill('SIGINT')
  await over
  return seconds
}

async function addressPrintedBy(output: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const chunk of output) {
    text += chunk.toString()
    const url = /runs: (http\S+)/.exec(text)?.[1]
    if (url) return url
  }
  throw new Error(`npm start ended before it was ready: ${text}`)
}

function summarise(values: number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const round = (value = 0) => Math.round(value * 100) / 100
  return {
    median: round(sorted[Math.floor(sorted.length / 2)]),
    slowest: round(sorted.at(-1)),
    runs: sorted.length,
  }
}

await main()
