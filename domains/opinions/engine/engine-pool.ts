import { Worker } from 'node:worker_threads'
import type { EngineReply, EngineTask, EngineTasks } from './engine-messages.ts'

/**
 * Large dialogues have threads of their own, so that a small one never waits for them; and what takes long is done
 * apart from what people wait for.
 */
export type EngineLane = 'small' | 'large' | 'small-study' | 'large-study'

export type EnginePool = {
  /** Asks the thread of a lane; fails when the thread fails, and then all that it held is gone. */
  ask: <Task extends EngineTask>(
    lane: EngineLane,
    task: Task,
    asks: EngineTasks[Task]['asks'],
    transfer?: ArrayBuffer[],
  ) => Promise<EngineTasks[Task]['answers']>
  close: () => Promise<void>
}

/** Starts threads when they are first asked something; a lane whose thread ended gets a new, empty one. */
export function createEnginePool(): EnginePool {
  const threads = new Map<EngineLane, EngineThread>()
  let isClosed = false
  const threadOf = (lane: EngineLane) => {
    const known = threads.get(lane)
    if (known) return known
    const made = startThread(lane, () => threads.delete(lane))
    threads.set(lane, made)
    return made
  }
  return {
    ask: async (lane, task, asks, transfer = []) => {
      // Work that was under way when it closed must not start a thread that nobody will end.
      if (isClosed) throw new Error('The engine is closed.')
      return threadOf(lane).ask(task, asks, transfer)
    },
    close: async () => {
      isClosed = true
      await Promise.all([...threads.values()].map((thread) => thread.end()))
    },
  }
}

type EngineThread = {
  ask: <Task extends EngineTask>(
    task: Task,
    asks: EngineTasks[Task]['asks'],
    transfer: ArrayBuffer[],
  ) => Promise<EngineTasks[Task]['answers']>
  end: () => Promise<void>
}

type Waiting = { resolve: (answer: never) => void; reject: (error: Error) => void }

function startThread(lane: EngineLane, onEnd: () => void): EngineThread {
  const worker = new Worker(threadFile(), { workerData: { isInBackground: lane.endsWith('-study') } })
  const waiting = new Map<number, Waiting>()
  let [last, isOver] = [0, false]
  const failAll = (error: Error) => {
    if (!isOver) onEnd()
    isOver = true
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('message', (reply: EngineReply) => {
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('failure' in reply) asked?.reject(Object.assign(new Error(reply.failure.message), reply.failure))
    else asked?.resolve(reply.answer as never)
  })
  worker.on('error', (error) => failAll(new Error(`The engine's ${lane} thread failed.`, { cause: error })))
  worker.on('exit', () => failAll(new Error(`The engine's ${lane} thread ended.`)))
  return {
    ask: (task, asks, transfer) =>
      new Promise((resolve, reject) => {
        if (isOver) return reject(new Error(`The engine's ${lane} thread has ended.`))
        last += 1
        waiting.set(last, { resolve, reject })
        worker.postMessage({ id: last, task, asks }, transfer)
      }),
    end: async () => {
      await worker.terminate()
    },
  }
}

/** Beside this file: as it is written, or as the build made it. */
function threadFile(): URL {
  const isBuilt = !import.meta.url.endsWith('.ts')
  return new URL(isBuilt ? './opinion-engine.worker.js' : './opinion-engine.worker.ts', import.meta.url)
}
