import type { DrawnMap, EngineStatement, StoredMap, VoteCells } from './engine-dialogue.ts'
import type { MapEvidence } from './snapshot.ts'
import type { StudiedMap, Study } from './study-votes.ts'
import type { Telling } from './told-groups.ts'

/** What a thread can be asked, and what it answers. Those about a dialogue are carried out in the order they are sent. */
export type EngineTasks = {
  /** Makes a dialogue known, which was over and went on after so many votes (`turns`). */
  begin: { asks: { dialogueId: string; turns: number[] }; answers: null }
  /** Which statements and exclusions it has now; answers whether a map tells of what changed. */
  arrange: {
    asks: { dialogueId: string; statements: EngineStatement[]; excluded: number[] }
    answers: boolean
  }
  /** No more answers come, or they come again. */
  turn: { asks: { dialogueId: string; isOver: boolean }; answers: null }
  /** The votes that follow; answers whether anything is told with them. */
  apply: { asks: { dialogueId: string; cells: VoteCells }; answers: boolean }
  /** The same, as PostgreSQL copies them out: a piece of text that ends with a line. */
  load: { asks: { dialogueId: string; lines: Uint8Array<ArrayBuffer> }; answers: boolean }
  draw: {
    asks: {
      dialogueId: string
      stored: StoredMap | undefined
      evidence: MapEvidence | null
      telling: Telling
    }
    answers: DrawnMap
  }
  /** A copy of the last map, for `study`, with what was found before; nothing where nobody voted. */
  copy: {
    asks: { dialogueId: string; version: number; before: MapEvidence | null }
    answers: StudiedMap | undefined
  }
  /** With how long the work took, without the wait for other dialogues; milliseconds. */
  study: { asks: Study; answers: { evidence: MapEvidence; took: number } }
  forget: { asks: { dialogueId: string }; answers: null }
}

export type EngineTask = keyof EngineTasks

export type EngineRequest = {
  [Task in EngineTask]: { id: number; task: Task; asks: EngineTasks[Task]['asks'] }
}[EngineTask]

export type EngineReply =
  | { id: number; answer: EngineTasks[EngineTask]['answers'] }
  | { id: number; failure: { message: string; stack: string } }
