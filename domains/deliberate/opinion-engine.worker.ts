import { parentPort, workerData } from 'node:worker_threads'
import type { EngineRequest } from './opinion-engine.protocol.ts'
import { OpinionEngineHost } from './opinion-engine-host.ts'

/** Between requests the thread does what can wait, slice by slice, so that a request waits for one slice at most. */
const port = parentPort
if (!port) throw new Error('opinion-engine.worker.ts runs in a worker thread')

const host = new OpinionEngineHost(Number((workerData as { limit: number }).limit))
let isScheduled = false

port.on('message', ({ number, request }: { number: number; request: EngineRequest }) => {
  const reply = host.handle(request)
  port.postMessage({ number, reply }, reply.kind === 'saved' ? [reply.table] : [])
  schedule()
})

function schedule(): void {
  if (isScheduled) return
  isScheduled = true
  setTimeout(() => {
    isScheduled = false
    if (host.workInBackground()) schedule()
  }, 1)
}
