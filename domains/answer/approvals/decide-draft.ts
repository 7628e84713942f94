import type { Tx } from '#db'
import { appendEntries } from '../conversations/conversation.store.ts'
import { lockUnchanged, type MissedTurn, type Turn } from '../conversations/take-turn.ts'
import { findApproveObstacle, type NotMandated } from './obstacle.ts'

export type DecideOutcome = { kind: 'appended'; seq: number } | MissedTurn | NotMandated

/**
 * Approves the text of a draft, and nothing else: who wrote one since the last answer cannot, and neither can who has no mandate
 * for what the conversation is about.
 * @param draftSeq  the entry whose text was read
 */
export async function approveDraft(tx: Tx, turn: Turn, draftSeq: number): Promise<DecideOutcome> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const obstacle = await findApproveObstacle(tx, turn, draftSeq)
  if (obstacle) return { kind: 'not-mandated', obstacle }
  const seq = await appendEntries(
    tx,
    locked.conversation,
    [{ kind: 'approved', draftSeq, on: turn.today }],
    turn,
  )
  return { kind: 'appended', seq }
}

/**
 * Returns a draft to its writer with what should be otherwise: for who could approve it. The writer takes back their own, also
 * after it was approved, and says no reason.
 */
export async function returnDraft(
  tx: Tx,
  turn: Turn,
  { draftSeq, reason }: { draftSeq: number; reason: string | null },
): Promise<DecideOutcome | { kind: 'no-reason' }> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  if (conversation.draft_seq !== draftSeq || conversation.draft_state === 'returned')
    return { kind: 'not-mandated', obstacle: { kind: 'draft-replaced', missing: [] } }
  if ((await findWriter(tx, conversation.id, draftSeq)) !== turn.by) {
    const obstacle = await findApproveObstacle(tx, turn, draftSeq)
    if (obstacle) return { kind: 'not-mandated', obstacle }
    if (reason === null) return { kind: 'no-reason' }
  }
  return {
    kind: 'appended',
    seq: await appendEntries(tx, conversation, [{ kind: 'returned', draftSeq, reason }], turn),
  }
}

async function findWriter(tx: Tx, conversationId: string, draftSeq: number): Promise<string | null> {
  const { by_account: by } = await tx
    .selectFrom('conversation_entry')
    .select('by_account')
    .where('conversation_id', '=', conversationId)
    .where('seq', '=', draftSeq)
    .executeTakeFirstOrThrow()
  return by
}
