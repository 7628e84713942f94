import { z } from 'zod'
import type { Tx } from '#db'
import { addWorkingDays } from '#platform/clock'
import { newId } from '#platform/db'
import { recordEvent } from '#platform/events'
import { appealDecided } from './moderation.events.ts'
import { recordDecision } from './record-decision.ts'
import type { LockedText, TextKey, TextOwners } from './text.ts'

/** Within this many working days somebody else has looked again. */
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

/** Asks for a second look at the refusal of a text, in the author's words: once for each decision. */
export async function lodgeAppeal(
  tx: Tx,
  owners: TextOwners,
  { inputId, words, now, today }: { inputId: string; words: string; now: Date; today: string },
): Promise<LodgeAppealOutcome> {
  const key = await findTextOf(tx, inputId)
  const text = key && (await owners[key.kind].lock(tx, key))
  if (!key || text?.state !== 'refused') return { kind: 'not-refused' }
  const decision = await tx
    .selectFrom('moderation_decision')
    .select(['id', 'decided_by'])
    .where('space_id', '=', key.spaceId)
    .where('input_id', '=', inputId)
    .where('decision', '=', 'refused')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!decision) return { kind: 'not-refused' }
  const dueOn = addWorkingDays(today, appealWorkingDays)
  const { numInsertedOrUpdatedRows: inserted } = await tx
    .insertInto('moderation_appeal')
    .values({
      space_id: key.spaceId,
      id: newId(),
      decision_id: decision.id,
      refused_by: decision.decided_by,
      words,
      lodged_at: now,
      due_on: dueOn,
    })
    .onConflict((conflict) => conflict.columns(['space_id', 'decision_id']).doNothing())
    .executeTakeFirstOrThrow()
  return inserted ? { kind: 'lodged', dueOn } : { kind: 'already-lodged' }
}

/** Which text an input is, once somebody decided about it: a refusal that came with an import was nobody's decision here. */
async function findTextOf(tx: Tx, inputId: string): Promise<TextKey | undefined> {
  return tx
    .selectFrom('moderation_decision')
    .select(['kind', 'space_id as spaceId', 'number'])
    .where('input_id', '=', inputId)
    .limit(1)
    .executeTakeFirst()
}

export type DecideAppealOutcome =
  | { kind: 'upheld' }
  | { kind: 'overturned' }
  | { kind: 'not-found' }
  | { kind: 'already-decided' }
  /** Whoever refused the text, or asked for that, takes no second look at it. */
  | { kind: 'own-decision' }

/** Decides about an appeal: the refusal stands, or the text is published after all. */
export async function decideAppeal(
  tx: Tx,
  owners: TextOwners,
  id: string,
  { outcome, explanation }: AppealDecision,
  { by, now, today }: { by: string; now: Date; today: string },
): Promise<DecideAppealOutcome> {
  const appeal = await lockAppeal(tx, id)
  if (!appeal) return { kind: 'not-found' }
  if (appeal.outcome) return { kind: 'already-decided' }
  if (by === appeal.decided_by || by === appeal.requested_by) return { kind: 'own-decision' }
  await tx
    .updateTable('moderation_appeal')
    .set({ outcome, explanation, decided_by: by, decided_at: now })
    .where('space_id', '=', appeal.spaceId)
    .where('id', '=', id)
    .execute()
  const text = await lockRefused(tx, owners, appeal)
  if (outcome === 'overturned')
    await recordDecision(tx, owners[appeal.kind], text, { kind: 'publish', explanation, by, now, today })
  const subject = { id: appeal.decisionId }
  await recordEvent(tx, { type: appealDecided, subject, dossierId: text.dossierId, at: now })
  return { kind: outcome }
}

/** Its address names the appeal alone: where it is kept is looked up first. */
async function lockAppeal(tx: Tx, id: string) {
  const kept = await tx
    .selectFrom('moderation_appeal')
    .select('space_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!kept) return undefined
  return tx
    .selectFrom('moderation_appeal as appeal')
    .innerJoin('moderation_decision as decision', (join) =>
      join.onRef('decision.space_id', '=', 'appeal.space_id').onRef('decision.id', '=', 'appeal.decision_id'),
    )
    .select(['appeal.outcome', 'decision.kind', 'decision.space_id as spaceId', 'decision.number'])
    .select(['decision.id as decisionId', 'decision.decided_by', 'decision.requested_by'])
    .where('appeal.space_id', '=', kept.space_id)
    .where('appeal.id', '=', id)
    .forUpdate('appeal')
    .executeTakeFirst()
}

async function lockRefused(tx: Tx, owners: TextOwners, key: TextKey): Promise<LockedText> {
  const text = await owners[key.kind].lock(tx, key)
  if (text?.state !== 'refused') throw new Error(`Text ${key.number} has an appeal and is not refused.`)
  return text
}
