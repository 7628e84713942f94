import type { Tx } from '#db'
import { lockDossier } from '#domains/dossier'
import { countUnansweredInputs } from './input.queries.ts'

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
  return { kind: 'closed' }
}
