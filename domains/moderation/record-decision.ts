import { z } from 'zod'
import type { Tx } from '#db'
import type { RefusalReason, Statement } from '#domains/deliberate'
import { publishInputs, refuseInputs, reinstateInputs } from '#domains/register'
import { newId } from '#platform/db'
import { addJob, defineJob } from '#platform/jobs'

/** Tells an author why a statement was refused, or what the second look at that brought; carries ids only. */
export const tellAuthorJob = defineJob(
  'tell-author',
  z.union([z.strictObject({ decisionId: z.uuid() }), z.strictObject({ appealId: z.uuid() })]),
)

/** A statement as whoever decides about it has locked it. */
export type LockedStatement = Pick<Statement, 'dialogue_id' | 'number' | 'state' | 'input_id'>

export async function lockStatement(
  tx: Tx,
  { dialogueId, number }: { dialogueId: string; number: number },
): Promise<LockedStatement | undefined> {
  return tx
    .selectFrom('statement')
    .select(['dialogue_id', 'number', 'state', 'input_id'])
    .where('dialogue_id', '=', dialogueId)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
}

export type Decision = {
  /** Refused, or published; one that has a newer version comes back as closed. */
  state: 'published' | 'refused' | 'closed'
  reason: RefusalReason | null
  explanation: string
  by: string
  /** Who asked for it, where it takes two people. */
  requestedBy?: string
  now: Date
}

/** Writes down a decision, with all that follows from it: the statement, its input, and word to its author. */
export async function recordDecision(tx: Tx, statement: LockedStatement, decision: Decision): Promise<void> {
  const { state, reason, explanation, by, requestedBy = null, now } = decision
  await tx
    .updateTable('statement')
    .set({ state, reason_code: reason })
    .where('dialogue_id', '=', statement.dialogue_id)
    .where('number', '=', statement.number)
    .execute()
  const id = newId()
  await tx
    .insertInto('statement_moderation')
    .values({
      id,
      dialogue_id: statement.dialogue_id,
      statement: statement.number,
      decision: state === 'refused' ? 'refused' : 'published',
      reason_code: reason,
      explanation,
      decided_by: by,
      requested_by: requestedBy,
      decided_at: now,
    })
    .execute()
  const inputs = statement.input_id ? [statement.input_id] : []
  if (state !== 'refused')
    return statement.state === 'refused' ? reinstateInputs(tx, inputs, now) : publishInputs(tx, inputs, now)
  await refuseInputs(tx, inputs)
  if (inputs.length > 0) await addJob(tx, tellAuthorJob, { decisionId: id }, { key: `tell-author:${id}` })
}
