import { z } from 'zod'
import type { Tx } from '#db'
import { addWorkingDays } from '#platform/clock'
import { newId } from '#platform/db'
import { addJob } from '#platform/jobs'
import { lockStatement, recordDecision, tellAuthorJob } from './record-decision.ts'

/** Within so many working days somebody else has looked again. */
export const appealWorkingDays = 10

/** What an author writes to ask for a second look. */
export const appealSchema = z.object({ words: z.string().trim().min(1, 'missing').max(1000, 'too-long') })

/** What a second look brings; the explanation goes to the author. */
export const appealDecisionSchema = z.object({
  outcome: z.enum(['upheld', 'overturned'], 'missing'),
  explanation: z.string().trim().min(1, 'missing').max(1000, 'too-long'),
})

export type AppealDecision = z.infer<typeof appealDecisionSchema>

export type LodgeAppealOutcome =
  | { kind: 'lodged'; dueOn: string }
  | { kind: 'already-lodged' }
  | { kind: 'not-refused' }

/** Asks for a second look at the refusal of a statement, in the author's words: once for each decision. */
export async function lodgeAppeal(
  tx: Tx,
  { inputId, words, now, today }: { inputId: string; words: string; now: Date; today: string },
): Promise<LodgeAppealOutcome> {
  const statement = await tx
    .selectFrom('statement')
    .select(['dialogue_id', 'number', 'state'])
    .where('input_id', '=', inputId)
    .forUpdate()
    .executeTakeFirst()
  if (statement?.state !== 'refused') return { kind: 'not-refused' }
  const decision = await tx
    .selectFrom('statement_moderation')
    .select(['id', 'decided_by'])
    .where('dialogue_id', '=', statement.dialogue_id)
    .where('statement', '=', statement.number)
    .where('decision', '=', 'refused')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  // A refusal that came with an import was nobody's here.
  if (!decision) return { kind: 'not-refused' }
  const dueOn = addWorkingDays(today, appealWorkingDays)
  const { numInsertedOrUpdatedRows: inserted } = await tx
    .insertInto('statement_appeal')
    .values({
      id: newId(),
      decision_id: decision.id,
      refused_by: decision.decided_by,
      words,
      lodged_at: now,
      due_on: dueOn,
    })
    .onConflict((conflict) => conflict.column('decision_id').doNothing())
    .executeTakeFirstOrThrow()
  return inserted ? { kind: 'lodged', dueOn } : { kind: 'already-lodged' }
}

export type DecideAppealOutcome =
  | { kind: 'upheld' }
  | { kind: 'overturned' }
  | { kind: 'not-found' }
  | { kind: 'already-decided' }
  /** A second look is by somebody else than who refused, or asked for it. */
  | { kind: 'own-decision' }

/** Decides about an appeal: the refusal stands, or the statement is published after all. The author is told. */
export async function decideAppeal(
  tx: Tx,
  id: string,
  { outcome, explanation }: AppealDecision,
  { by, now }: { by: string; now: Date },
): Promise<DecideAppealOutcome> {
  const appeal = await tx
    .selectFrom('statement_appeal as appeal')
    .innerJoin('statement_moderation as decision', 'decision.id', 'appeal.decision_id')
    .select(['appeal.outcome', 'decision.dialogue_id', 'decision.statement'])
    .select(['decision.decided_by', 'decision.requested_by'])
    .where('appeal.id', '=', id)
    .forUpdate('appeal')
    .executeTakeFirst()
  if (!appeal) return { kind: 'not-found' }
  if (appeal.outcome) return { kind: 'already-decided' }
  if (by === appeal.decided_by || by === appeal.requested_by) return { kind: 'own-decision' }
  await tx
    .updateTable('statement_appeal')
    .set({ outcome, explanation, decided_by: by, decided_at: now })
    .where('id', '=', id)
    .execute()
  if (outcome === 'overturned')
    await reinstateStatement(tx, { dialogueId: appeal.dialogue_id, number: appeal.statement }, explanation, {
      by,
      now,
    })
  await addJob(tx, tellAuthorJob, { appealId: id }, { key: `tell-author:${id}` })
  return { kind: outcome }
}

async function reinstateStatement(
  tx: Tx,
  key: { dialogueId: string; number: number },
  explanation: string,
  who: { by: string; now: Date },
): Promise<void> {
  const statement = await lockStatement(tx, key)
  if (statement?.state !== 'refused')
    throw new Error(`Statement ${key.number} has an appeal and is not refused.`)
  const newer = await tx
    .selectFrom('statement_lineage')
    .select('to_statement')
    .where('dialogue_id', '=', key.dialogueId)
    .where('from_statement', '=', key.number)
    .limit(1)
    .executeTakeFirst()
  await recordDecision(tx, statement, {
    state: newer ? 'closed' : 'published',
    reason: null,
    explanation,
    ...who,
  })
}
