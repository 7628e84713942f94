import { Worker } from 'node:worker_threads'
import type { EngineDialogue, EngineMemory, EngineReply, EngineRequest } from './opinion-engine.protocol.ts'

export interface OpinionEngineOptions {
  /** bytes that the dialogues of a lane may take together; default 512 MiB */
  readonly memoryLimit?: number
  /** dialogues with more votes than this are giants; default 300,000 */
  readonly giantFrom?: number
}

const DEFAULT_MEMORY = 512 * 1024 * 1024
/** Up to here a full recomputation takes some tens of milliseconds, which is what others may wait. */
const GIANT_FROM = 300_000

type LaneName = 'ordinary' | 'giant'
type OnDialogue = Exclude<EngineRequest, { kind: 'memory' | 'open' }>

/**
 * The opinion engine off the main thread. Two threads: giant dialogues have one of their own, so that they never
 * delay the others; a dialogue moves over when it has grown. Nothing here is the only copy of a vote: whoever gets
 * `not-open` (closed, let go to make room, or the thread was lost) opens the dialogue again from what is stored.
 */
export class OpinionEngine {
  readonly #lanes: Record<LaneName, Lane>
  readonly #giantFrom: number
  readonly #place = new Map<EngineDialogue, LaneName>()
  /** per dialogue the request before, so that requests are answered in order, over a move as well */
  readonly #last = new Map<EngineDialogue, Promise<unknown>>()

  constructor(options: OpinionEngineOptions = {}) {
    const limit = options.memoryLimit ?? DEFAULT_MEMORY
    this.#lanes = { ordinary: new Lane(limit), giant: new Lane(limit) }
    this.#giantFrom = options.giantFrom ?? GIANT_FROM
  }

  /** @param votes how many votes the buffer holds, so that a giant opens where it belongs */
  open(dialogue: EngineDialogue, table?: ArrayBuffer, votes = 0): Promise<EngineReply> {
    return this.#inOrder(dialogue, async () => {
      const lane = votes > this.#giantFrom ? 'giant' : 'ordinary'
      const reply = await this.#lanes[lane].ask(
        table ? { kind: 'open', dialogue, table } : { kind: 'open', dialogue },
      )
      if (reply.kind === 'opened') this.#place.set(dialogue, lane)
      return reply
    })
  }

  ask(request: OnDialogue): Promise<EngineReply> {
    const { dialogue } = request
    return this.#inOrder(dialogue, async () => {
      const lane = this.#place.get(dialogue)
      if (!lane) return { kind: 'not-open' }
      const reply = await this.#lanes[lane].ask(request)
      if (reply.kind === 'not-open' || reply.kind === 'closed') this.#place.delete(dialogue)
      if (reply.kind === 'applied' && lane === 'ordinary' && reply.votes > this.#giantFrom)
        await this.#moveToGiants(dialogue)
      return reply
    })
  }

  /** What every open dialogue takes, and the limit of each lane. */
  async memory(): Promise<{ dialogues: EngineMemory[]; bytes: number; limit: number }> {
    const replies = await Promise.all(Object.values(this.#lanes).map((lane) => lane.ask({ kind: 'memory' })))
    const parts = replies.flatMap((reply) => (reply.kind === 'memory' ? [reply] : []))
    return {
      dialogues: parts.flatMap((part) => part.dialogues),
      bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
      limit: parts[0]?.limit ?? 0,
    }
  }

  async stop(): Promise<void> {
    await Promise.all(Object.values(this.#lanes).map((lane) => lane.stop()))
  }

  async #moveToGiants(dialogue: EngineDialogue): Promise<void> {
    const saved = await this.#lanes.ordinary.ask({ kind: 'save', dialogue })
    if (saved.kind !== 'saved') return
    const opened = await this.#lanes.giant.ask({ kind: 'open', dialogue, table: saved.table })
    if (opened.kind !== 'opened') return
    this.#place.set(dialogue, 'giant')
    await this.#lanes.ordinary.ask({ kind: 'close', dialogue })
  }

  #inOrder(dialogue: EngineDialogue, run: () => Promise<EngineReply>): Promise<EngineReply> {
    const before = this.#last.get(dialogue) ?? Promise.resolve()
    const own = before.then(run, run)
    this.#last.set(dialogue, own)
    const forget = () => {
      if (this.#last.get(dialogue) === own) this.#last.delete(dialogue)
    }
    own.then(forget, forget)
    return own
  }
}

interface Waiting {
  readonly resolve: (reply: EngineReply) => void
  readonly reject: (error: Error) => void
}

/** One thread with its questions. A thread that dies is replaced at the next question, empty. */
class Lane {
  readonly #limit: number
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #number = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  ask(request: EngineRequest): Promise<EngineReply> {
    const worker = this.#running()
    this.#number += 1
    const number = this.#number
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject })
      worker.postMessage({ number, request }, request.kind === 'open' && request.table ? [request.table] : [])
    })
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate()
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    // Beside this file in the sources; beside the program in the build.
    const name = import.meta.url.endsWith('.ts') ? './opinion-engine.worker.ts' : './opinion-engine.worker.js'
    const worker = new Worker(new URL(name, import.meta.url), { workerData: { limit: this.#limit } })
    worker.unref()
    worker.on('message', ({ number, reply }: { number: number; reply: EngineReply }) => {
      this.#waiting.get(number)?.resolve(reply)
      this.#waiting.delete(number)
    })
    let cause: unknown
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', () => {
      this.#lose(worker, cause)
    })
    this.#worker = worker
    return worker
  }

  #lose(worker: Worker, cause: unknown): void {
    if (this.#worker === worker) this.#worker = undefined
    const error = new Error('the thread of the opinion engine ended', { cause })
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
  }
}
