import type { ConversationState } from '../conversations/conversation.ts'

/** Whoever comes back later has another question, for which there is a time of its own: the old one is not opened again. */
export const OPENED_AGAIN_WITHIN_DAYS = 30
const DAY_MS = 24 * 3_600_000

/** Whether a conversation was solved so long before an instant that what is said then begins another. */
export function isLongSolved(
  { status, answeredAt, closed }: Pick<ConversationState, 'status' | 'answeredAt' | 'closed'>,
  at: Date,
): boolean {
  const solvedAt = status === 'open' ? null : (answeredAt ?? closed?.at ?? null)
  return solvedAt !== null && at.getTime() - solvedAt.getTime() > OPENED_AGAIN_WITHIN_DAYS * DAY_MS
}
