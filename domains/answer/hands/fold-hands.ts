import type { CloseReason } from './close-reason.ts'

/** What is done with a conversation as a whole, folded from its entries. */
export type HandsState = {
  /** Why and when it was closed; none of both where it is not. */
  closed: { as: CloseReason; at: Date } | null
  /** It need not be looked at before this day, as 2026-03-02. */
  snoozedUntil: string | null
  /** What it is marked with, in the order of their ids. */
  labelIds: string[]
  /** The conversation in which it is handled, where it was merged into that. */
  mergedInto: string | null
}

/** What is appended by it. */
export type HandsEntry =
  /** Without an answer of ours; it takes a mandate, on that day, where the reason settles what somebody asked. */
  | { kind: 'status'; status: 'closed'; as: CloseReason; on: string }
  /** Until a day, as 2026-03-02; null: it is back. */
  | { kind: 'snoozed'; until: string | null }
  | { kind: 'labelled'; labelId: string; isOn: boolean }
  /** `otherSeq`: how far the other was. */
  | { kind: 'merged'; into: string; otherSeq: number }
  /** Somebody came back, by an entry of a conversation that was merged into this one. */
  | { kind: 'elsewhere'; otherId: string; otherSeq: number }

const back = { closed: null, snoozedUntil: null, mergedInto: null }

const over = { ...back, status: 'closed', answeredAt: null }

export const untouched: HandsState = { ...back, labelIds: [] }

/** Those fields of a state, as they stand. */
export function handsOf({ closed, snoozedUntil, labelIds, mergedInto }: HandsState): HandsState {
  return { closed, snoozedUntil, labelIds, mergedInto }
}

/** Of any entry, what it changes here. */
type Told = {
  kind: string
  status?: string
  as?: CloseReason
  until?: string | null
  dueOn?: string | null
  channel?: string
  labelId?: string
  isOn?: boolean
  into?: string
}

/** The state after an entry, by what was done with the conversation as a whole. */
export function foldHands<State extends HandsState & { status: string; answeredAt: Date | null }>(
  before: HandsState | undefined,
  state: State,
  entry: Told,
  at: Date,
): State {
  switch (entry.kind) {
    case 'received':
      if (entry.dueOn === null) return state
      return staysSpam(before, entry) ? { ...state, ...over, closed: before.closed } : { ...state, ...back }
    case 'status':
      return { ...state, ...back, ...(entry.as ? { closed: { as: entry.as, at } } : {}) }
    case 'sent':
      return { ...state, ...back }
    case 'snoozed':
      // Of what was opened by something that is split off since, nothing is put off.
      return { ...state, snoozedUntil: state.status === 'open' ? (entry.until ?? null) : null }
    case 'merged':
      return { ...state, ...over, closed: { as: 'double', at }, mergedInto: entry.into ?? null }
    case 'labelled':
      return { ...state, labelIds: relabel(state.labelIds, entry) }
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

function relabel(labelIds: string[], { labelId, isOn }: Told): string[] {
  const others = labelIds.filter((id) => id !== labelId)
  return isOn && labelId !== undefined ? [...others, labelId].sort() : others
}
