import type { Tx } from '#db'
import { findEntrance, fixAccess, hasCodes } from '#domains/entrance'
import { listPolicies } from '#domains/moderation'
import { forgetParticipants } from '../participants/forget-participants.ts'
import { dialogueKeys } from './destroy-old-keys.ts'
import { dialogueClosed, dialogueOpened } from './dialogue.events.ts'
import { recordDialogueEvent } from './record-dialogue-event.ts'

export type OpenDialogueOutcome =
  | { kind: 'opened' }
  | { kind: 'not-found' }
  | { kind: 'already-open' }
  | { kind: 'dossier-not-open' }
  | { kind: 'key-destroyed' }
  | { kind: 'no-statements' }
  /** People must be able to read by which rules their statements are published and refused. */
  | { kind: 'no-policy' }
  /** Nobody could come in: the dialogue is for whoever has a code, and there are none. */
  | { kind: 'no-codes' }
  | { kind: 'closing-day-past' }

/** Opens a draft to votes, or a closed dialogue again. */
export async function openDialogue(
  tx: Tx,
  id: string,
  { now, today }: { now: Date; today: string },
): Promise<OpenDialogueOutcome> {
  const dialogue = await lockDialogue(tx, id)
  if (!dialogue || dialogue.state === 'importing') return { kind: 'not-found' }
  if (dialogue.state === 'open') return { kind: 'already-open' }
  if (dialogue.dossier_state !== 'open') return { kind: 'dossier-not-open' }
  const entrance = await findEntrance(tx, id)
  if (!entrance || entrance.key_destroyed_at) return { kind: 'key-destroyed' }
  if (dialogue.closes_on && dialogue.closes_on < today) return { kind: 'closing-day-past' }
  if (!(await hasPublishedStatement(tx, id))) return { kind: 'no-statements' }
  if ((await listPolicies(tx, id)).length === 0) return { kind: 'no-policy' }
  if (entrance.access === 'code' && !(await hasCodes(tx, id))) return { kind: 'no-codes' }
  await tx
    .updateTable('dialogue')
    .set({ state: 'open', opened_at: now, closed_at: null })
    .where('id', '=', id)
    .execute()
  await fixAccess(tx, id, now)
  await recordDialogueEvent(tx, id, { type: dialogueOpened, at: now })
  return { kind: 'opened' }
}

export type CloseDialogueOutcome = { kind: 'closed' } | { kind: 'not-found' } | { kind: 'not-open' }

/** Ends the voting; what was said stays. A vote that was on its way at that moment still counts. */
export async function closeDialogue(tx: Tx, id: string, now: Date): Promise<CloseDialogueOutcome> {
  const dialogue = await lockDialogue(tx, id)
  if (!dialogue) return { kind: 'not-found' }
  if (dialogue.state !== 'open') return { kind: 'not-open' }
  await tx.updateTable('dialogue').set({ state: 'closed', closed_at: now }).where('id', '=', id).execute()
  await recordDialogueEvent(tx, id, { type: dialogueClosed, at: now })
  return { kind: 'closed' }
}

export type DestroyKeyOutcome = { kind: 'destroyed' } | { kind: 'not-found' } | { kind: 'still-open' }

/** Destroys the key of a dialogue that is over: nobody can be recognised in it any more; votes and counts stay. */
export async function destroyDialogueKey(tx: Tx, id: string, now: Date): Promise<DestroyKeyOutcome> {
  const dialogue = await lockDialogue(tx, id)
  if (!dialogue) return { kind: 'not-found' }
  if (dialogue.state !== 'closed') return { kind: 'still-open' }
  await dialogueKeys.prove(tx, await forgetParticipants(tx, [id], now), now)
  return { kind: 'destroyed' }
}

async function lockDialogue(tx: Tx, id: string) {
  return tx
    .selectFrom('dialogue')
    .innerJoin('dossier', 'dossier.id', 'dialogue.dossier_id')
    .select(['dialogue.state', 'closes_on', 'dossier.state as dossier_state'])
    .where('dialogue.id', '=', id)
    .forUpdate('dialogue')
    .executeTakeFirst()
}

async function hasPublishedStatement(tx: Tx, dialogueId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('statement')
    .select('number')
    .where('dialogue_id', '=', dialogueId)
    .where('state', '=', 'published')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
