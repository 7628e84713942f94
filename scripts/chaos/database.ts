import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { connect, migrate } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { type Cluster, startCluster } from '#platform/postgres'
import { type Gate, startGate } from '../../testing/gate.ts'

const run = promisify(execFile)
const DISK_MB = 600
const root = join(import.meta.dirname, '..', '..')

/** A durable PostgreSQL on a small disk of its own where that can be had, behind a gate, that can be made to fail. */
export class ChaosDatabase {
  readonly #folder: string
  readonly #gate: Gate
  readonly hasOwnDisk: boolean
  #cluster: Cluster

  private constructor(parts: { folder: string; gate: Gate; hasOwnDisk: boolean; cluster: Cluster }) {
    this.#folder = parts.folder
    this.#gate = parts.gate
    this.hasOwnDisk = parts.hasOwnDisk
    this.#cluster = parts.cluster
  }

  static async start(): Promise<ChaosDatabase> {
    const folder = await mkdtemp(join(tmpdir(), 'weerklank-chaos-'))
    await chmod(folder, 0o711)
    const disk = join(folder, 'disk')
    await mkdir(disk, { mode: 0o711 })
    const hasOwnDisk = await run('mount', [
      '-t',
      'tmpfs',
      '-o',
      `size=${DISK_MB}m,mode=711`,
      'tmpfs',
      disk,
    ]).then(
      () => true,
      () => false,
    )
    const cluster = await startCluster({ folder: join(disk, 'pg') })
    await prepareJobs(cluster.url())
    const { db, close } = connect<unknown>(cluster.url(), { max: 1 })
    await migrate(db, join(root, 'db', 'migrations'))
    await close()
    return new ChaosDatabase({ folder, gate: await startGate(cluster.url()), hasOwnDisk, cluster })
  }

  /** By way of the gate, for the programs. */
  get url(): string {
    return this.#gate.url
  }

  /** Past the gate, for looking. */
  get ownUrl(): string {
    return this.#cluster.url()
  }

  async killBackends(): Promise<void> {
    const { db, close } = connect<unknown>(this.ownUrl, { max: 1 })
    try {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid() and random() < 0.7`.execute(db)
    } finally {
      await close()
    }
  }

  /** The server dies as in a loss of power, and is started again. */
  async killPostmaster(): Promise<void> {
    process.kill(this.#cluster.pid, 'SIGKILL')
    await this.#cluster.ended
    await this.#startAgain()
  }

  /** Every process of the server stands still, and goes on. */
  async freeze(milliseconds: number): Promise<void> {
    const group = -this.#cluster.pid
    const children = await this.#listProcesses()
    for (const pid of children) process.kill(pid, 'SIGSTOP')
    await sleep(milliseconds)
    for (const pid of children) signalIfThere(pid, 'SIGCONT')
    signalIfThere(group, 'SIGCONT')
  }

  async #listProcesses(): Promise<number[]> {
    const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', String(this.#cluster.pid)])
    return [
      this.#cluster.pid,
      ...stdout
        .split('\n')
        .map(Number)
        .filter((pid) => pid > 0),
    ]
  }

  async goSilent(milliseconds: number): Promise<void> {
    this.#gate.beSilent(true)
    await sleep(milliseconds)
    this.#gate.beSilent(false)
  }

  async beAway(milliseconds: number): Promise<void> {
    await this.#gate.shut()
    await sleep(milliseconds)
    await this.#gate.open()
  }

  /** The disk fills up to the last byte; after a while there is room again, and the server is started where it fell. */
  async fillDisk(milliseconds: number): Promise<void> {
    const file = join(this.#folder, 'disk', 'full')
    await writeFile(file, Buffer.alloc(DISK_MB * 1024 * 1024)).catch(() => undefined)
    await sleep(milliseconds)
    await rm(file, { force: true })
    const ended = await Promise.race([this.#cluster.ended.then(() => true), sleep(500, false)])
    if (ended) await this.#startAgain()
  }

  async #startAgain(): Promise<void> {
    this.#cluster = await startCluster({ folder: join(this.#folder, 'disk', 'pg') })
    this.#gate.leadTo(this.#cluster.url())
  }

  async stop(): Promise<void> {
    await this.#gate.shut()
    await this.#cluster.stop()
    if (this.hasOwnDisk) await run('umount', [join(this.#folder, 'disk')])
    await rm(this.#folder, { recursive: true, force: true })
  }
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended meanwhile.
  }
}
