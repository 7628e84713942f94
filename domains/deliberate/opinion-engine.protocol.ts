import type { Evidence, FullUpdate, QuickUpdate, StatementStatus, VoteEvent } from '#cores/opinion'

/** Names a dialogue to the engine; the caller's own id. */
export type EngineDialogue = string

/** What the engine is asked. Every request is answered once. */
export type EngineRequest =
  /** Takes a dialogue in: empty, or from a buffer that `save` gave. */
  | { readonly kind: 'open'; readonly dialogue: EngineDialogue; readonly table?: ArrayBuffer }
  | {
      readonly kind: 'apply'
      readonly dialogue: EngineDialogue
      readonly votes: readonly VoteEvent[]
      readonly statements?: readonly (StatementStatus & { readonly id: number })[]
      readonly excluded?: readonly { readonly participant: number; readonly excluded: boolean }[]
    }
  /** Everybody's position, and groups. */
  | { readonly kind: 'full'; readonly dialogue: EngineDialogue }
  | { readonly kind: 'evidence'; readonly dialogue: EngineDialogue; readonly seed: number }
  | { readonly kind: 'save'; readonly dialogue: EngineDialogue }
  | { readonly kind: 'close'; readonly dialogue: EngineDialogue }
  | { readonly kind: 'memory' }

/** A full map without the votes themselves, which stay in the thread. */
export interface EngineMap extends Omit<FullUpdate, 'layout'> {
  readonly participantIds: Int32Array
  /** STRIDE numbers a participant */
  readonly points: Float64Array
  readonly axes: FullUpdate['layout']['axes']
  readonly model: FullUpdate['layout']['model']
}

export type EngineReply =
  | { readonly kind: 'opened'; readonly votes: number; readonly bytes: number }
  | { readonly kind: 'applied'; readonly update: QuickUpdate; readonly votes: number; readonly bytes: number }
  | { readonly kind: 'mapped'; readonly map: EngineMap }
  | { readonly kind: 'weighed'; readonly evidence: Evidence }
  | { readonly kind: 'saved'; readonly table: ArrayBuffer }
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'memory'
      readonly dialogues: readonly EngineMemory[]
      readonly bytes: number
      readonly limit: number
    }
  /** Nobody opened it, or it was let go to make room: open it again from what is stored. */
  | { readonly kind: 'not-open' }
  | { readonly kind: 'too-large'; readonly bytes: number; readonly limit: number }
  /** A vote, an id or a buffer that cannot be; nothing after it was taken in. */
  | { readonly kind: 'refused'; readonly reason: string }

export interface EngineMemory {
  readonly dialogue: EngineDialogue
  readonly votes: number
  readonly bytes: number
}
