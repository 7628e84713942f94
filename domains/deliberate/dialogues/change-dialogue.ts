import type { Tx } from '#db'
import { changeAccess, findEntrance, removeEntrance } from '#domains/entrance'
import { forgetSpace, forgetTexts, listPolicies, publishPolicy } from '#domains/moderation'
import { forgetTranslations } from '#domains/translation'
import { newId } from '#platform/db'
import { defaultPolicyOf } from './default-policy.ts'
import { termsChanged } from './dialogue.events.ts'
import type { ChangedTerms, NewDialogue } from './dialogue.schema.ts'
import { insertSeeds, readSeeds } from './make-dialogue.ts'
import { recordDialogueEvent } from './record-dialogue-event.ts'

export type ChangeDialogueOutcome =
  | { kind: 'changed' }
  | { kind: 'not-found' }
  /** It was opened: what people answer to stays as it is. */
  | { kind: 'no-draft' }
  | { kind: 'seed-refused'; seed: number; why: string }
  | { kind: 'key-destroyed' }
  | { kind: 'closing-day-past' }

type When = { now: Date; today: string }

/** Writes a draft anew, all of it; its address stays. Codes go when it is no longer for whoever has one. */
export async function changeDraft(
  tx: Tx,
  id: string,
  draft: Omit<NewDialogue, 'dossierId'>,
  { now, today }: When,
): Promise<ChangeDialogueOutcome> {
  const dialogue = await lockDialogue(tx, id)
  if (!dialogue) return { kind: 'not-found' }
  if (dialogue.state !== 'draft') return { kind: 'no-draft' }
  if (isPast(draft.closesOn, today)) return { kind: 'closing-day-past' }
  const seeds = readSeeds(draft.seeds)
  if (seeds.kind === 'seed-refused') return seeds
  await tx
    .updateTable('dialogue')
    .set({
      question: draft.question,
      introduction: draft.introduction,
      language: draft.language,
      moderation: draft.moderation,
      results: draft.results,
      closes_on: draft.closesOn,
    })
    .where('id', '=', id)
    .execute()
  await changeAccess(tx, { id, access: draft.access })
  // Nobody has seen the statements of a draft: they are written anew, numbered from one.
  await tx.deleteFrom('statement').where('dialogue_id', '=', id).execute()
  await forgetTexts(tx, id)
  await insertSeeds(tx, id, draft.language, seeds.read, now)
  const [rules] = await listPolicies(tx, id)
  if (rules?.text === defaultPolicyOf(dialogue.language))
    await publishPolicy(tx, id, defaultPolicyOf(draft.language), { by: null, now })
  return { kind: 'changed' }
}

export type DeleteDraftOutcome = { kind: 'deleted' } | { kind: 'not-found' } | { kind: 'no-draft' }

/** Deletes a draft, of which nobody but staff has seen anything. What was opened once stays for good. */
export async function deleteDraft(tx: Tx, id: string): Promise<DeleteDraftOutcome> {
  const dialogue = await lockDialogue(tx, id)
  if (!dialogue) return { kind: 'not-found' }
  if (dialogue.state !== 'draft') return { kind: 'no-draft' }
  await tx.deleteFrom('dialogue').where('id', '=', id).execute()
  await removeEntrance(tx, id)
  await forgetSpace(tx, id)
  await forgetTranslations(tx, { ownerId: id })
  return { kind: 'deleted' }
}

/**
 * Changes what may change of a dialogue that was opened: until when, and how statements of others are published. What it
 * was before stays in the log that everybody can read.
 */
export async function changeTerms(
  tx: Tx,
  id: string,
  { closesOn, moderation }: ChangedTerms,
  { by, now, today }: When & { by: string },
): Promise<ChangeDialogueOutcome> {
  const dialogue = await lockDialogue(tx, id)
  if (!dialogue) return { kind: 'not-found' }
  if ((await findEntrance(tx, id))?.key_destroyed_at) return { kind: 'key-destroyed' }
  if (isPast(closesOn, today)) return { kind: 'closing-day-past' }
  if (dialogue.closes_on === closesOn && dialogue.moderation === moderation) return { kind: 'changed' }
  await tx.updateTable('dialogue').set({ closes_on: closesOn, moderation }).where('id', '=', id).execute()
  await tx
    .insertInto('dialogue_terms_change')
    .values({
      id: newId(),
      dialogue_id: id,
      closes_on_before: dialogue.closes_on,
      closes_on_after: closesOn,
      moderation_before: dialogue.moderation,
      moderation_after: moderation,
      changed_by: by,
      changed_at: now,
    })
    .execute()
  await recordDialogueEvent(tx, id, { type: termsChanged, at: now })
  return { kind: 'changed' }
}

function isPast(day: string | null, today: string): boolean {
  return day !== null && day < today
}

async function lockDialogue(tx: Tx, id: string) {
  return tx
    .selectFrom('dialogue')
    .select(['state', 'language', 'moderation', 'closes_on'])
    .where('id', '=', id)
    .where('state', '<>', 'importing')
    .forUpdate()
    .executeTakeFirst()
}
