import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = join(import.meta.dirname, '..', '..')
const READY = 'Ctrl-C stops it.'
const RESTART_AFTER_MS = 500
/** A program that is not ready by then does not come back. */
const READY_WITHIN_MS = 120_000
const STOP_WITHIN_MS = 30_000

export type ServiceOptions = {
  name: string
  command: 'serve' | 'worker'
  environment: Record<string, string>
}

/** One process of the program, started again whenever it ends, as a service manager does. */
export class Service {
  readonly name: string
  readonly #options: ServiceOptions
  #child: ChildProcess | undefined
  #isWanted = true
  #readyAt = 0
  #startedAt = 0
  readonly #running: Promise<void>
  /** Why it did not come back, each time. */
  readonly failures: string[] = []
  starts = 0

  constructor(options: ServiceOptions) {
    this.name = options.name
    this.#options = options
    this.#running = this.#keepRunning()
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  get isReady(): boolean {
    return this.#readyAt >= this.#startedAt && this.#child?.exitCode === null
  }

  kill(signal: NodeJS.Signals): void {
    this.#child?.kill(signal)
  }

  /** Ends it for good; says whether it left in time by itself. */
  async stop(): Promise<boolean> {
    this.#isWanted = false
    const child = this.#child
    const late = setTimeout(() => child?.kill('SIGKILL'), STOP_WITHIN_MS)
    child?.kill('SIGTERM')
    await this.#running
    clearTimeout(late)
    return child?.signalCode !== 'SIGKILL'
  }

  async #keepRunning(): Promise<void> {
    while (this.#isWanted) {
      await this.#runOnce()
      await sleep(RESTART_AFTER_MS)
    }
  }

  async #runOnce(): Promise<void> {
    const clock = join(import.meta.dirname, 'shifted-clock.ts')
    const child = spawn(
      process.execPath,
      ['--import', clock, join(root, 'bin', 'weerklank.js'), this.#options.command],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, ...this.#options.environment } },
    )
    this.#child = child
    this.#startedAt = performance.now()
    this.starts += 1
    let said = ''
    const late = setTimeout(
      () => this.failures.push(`${this.name} was not ready in time: ${said.slice(-500)}`),
      READY_WITHIN_MS,
    )
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000)
    })
    child.stdout?.on('data', (chunk: Buffer) => {
      if (!chunk.toString().includes(READY)) return
      this.#readyAt = performance.now()
      clearTimeout(late)
    })
    await once(child, 'exit')
    clearTimeout(late)
  }
}
