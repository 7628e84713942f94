import { sql } from 'kysely'
import type { Tx } from '#db'
import { findAnsweringUnit, holdOpenUnit } from '#domains/people'
import { readReclassified } from '../deadlines/reclassify.ts'
import { listReaders } from '../privacy/may-read.ts'
import { appendEntries } from './conversation.store.ts'
import type { NewEntry } from './conversation.ts'
import { lockUnchanged, type Turn, type TurnOutcome } from './take-turn.ts'

/** What a conversation is about, and which unit answers it; null: not said. */
export type Classification = { subjectId: string | null; unitId: string | null }

export type ClassifyOutcome =
  | TurnOutcome
  | { kind: 'not-a-subject' | 'not-a-unit' | 'unit-may-not-read' }
  /** It was done, and whoever did it may read it no more. */
  | { kind: 'out-of-sight'; seq: number }

/**
 * Says what a conversation is about and which unit answers it: by these, mandates are found. Where no other unit was chosen than
 * before, and it is about something else now, the unit is the one of the subject, or of the nearest above it that has one. What was
 * approved before counts no more, since somebody else may have to agree now. It may be due sooner than before, and never later.
 *
 * What is about a restricted subject is answered by the unit of that, and leaves the hands of who may not read it.
 */
export async function classifyConversation(
  tx: Tx,
  turn: Turn,
  { subjectId, unitId }: Classification,
): Promise<ClassifyOutcome> {
  if (subjectId !== null && !(await isSubject(tx, subjectId))) return { kind: 'not-a-subject' }
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  // A conversation may stay where it is, and goes to no unit that is closed.
  if (unitId !== null && unitId !== conversation.unit_id && !(await holdOpenUnit(tx, unitId)))
    return { kind: 'not-a-unit' }
  const isAsBefore = conversation.unit_id === unitId && conversation.subject_id !== subjectId
  const isOfSubject = subjectId !== null && (unitId === null || isAsBefore)
  const ofSubject = subjectId === null ? null : await findAnsweringUnit(tx, subjectId)
  const answering = (isOfSubject ? ofSubject : null) ?? unitId
  if (subjectId !== null && answering !== ofSubject && (await isRestricted(tx, subjectId)))
    return { kind: 'unit-may-not-read' }
  if (conversation.subject_id === subjectId && conversation.unit_id === answering)
    return { kind: 'appended', seq: conversation.last_seq }
  const holder = conversation.assigned_to
  const accountIds = [turn.by, ...(holder === null ? [] : [holder])]
  const readers = await listReaders(tx, { subjectId, accountIds, today: turn.today })
  const dated = await readReclassified(tx, conversation, { subjectId, timeZone: turn.timeZone })
  const entries: NewEntry[] = [{ kind: 'classified', subjectId, unitId: answering, ...dated }]
  if (holder !== null && !readers.has(holder)) entries.push({ kind: 'assigned', to: null })
  const seq = await appendEntries(tx, conversation, entries, turn)
  return { kind: readers.has(turn.by) ? 'appended' : 'out-of-sight', seq }
}

async function isRestricted(tx: Tx, subjectId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select is_restricted(${subjectId}::uuid) as is`.execute(tx)
  return rows[0]?.is ?? false
}

async function isSubject(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.selectFrom('subject').select('id').where('id', '=', id).executeTakeFirst()
  return found !== undefined
}
