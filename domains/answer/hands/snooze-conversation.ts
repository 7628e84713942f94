import type { Tx } from '#db'
import { addDays } from '#platform/clock'
import { appendEntries } from '../conversations/conversation.store.ts'
import { lockUnchanged, type Turn, type TurnOutcome } from '../conversations/take-turn.ts'

/** Nobody looks further ahead; what must wait longer waits for a dossier. */
const LONGEST_SNOOZE_DAYS = 366

/** The first and the last day until which something can be put off on a day, as 2026-03-02. */
export function snoozeDays(today: string): { first: string; last: string } {
  return { first: addDays(today, 1), last: addDays(today, LONGEST_SNOOZE_DAYS) }
}

export type SnoozeOutcome = TurnOutcome | { kind: 'not-open' } | { kind: 'not-a-snooze-day' }

/**
 * Takes an open conversation out of the lists of what is to be done, until a day; null: it is back. It is back by itself on that day, and at
 * once when whoever asked says more or when it is given to somebody. The day on which an answer is due stays: what is late is in the list of what is late.
 */
export async function snoozeConversation(tx: Tx, turn: Turn, until: string | null): Promise<SnoozeOutcome> {
  const { first, last } = snoozeDays(turn.today)
  if (until !== null && (until < first || until > last)) return { kind: 'not-a-snooze-day' }
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  if (conversation.status !== 'open') return { kind: 'not-open' }
  if (conversation.snoozed_until === until) return { kind: 'appended', seq: conversation.last_seq }
  return { kind: 'appended', seq: await appendEntries(tx, conversation, [{ kind: 'snoozed', until }], turn) }
}
