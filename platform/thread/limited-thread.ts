import { setTimeout as setTimeoutPromise } from 'node:timers/promises'
import { parentPort, Worker } from 'node:worker_threads'

/** What came of a question: the answer, or which limit it broke. */
export type ThreadOutcome<Answer> =
  | { kind: 'answered'; answer: Answer }
  | { kind: 'too-long' }
  | { kind: 'too-much' }

export type LimitedThread<Asks, Answer> = {
  /** Asks the thread, after those who asked before; fails when the work throws, or when it was closed. */
  ask: (asks: Asks) => Promise<ThreadOutcome<Answer>>
  close: () => Promise<void>
}

/** A thread that is out of memory may not end, whatever we do; nobody waits longer than this for it. */
const PATIENCE_MS = 2000

/**
 * A thread for work on what strangers wrote: one question at a time, with limits on its time and memory.
 * It starts when it is first asked. Whoever breaks a limit ends it, and the next question gets a new one.
 * @param options.file  a module that calls `answerInThread`
 */
export function createLimitedThread<Asks, Answer>(options: {
  file: URL
  limitMs: number
  memoryMb: number
}): LimitedThread<Asks, Answer> {
  const { file, limitMs, memoryMb } = options
  let [isClosed, worker]: [boolean, Worker | undefined] = [false, undefined]
  let before: Promise<unknown> = Promise.resolve()
  const start = () => {
    const started = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: memoryMb } })
    // It may also fail while nobody waits for it; without a listener that would end the program.
    started.on('error', () => undefined)
    started.once('exit', () => {
      if (worker === started) worker = undefined
    })
    return started
  }
  const end = async () => {
    const ended = worker
    worker = undefined
    if (ended)
      await Promise.race([ended.terminate(), setTimeoutPromise(PATIENCE_MS, undefined, { ref: false })])
  }
  const askNow = async (asks: Asks): Promise<ThreadOutcome<Answer>> => {
    if (isClosed) throw new Error('The thread is closed.')
    worker ??= start()
    const outcome = await askWorker<Asks, Answer>(worker, asks, limitMs)
    if (outcome.kind !== 'answered') await end()
    return outcome
  }
  return {
    ask: (asks) => {
      const outcome = before.then(() => askNow(asks))
      before = outcome.catch(() => undefined)
      return outcome
    },
    close: async () => {
      isClosed = true
      await end()
    },
  }
}

async function askWorker<Asks, Answer>(
  worker: Worker,
  asks: Asks,
  limitMs: number,
): Promise<ThreadOutcome<Answer>> {
  const { promise, resolve, reject } = Promise.withResolvers<ThreadOutcome<Answer>>()
  const timer = setTimeout(() => resolve({ kind: 'too-long' }), limitMs)
  const onError = (error: Error) => (isExcess(error) ? resolve({ kind: 'too-much' }) : reject(error))
  const onExit = () => reject(new Error('The thread ended before it answered.'))
  const onAnswer = (answer: Answer) => resolve({ kind: 'answered', answer })
  worker.once('message', onAnswer)
  worker.once('error', onError)
  worker.once('exit', onExit)
  // Only a question holds the program; a thread that waits for one does not.
  worker.ref()
  worker.postMessage(asks)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    worker.off('message', onAnswer).off('error', onError).off('exit', onExit)
    worker.unref()
  }
}

/** Too much memory, too long a string or too deep a recursion: of the question's making, not a bug. */
function isExcess(error: Error & { code?: string }): boolean {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY' || error.name === 'RangeError'
}

/** The inside of such a thread: what it does with a question. What it throws ends the thread. */
export function answerInThread<Asks, Answer>(work: (asks: Asks) => Answer | Promise<Answer>): void {
  parentPort?.on('message', async (asks: Asks) => parentPort?.postMessage(await work(asks)))
}
