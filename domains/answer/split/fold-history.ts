import { type ConversationState, foldEntry } from '../conversations/conversation.ts'
import { readStoredEntry, type StoredEntry } from '../conversations/stored-entry.ts'

/** The entries that were split off. */
export function listSplitOff(rows: readonly Pick<StoredEntry, 'split_seq'>[]): ReadonlySet<number> {
  return new Set(rows.flatMap(({ split_seq: seq }) => seq ?? []))
}

/**
 * What all entries of a conversation add up to. What was split off counts where it is answered: here it opened nothing, and nothing is due by it.
 * Linear in entries.
 * @param rows  all of them, in their order
 * @throws where there is none, or the first was not received
 */
export function foldHistory(rows: readonly StoredEntry[]): ConversationState {
  const splitOff = listSplitOff(rows)
  let state: ConversationState | undefined
  for (const row of rows)
    state = state && splitOff.has(row.seq) ? passBy(state) : foldEntry(state, readStoredEntry(row), row.at)
  if (!state) throw new Error('A conversation has at least one entry.')
  return state
}

/** The state after an entry that counts for nothing but its number. */
export function passBy(state: ConversationState): ConversationState {
  return { ...state, lastSeq: state.lastSeq + 1 }
}
