import type { Tx } from '#db'
import { findAnsweringUnit } from '#domains/people'
import { appendEntries } from './conversation.store.ts'
import { lockUnchanged, type Turn, type TurnOutcome } from './take-turn.ts'

/** What a conversation is about, and which unit answers it; null: neither was said. */
export type Classification = { subjectId: string | null; unitId: string | null }

/**
 * Says what a conversation is about and which unit answers it: by these, mandates are found. What was approved before counts no
 * more, since somebody else may have to agree now. Where no unit is chosen, the one answers that answers the subject.
 */
export async function classifyConversation(
  tx: Tx,
  turn: Turn,
  { subjectId, unitId: chosen }: Classification,
): Promise<TurnOutcome | { kind: 'not-a-subject' | 'not-a-unit' }> {
  if (subjectId !== null && !(await isThere(tx, 'subject', subjectId))) return { kind: 'not-a-subject' }
  if (chosen !== null && !(await isThere(tx, 'unit', chosen))) return { kind: 'not-a-unit' }
  const unitId = chosen ?? (subjectId === null ? null : await findAnsweringUnit(tx, subjectId))
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  if (conversation.subject_id === subjectId && conversation.unit_id === unitId)
    return { kind: 'appended', seq: conversation.last_seq }
  const seq = await appendEntries(tx, conversation, [{ kind: 'classified', subjectId, unitId }], turn)
  return { kind: 'appended', seq }
}

async function isThere(tx: Tx, table: 'subject' | 'unit', id: string): Promise<boolean> {
  const found = await tx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
  return found !== undefined
}
