import type { Tx } from '#db'
import { lockDossier } from '#domains/dossier'
import { recordEvent } from '#platform/events'
import { countUnansweredInputs } from './input.queries.ts'
import { dossierClosed } from './register.events.ts'

export type CloseDossierOutcome =
  | { kind: 'closed' }
  | { kind: 'not-found' }
  | { kind: 'not-open'; state: string }
  | { kind: 'inputs-unanswered'; open: number }

/** Closes a dossier; refused while one published input has no answer. */
export async function closeDossier(tx: Tx, id: string, now: Date): Promise<CloseDossierOutcome> {
  const dossier = await lockDossier(tx, id)
  if (!dossier) return { kind: 'not-found' }
  if (dossier.state !== 'open') return { kind: 'not-open', state: dossier.state }
  const open = await countUnansweredInputs(tx, id)
  if (open > 0) return { kind: 'inputs-unanswered', open }
  await tx.updateTable('dossier').set({ state: 'closed', closed_at: now }).where('id', '=', id).execute()
  await recordEvent(tx, { type: dossierClosed, subject: { id }, dossierId: id, at: now })
  return { kind: 'closed' }
}
