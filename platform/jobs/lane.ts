import { setTimeout as sleep } from 'node:timers/promises'
import type { Presence } from './presence.ts'
import { type QueueRunner, type RunnerOptions, startRunner } from './runner.ts'

/** Takes jobs of some kinds, in slots of its own. */
export type Lane = {
  /** Lets jobs that run finish, and resolves when they have. */
  stop: () => Promise<void>
}

export type LaneOptions = RunnerOptions & { presence: Presence }

const RETRY_MS = 500
const LONGEST_RETRY_MS = 10_000

/**
 * Runs a lane, and runs it again, with growing pauses, when it lost the database.
 * @throws when the database cannot be reached at the start
 */
export async function startLane(options: LaneOptions): Promise<Lane> {
  const stopping = new AbortController()
  let current = await begin(options)
  const kept = keepRunning(options, current, {
    signal: stopping.signal,
    began: (runner) => {
      current = runner
    },
  })
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all([current.stop(), kept])
    },
  }
}

async function keepRunning(
  options: LaneOptions,
  first: QueueRunner,
  { signal, began }: { signal: AbortSignal; began: (runner: QueueRunner) => void },
): Promise<void> {
  const { outage, name } = options
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  let runner: QueueRunner | undefined = first
  for (let wait = RETRY_MS; !signal.aborted; ) {
    if (runner) {
      await Promise.race([runner.leaving, stopped])
      if (signal.aborted) return
      outage.begin(name, new Error('The queue stopped.'))
    }
    await sleep(wait, undefined, { signal, ref: false }).catch(() => undefined)
    if (signal.aborted) return
    runner = await begin(options).catch(() => undefined)
    wait = runner ? RETRY_MS : Math.min(wait * 2, LONGEST_RETRY_MS)
    if (!runner) continue
    outage.end(name)
    began(runner)
    if (signal.aborted) await runner.stop()
  }
}

async function begin(options: LaneOptions): Promise<QueueRunner> {
  const { presence } = options
  const runner = await startRunner(options)
  await presence.claim(runner.id)
  void runner.over.then(() => presence.leave(runner.id))
  return runner
}
