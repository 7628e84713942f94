import type { Insertable } from 'kysely'
import { z } from 'zod'
import type { DB, Tx } from '#db'
import { publishInputs, refuseInputs, reinstateInputs } from '#domains/register'
import { newId } from '#platform/db'
import { addJob, defineJob } from '#platform/jobs'
import type { LockedText, ModerationDecision, TextKey, TextOwner } from './text.ts'

/** Tells an author why a text was refused, or what the second look at that brought; carries ids only. */
export const tellAuthorJob = defineJob(
  'tell-author',
  z.union([z.strictObject({ decisionId: z.uuid() }), z.strictObject({ appealId: z.uuid() })]),
)

type Decided = {
  by: string
  /** Who asked for it, where it takes two people. */
  requestedBy?: string
  now: Date
  today: string
}

/** Writes down a decision about a locked text, with all that follows from it: the text, its input, and word to its author. */
export async function recordDecision(
  tx: Tx,
  owner: TextOwner,
  text: LockedText,
  decision: ModerationDecision & Decided,
): Promise<void> {
  await owner.apply(tx, text, decision)
  const id = newId()
  await insertDecision(tx, text, {
    id,
    input_id: text.inputId,
    decision: decision.kind === 'refuse' ? 'refused' : 'published',
    reason_code: decision.kind === 'refuse' ? decision.reason : null,
    explanation: decision.explanation ?? '',
    decided_by: decision.by,
    requested_by: decision.requestedBy ?? null,
    decided_at: decision.now,
  })
  const inputs = text.inputId ? [text.inputId] : []
  if (decision.kind === 'publish')
    return text.state === 'refused'
      ? reinstateInputs(tx, inputs, decision)
      : publishInputs(tx, inputs, decision)
  await refuseInputs(tx, inputs)
  if (inputs.length > 0) await addJob(tx, tellAuthorJob, { decisionId: id }, { key: `tell-author:${id}` })
}

/** Writes down that staff added a text of the organisation, and why: everybody can read it. */
export async function recordAddition(
  tx: Tx,
  text: TextKey,
  { reason, by, now }: { reason: string; by: string; now: Date },
): Promise<void> {
  await insertDecision(tx, text, {
    id: newId(),
    decision: 'added',
    explanation: reason,
    decided_by: by,
    decided_at: now,
  })
}

type DecisionRow = Omit<Insertable<DB['moderation_decision']>, 'kind' | 'space_id' | 'number'>

async function insertDecision(tx: Tx, { kind, spaceId, number }: TextKey, row: DecisionRow): Promise<void> {
  await tx
    .insertInto('moderation_decision')
    .values({ kind, space_id: spaceId, number, ...row })
    .execute()
}
