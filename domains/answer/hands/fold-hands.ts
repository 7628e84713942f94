import type { CloseReason } from './close-reason.ts'

/** What is done with a conversation as a whole, folded from its entries. */
export type HandsState = {
  /** Why and when it was closed; none of both where it is not. */
  closed: { as: CloseReason; at: Date } | null
  /** It need not be looked at before this day, as 2026-03-02. */
  snoozedUntil: string | null
}

/** What is appended by it. */
export type HandsEntry =
  /** Without an answer of ours; it takes a mandate, on that day, where the reason settles what somebody asked. */
  | { kind: 'status'; status: 'closed'; as: CloseReason; on: string }
  /** Until a day, as 2026-03-02; null: it is back. */
  | { kind: 'snoozed'; until: string | null }

export const untouched: HandsState = { closed: null, snoozedUntil: null }

/** Those fields of a state, as they stand. */
export function handsOf({ closed, snoozedUntil }: HandsState): HandsState {
  return { closed, snoozedUntil }
}

/** Of any entry, what it changes here. */
type Told = {
  kind: string
  status?: string
  as?: CloseReason
  until?: string | null
  dueOn?: string | null
  channel?: string
}

/** The state after an entry, by what was done with the conversation as a whole. */
export function foldHands<State extends HandsState & { status: string }>(
  before: HandsState | undefined,
  state: State,
  entry: Told,
  at: Date,
): State {
  switch (entry.kind) {
    case 'received':
      if (entry.dueOn === null) return state
      return staysSpam(before, entry)
        ? { ...state, status: 'closed', closed: before.closed }
        : { ...state, ...untouched }
    case 'status':
      return { ...state, ...untouched, ...(entry.as ? { closed: { as: entry.as, at } } : {}) }
    case 'sent':
      return { ...state, ...untouched }
    case 'snoozed':
      return { ...state, snoozedUntil: entry.until ?? null }
    case 'assigned':
      return { ...state, snoozedUntil: null }
    default:
      return state
  }
}

/**
 * Whoever says more gets a look at once. Only more mail in what was called spam stays there: who sends spam would else be back by
 * sending more of it. Whoever was taken for one wrongly can write by the page of their code.
 */
function staysSpam(before: HandsState | undefined, { channel }: Told): before is HandsState {
  return before?.closed?.as === 'spam' && channel === 'mail'
}
