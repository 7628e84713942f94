import type { Insertable } from 'kysely'
import type { DB, Tx } from '#db'
import { publishInputs, refuseInputs, reinstateInputs } from '#domains/register'
import { newId } from '#platform/db'
import { recordEvent } from '#platform/events'
import { textAdded, textPublished, textRefused, textRemoved } from './moderation.events.ts'
import type { LockedText, ModerationDecision, TextKey, TextOwner } from './text.ts'

type Decided = {
  by: string
  /** Who asked for it, where it takes two people. */
  requestedBy?: string
  now: Date
  today: string
}

/** Writes down a decision about a locked text, with what follows from it for the text and its input. */
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
  const subject = { id }
  await recordEvent(tx, {
    type: typeOf(text, decision),
    subject,
    dossierId: text.dossierId,
    at: decision.now,
  })
  const inputs = text.inputId ? [text.inputId] : []
  if (decision.kind === 'publish')
    return text.state === 'refused'
      ? reinstateInputs(tx, inputs, decision)
      : publishInputs(tx, inputs, decision)
  await refuseInputs(tx, inputs)
}

function typeOf(text: LockedText, decision: ModerationDecision) {
  if (decision.kind === 'publish') return textPublished
  return text.state === 'public' ? textRemoved : textRefused
}

/** Writes down that staff added a text of the organisation, and why: everybody can read it. */
export async function recordAddition(
  tx: Tx,
  text: TextKey & Pick<LockedText, 'dossierId'>,
  { reason, by, now }: { reason: string; by: string; now: Date },
): Promise<void> {
  const id = newId()
  await insertDecision(tx, text, {
    id,
    decision: 'added',
    explanation: reason,
    decided_by: by,
    decided_at: now,
  })
  await recordEvent(tx, { type: textAdded, subject: { id }, dossierId: text.dossierId, at: now })
}

type DecisionRow = Omit<Insertable<DB['moderation_decision']>, 'kind' | 'space_id' | 'number'>

async function insertDecision(tx: Tx, { kind, spaceId, number }: TextKey, row: DecisionRow): Promise<void> {
  await tx
    .insertInto('moderation_decision')
    .values({ kind, space_id: spaceId, number, ...row })
    .execute()
}
