/** Why a conversation is over without an answer of ours. */
export const closeReasons = ['solved', 'no-answer', 'not-ours', 'double', 'spam'] as const
export type CloseReason = (typeof closeReasons)[number]

/**
 * Whether a reason settles what somebody asked, as an answer does: it then takes the mandate that answering takes, which the
 * database holds. The others answer nobody.
 */
export function settles(reason: CloseReason): reason is 'solved' | 'no-answer' {
  return reason === 'solved' || reason === 'no-answer'
}
