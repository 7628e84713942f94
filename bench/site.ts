import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DB, Db } from '#db'
import { connect, migrate } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { startCluster } from '#platform/postgres'
import type { Measured } from './processor.ts'

const root = join(import.meta.dirname, '..')

/** A server in a process of its own on a PostgreSQL as it is installed: durable, nothing tuned. */
export type BenchSite<Stage> = {
  url: string
  databaseUrl: string
  stage: Stage
  /** The processes whose processor time is worth knowing. */
  processes: Measured
  /** Runs `weerklank worker` beside it, until it is stopped or the site is. */
  startWorker: () => Promise<Omit<BenchProgram, 'url'>>
  stop: () => Promise<void>
}

export type BenchProgram = { url: string; pid: number; stop: () => Promise<void> }

/** Fills a fresh database, then serves it as `weerklank serve` does. */
export async function startBenchSite<Stage>(
  prepare: (db: Db) => Promise<Stage>,
  serve: (databaseUrl: string) => Promise<BenchProgram> = (databaseUrl) => runProgram('serve', databaseUrl),
): Promise<BenchSite<Stage>> {
  const folder = await mkdtemp(join(tmpdir(), 'weerklank-bench-'))
  const cluster = await startCluster({ folder: join(folder, 'pg') })
  const databaseUrl = cluster.socketUrl()
  await prepareJobs(databaseUrl)
  const connection = connect<DB>(databaseUrl, { max: 2 })
  await migrate(connection.db, join(root, 'db', 'migrations'))
  const stage = await prepare(connection.db)
  await connection.close()
  const server = await serve(databaseUrl)
  const workers: BenchProgram[] = []
  const startWorker = async () => {
    const worker = await runProgram('worker', databaseUrl)
    workers.push(worker)
    return worker
  }
  const stop = async () => {
    await Promise.all([server, ...workers].map((program) => program.stop()))
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().finally(() => process.exit(1)))
  const processes = { node: server.pid, postgres: cluster.pid }
  return { url: server.url, databaseUrl, stage, processes, startWorker, stop }
}

/** What a program of the bench is told of its surroundings. */
export function benchEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PORT: '0',
    DATABASE_URL: databaseUrl,
    WEERKLANK_SECRET: 'a secret of the benchmark, long enough',
    WEERKLANK_TRUSTED_PROXIES: '127.0.0.1',
    WEERKLANK_LOG_LEVEL: 'error',
  }
}

async function runProgram(command: 'serve' | 'worker', databaseUrl: string): Promise<BenchProgram> {
  const child = spawn(process.execPath, [join(root, 'bin', 'weerklank.js'), command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: benchEnvironment(databaseUrl),
  })
  let said = ''
  for await (const part of child.stdout) {
    said += part
    if (!said.includes('Ctrl-C stops it.')) continue
    const url = /http:\/\/[\w.[\]:]+:\d+/.exec(said)?.[0] ?? ''
    child.stdout.resume()
    const stop = async () => {
      if (child.exitCode !== null) return
      const over = once(child, 'exit')
      child.kill('SIGTERM')
      await over
    }
    return { url, pid: child.pid ?? 0, stop }
  }
  throw new Error(`The server did not start: ${said}`)
}
