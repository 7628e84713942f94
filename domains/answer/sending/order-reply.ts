import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '#db'
import { newId } from '#platform/db'
import { addJob } from '#platform/jobs'
import { findOpenPlaces, findSendObstacle, type NotMandated } from '../approvals/obstacle.ts'
import { tellOfChange } from '../conversations/conversation-feed.ts'
import { findDraftAsSent } from '../conversations/send-reply.ts'
import { lockUnchanged, type MissedTurn, type Turn } from '../conversations/take-turn.ts'
import { isAnsweredElsewhere } from '../elsewhere/disclosure.ts'
import { type Copy, copiesSchema } from '../recipients/copy.ts'
import { sendDueRepliesJob } from './sending.jobs.ts'

/** What somebody sends: a text of their own, or a draft that stands in the conversation, by its entry. */
export type ReplyOrder = ({ body: string } | { draftSeq: number }) & {
  /** Whether this answers the input for its dossier too; without a dossier a reply always does. */
  answersInput: boolean
  /** It asks for something, so that it stays open and waits for whoever asked. */
  asks?: boolean
  leavesAt: Date
  /** Who gets it besides whoever asked, as `chooseCopies` let them through; nobody where it does not say. */
  copies?: readonly Copy[]
}

export type OrderOutcome =
  | { kind: 'leaving'; id: string }
  /** That of a colleague, or another one of their own, leaves first. */
  | { kind: 'leaves-already' }
  | MissedTurn
  | NotMandated

/** A queue begins no job before its moment by the clock of the database, which may be a little behind ours. */
const CLOCKS_DIFFER_MS = 250

/**
 * Sends a reply: it leaves at its moment, unless somebody takes it back or writes to us before. Of many who send at once in one
 * conversation, one reply leaves. It takes a mandate now, and again when it leaves. What is answered where a post stands leaves by no such way (`placeReply`). The same words once more are the same reply.
 */
export async function orderReply(tx: Tx, turn: Turn, order: ReplyOrder): Promise<OrderOutcome> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversationId } = turn
  const waiting = await findWaiting(tx, conversationId)
  if (waiting)
    return isSame(waiting, turn, order) ? { kind: 'leaving', id: waiting.id } : { kind: 'leaves-already' }
  const obstacle = await findObstacle(tx, turn, order)
  if (obstacle) return obstacle
  const id = newId()
  await tx
    .insertInto('leaving_reply')
    .values({
      ...{ id, conversation_id: conversationId, account_id: turn.by, seen: turn.seen },
      ...('body' in order ? { body: order.body } : { draft_seq: order.draftSeq }),
      ...{
        answers_input: order.answersInput,
        asks: order.asks ?? false,
        copies: JSON.stringify(order.copies ?? []),
        ordered_at: turn.now,
        leaves_at: order.leavesAt,
      },
    })
    .execute()
  const runAt = new Date(order.leavesAt.getTime() + CLOCKS_DIFFER_MS)
  await addJob(tx, sendDueRepliesJob, {}, { key: `leaving-reply:${id}`, runAt })
  await tellOfChange(tx, conversationId)
  return { kind: 'leaving', id }
}

type Waiting = {
  id: string
  account_id: string
  body: string | null
  draft_seq: number | null
  copies: unknown
}

function findWaiting(tx: Tx, conversationId: string): Promise<Waiting | undefined> {
  return tx
    .selectFrom('leaving_reply')
    .select(['id', 'account_id', 'body', 'draft_seq', 'copies'])
    .where('conversation_id', '=', conversationId)
    .where('held_at', 'is', null)
    .executeTakeFirst()
}

function isSame(waiting: Waiting, { by }: Turn, order: ReplyOrder): boolean {
  if (waiting.account_id !== by) return false
  if (!isDeepStrictEqual(copiesSchema.parse(waiting.copies), [...(order.copies ?? [])])) return false
  return 'body' in order ? waiting.body === order.body : waiting.draft_seq === order.draftSeq
}

async function findObstacle(tx: Tx, turn: Turn, order: ReplyOrder): Promise<NotMandated | undefined> {
  if (await isAnsweredElsewhere(tx, turn.conversationId))
    return { kind: 'not-mandated', obstacle: { kind: 'elsewhere', missing: [] } }
  const open = 'body' in order ? findOpenPlaces(order.body) : undefined
  if (open) return open
  const draft = 'body' in order ? undefined : await findDraftAsSent(tx, turn.conversationId, order.draftSeq)
  if (draft === null) return { kind: 'not-mandated', obstacle: { kind: 'draft-replaced', missing: [] } }
  const obstacle = await findSendObstacle(tx, turn, draft)
  return obstacle && { kind: 'not-mandated', obstacle }
}
