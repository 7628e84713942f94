import type { Db, Tx } from '#db'
import { findInput, markInputsAnswered } from '#domains/register'
import {
  type Actor,
  findPublishObstacle,
  findSendObstacle,
  type NotMandated,
  type Obstacle,
} from '../approvals/obstacle.ts'
import { appendEntries } from '../conversations/conversation.store.ts'
import { lockUnchanged, type Turn, type TurnOutcome } from '../conversations/take-turn.ts'
import { type CloseReason, closeReasons, settles } from './close-reason.ts'

export type CloseConversationOutcome = TurnOutcome | NotMandated

/**
 * Closes a conversation without an answer, and says why on the page of whoever asked. To say that it is solved, or needs no answer,
 * takes the mandate that answering takes; its input then counts as answered, where no dossier answers it. By the other reasons nobody is answered, and
 * the input counts nowhere. Closed as it is already: nothing is appended.
 */
export async function closeConversation(
  tx: Tx,
  turn: Turn,
  reason: CloseReason,
): Promise<CloseConversationOutcome> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  if (conversation.closed_as === reason) return { kind: 'appended', seq: conversation.last_seq }
  const obstacle = settles(reason)
    ? await findSettlingObstacle(tx, turn, await findSendObstacle(tx, turn))
    : undefined
  if (obstacle) return { kind: 'not-mandated', obstacle }
  const entry = { kind: 'status', status: 'closed', as: reason, on: turn.today } as const
  const seq = await appendEntries(tx, conversation, [entry], turn)
  if (settles(reason)) await settleInput(tx, conversation.input_id, turn.now)
  return { kind: 'appended', seq }
}

/** Answering takes a mandate to answer whoever asked, or everybody: either is enough, as the database has it. */
async function findSettlingObstacle(db: Db, actor: Actor, send: Obstacle | undefined) {
  return send && (await findPublishObstacle(db, actor)) && send
}

async function settleInput(tx: Tx, inputId: string, now: Date): Promise<void> {
  const input = await findInput(tx, inputId)
  if (!input?.dossier_id) await markInputsAnswered(tx, [inputId], now)
}

/**
 * The reasons for which somebody may close a conversation.
 * @param send  what stands in the way of their answering it, as `readAnswerRights` says
 */
export async function listCloseReasons(
  db: Db,
  actor: Actor,
  send: Obstacle | undefined,
): Promise<CloseReason[]> {
  const maySettle = (await findSettlingObstacle(db, actor, send)) === undefined
  return closeReasons.filter((reason) => maySettle || !settles(reason))
}
