import type { Tx } from '#db'
import { restoreInputs, withdrawInputs } from '#domains/register'
import type { Conversation } from '../conversations/conversation.ts'
import { settles } from './close-reason.ts'
import type { HandsState } from './fold-hands.ts'

/** The input of a conversation counts in the register, unless it is closed for a reason by which nobody owes it an answer. */
export async function followClosing(
  tx: Tx,
  before: Pick<Conversation, 'input_id' | 'closed_as'>,
  { closed }: HandsState,
  now: Date,
): Promise<void> {
  const counted = before.closed_as === null || settles(before.closed_as)
  const counts = closed === null || settles(closed.as)
  if (counts === counted) return
  if (counts) await restoreInputs(tx, [before.input_id], now)
  else await withdrawInputs(tx, [before.input_id])
}
