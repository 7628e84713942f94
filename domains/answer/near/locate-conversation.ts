import type { Tx } from '#db'
import type { Place } from '#domains/places'
import { appendEntries } from '../conversations/conversation.store.ts'
import { lockUnchanged, type Turn, type TurnOutcome } from '../conversations/take-turn.ts'
import { keepPlace } from './conversation-place.ts'

/** Says where a conversation is about, or that it is about no place: whoever reads it later sees both, and who said so. */
export async function locateConversation(tx: Tx, turn: Turn, place: Place | null): Promise<TurnOutcome> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const entry = { kind: 'located', isSomewhere: place !== null } as const
  const seq = await appendEntries(tx, locked.conversation, [entry], turn)
  if (place) await keepPlace(tx, place, { conversationId: turn.conversationId, seq })
  return { kind: 'appended', seq }
}
