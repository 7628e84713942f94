import type { ObstacleKind } from '../approvals/obstacle.ts'

/** How long a reply that was sent can be taken back. */
export const UNDO_SECONDS = 10

/** Nobody waits longer for an answer that is ready: more days ahead a reply cannot be put. */
export const LATEST_DAYS = 31

/** Why a reply did not leave: somebody wrote to us meanwhile, a colleague stopped it, merged its conversation into another or split something off from it, or it may not be sent any more. */
export type HeldWhy = 'heard' | 'stopped' | 'merged' | 'split' | ObstacleKind

/** A reply that was sent and has not left: it waits for its moment, or is held. */
export type LeavingReply = {
  id: string
  /** Who sent it. */
  by: string
  byId: string
  /** Its words; those of a draft that stands in the conversation where it is one. */
  body: string
  isDraft: boolean
  leavesAt: Date
  /** The addresses of who gets it besides whoever asked. */
  copies: string[]
  held: { at: Date; why: HeldWhy; by: string | null } | undefined
}

/** When a reply leaves that is sent at a moment: after the time in which it can be taken back. */
export function leavesSoon(now: Date): Date {
  return new Date(now.getTime() + UNDO_SECONDS * 1000)
}
