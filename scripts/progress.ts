import { type ChildProcess, spawn } from 'node:child_process'

/** What a runner tells of its tests, over the channel between parent and child. */
export type Progress = { began: string } | { ended: string } | { failed: Failure }

/** A test that did not hold, or what broke between tests: where, and the first lines of why. */
export type Failure = { where: string; why: string }

export type RunOptions = {
  environment?: Record<string, string>
  /** How long nothing may begin or end before the run counts as hanging. */
  patienceMs?: number
  onFailure?: (failure: Failure) => void
}

const PATIENCE_MS = 120_000
/** A runner that is asked to end has its databases and browsers to end; a busy loop answers to nothing. */
const LEAVING_MS = 5000

/**
 * Runs a command of node_modules/.bin with its output passed on, and ends it when it stands still: a test that loops for
 * ever can be ended by nothing that runs beside it in its own process.
 * @returns the exit code; never 0 where the run had to be ended
 */
export async function run(command: string, args: string[], options: RunOptions = {}): Promise<number> {
  const { environment = {}, patienceMs = PATIENCE_MS, onFailure } = options
  // A group of its own, so that all that it started can be ended with it.
  const child = spawn(command, args, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
    detached: true,
  })
  const passOn = (signal: NodeJS.Signals) => void child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, passOn)
  const running = new Set<string>()
  let hangs = false
  const watch = () =>
    setTimeout(() => {
      hangs = true
      const why = `Nothing began or ended for ${patienceMs / 1000} s: ${nameAll(running)}. The run is ended.`
      console.error(`\n${why}`)
      onFailure?.({ where: command, why })
      void end(child)
    }, patienceMs)
  let timer = watch()
  child.on('message', (progress: Progress) => {
    clearTimeout(timer)
    timer = watch()
    if ('began' in progress) running.add(progress.began)
    else if ('ended' in progress) running.delete(progress.ended)
    else onFailure?.(progress.failed)
  })
  const code = await exitCode(child)
  clearTimeout(timer)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, passOn)
  if (hangs) killGroup(child)
  return hangs ? Math.max(code, 1) : code
}

function nameAll(running: ReadonlySet<string>): string {
  return running.size === 0 ? 'no file had begun' : [...running].sort().join(', ')
}

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  setTimeout(() => killGroup(child), LEAVING_MS).unref()
}

function killGroup({ pid }: ChildProcess): void {
  if (!pid) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
