import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { CELL, EngineDialogue } from './engine-dialogue.ts'
import { readNumberLines } from './engine-lines.ts'
import type { EngineReply, EngineRequest, EngineTasks } from './engine-messages.ts'
import { studyVotes } from './study-votes.ts'

// The inside of a worker thread of the engine: dialogues in memory, and what is asked about them. Started by engine-pool.
const dialogues = new Map<string, EngineDialogue>()
/** Dialogues whose axes can be made quicker while nothing is asked. */
const unprepared = new Set<EngineDialogue>()
const BACKGROUND_PRIORITY = 19

parentPort?.on('message', (request: EngineRequest) => {
  parentPort?.postMessage(answer(request))
})
if (isInBackground(workerData)) yieldToOthers()

function isInBackground(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'isInBackground' in data && data.isInBackground === true
}

/** Votes and maps go before: on Linux a thread has a priority of its own. */
function yieldToOthers(): void {
  if (process.platform !== 'linux') return
  const thread = readlinkSync('/proc/thread-self').split('/').at(-1)
  setPriority(Number(thread), BACKGROUND_PRIORITY)
}

function answer(request: EngineRequest): EngineReply {
  try {
    return { id: request.id, answer: work(request) }
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
    return { id: request.id, failure: { message, stack } }
  }
}

function work(request: EngineRequest): EngineTasks[EngineRequest['task']]['answers'] {
  if (request.task === 'study') return study(request.asks)
  const { dialogueId } = request.asks
  if (request.task === 'begin') return begin(request.asks)
  if (request.task === 'forget') return forget(dialogueId)
  const dialogue = getDialogue(dialogueId)
  switch (request.task) {
    case 'arrange': {
      const statements = dialogue.setStatements(request.asks.statements)
      return dialogue.setExcluded(request.asks.excluded) || statements
    }
    case 'turn':
      dialogue.setOver(request.asks.isOver)
      return null
    case 'apply':
      return dialogue.apply(request.asks.cells)
    case 'load':
      return dialogue.apply(readNumberLines(request.asks.lines, CELL))
    case 'copy':
      return dialogue.study(request.asks.version, request.asks.before)
    case 'draw': {
      const { stored, evidence, telling } = request.asks
      const drawn = dialogue.draw(stored, evidence, telling)
      prepareWhenIdle(dialogue)
      return drawn
    }
  }
}

function study(asks: EngineTasks['study']['asks']): EngineTasks['study']['answers'] {
  const began = performance.now()
  const evidence = studyVotes(asks)
  return { evidence, took: performance.now() - began }
}

function begin({ dialogueId, turns }: EngineTasks['begin']['asks']): null {
  dialogues.set(dialogueId, new EngineDialogue(turns))
  return null
}

function forget(dialogueId: string): null {
  const dialogue = dialogues.get(dialogueId)
  if (dialogue) unprepared.delete(dialogue)
  dialogues.delete(dialogueId)
  return null
}

function getDialogue(dialogueId: string): EngineDialogue {
  const dialogue = dialogues.get(dialogueId)
  if (!dialogue) throw new Error(`The engine does not hold dialogue ${dialogueId}.`)
  return dialogue
}

function prepareWhenIdle(dialogue: EngineDialogue): void {
  if (unprepared.has(dialogue)) return
  unprepared.add(dialogue)
  setImmediate(prepareSlice, dialogue)
}

/** A slice at a time: messages come in between. */
function prepareSlice(dialogue: EngineDialogue): void {
  if (!unprepared.has(dialogue)) return
  if (dialogue.prepare()) unprepared.delete(dialogue)
  else setImmediate(prepareSlice, dialogue)
}
