import type { Tx } from '#db'
import { newId } from '#platform/db'
import { recordDialogueEvent } from '../dialogues/record-dialogue-event.ts'
import { statementFactChanged } from './statement.events.ts'
import { lockNumbering } from './statement.store.ts'

/** Whether a statement is a fact about people, as "I live nearby", and no opinion. */
export type FactMark = { dialogueId: string; number: number; isFact: boolean }

export type MarkFactOutcome =
  | { kind: 'marked' }
  /** Somebody said the same a moment ago. */
  | { kind: 'unchanged' }
  | { kind: 'not-found' }

/**
 * Says that a published statement is a fact about people, or an opinion again. Answers stay, and people can go on giving them;
 * the map is made anew without it, or with it. In a closed dialogue too: an import may have marked none.
 */
export async function markFact(
  tx: Tx,
  { dialogueId, number, isFact }: FactMark,
  { by, now }: { by: string; now: Date },
): Promise<MarkFactOutcome> {
  const dialogue = await lockNumbering(tx, dialogueId)
  if (dialogue?.state !== 'open' && dialogue?.state !== 'closed') return { kind: 'not-found' }
  const statement = await tx
    .selectFrom('statement')
    .select('is_meta')
    .where('dialogue_id', '=', dialogueId)
    .where('number', '=', number)
    .where('state', 'in', ['published', 'closed'])
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!statement) return { kind: 'not-found' }
  if (statement.is_meta === isFact) return { kind: 'unchanged' }
  await tx
    .updateTable('statement')
    .set({ is_meta: isFact })
    .where('dialogue_id', '=', dialogueId)
    .where('number', '=', number)
    .execute()
  await tx
    .insertInto('statement_fact_change')
    .values({
      dialogue_id: dialogueId,
      id: newId(),
      statement: number,
      is_fact: isFact,
      made_by: by,
      made_at: now,
    })
    .execute()
  await recordDialogueEvent(tx, dialogueId, { type: statementFactChanged, number, at: now })
  return { kind: 'marked' }
}
