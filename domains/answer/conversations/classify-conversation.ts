import type { Tx } from '#db'
import { findAnsweringUnit, holdOpenUnit } from '#domains/people'
import { appendEntries } from './conversation.store.ts'
import { lockUnchanged, type Turn, type TurnOutcome } from './take-turn.ts'

/** What a conversation is about, and which unit answers it; null: not said. */
export type Classification = { subjectId: string | null; unitId: string | null }

/**
 * Says what a conversation is about and which unit answers it: by these, mandates are found. Where no other unit was chosen than
 * before, and it is about something else now, the unit is the one of the subject, or of the nearest above it that has one. What was
 * approved before counts no more, since somebody else may have to agree now.
 */
export async function classifyConversation(
  tx: Tx,
  turn: Turn,
  { subjectId, unitId }: Classification,
): Promise<TurnOutcome | { kind: 'not-a-subject' | 'not-a-unit' }> {
  if (subjectId !== null && !(await isSubject(tx, subjectId))) return { kind: 'not-a-subject' }
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  // A conversation may stay where it is, and goes to no unit that is closed.
  if (unitId !== null && unitId !== conversation.unit_id && !(await holdOpenUnit(tx, unitId)))
    return { kind: 'not-a-unit' }
  const isAsBefore = conversation.unit_id === unitId && conversation.subject_id !== subjectId
  const isOfSubject = subjectId !== null && (unitId === null || isAsBefore)
  const answering = (isOfSubject ? await findAnsweringUnit(tx, subjectId) : null) ?? unitId
  if (conversation.subject_id === subjectId && conversation.unit_id === answering)
    return { kind: 'appended', seq: conversation.last_seq }
  const seq = await appendEntries(
    tx,
    conversation,
    [{ kind: 'classified', subjectId, unitId: answering }],
    turn,
  )
  return { kind: 'appended', seq }
}

async function isSubject(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.selectFrom('subject').select('id').where('id', '=', id).executeTakeFirst()
  return found !== undefined
}
