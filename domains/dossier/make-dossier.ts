import type { Tx } from '#db'
import { recordEvent } from '#platform/events'
import { dossierOpened } from './dossier.events.ts'
import type { NewDossier } from './dossier.schema.ts'
import { insertDossier, insertPhases, insertPromise, lockDossier } from './dossier.store.ts'
import type { Dossier } from './dossier.ts'

/** Makes a dossier, as a draft that only staff see. */
export async function makeDossier(
  tx: Tx,
  dossier: NewDossier,
  who: { by: string; now: Date },
): Promise<Dossier> {
  const made = await insertDossier(tx, dossier, who)
  await insertPromise(tx, dossier.promise, { dossierId: made.id, version: 1, ...who })
  await insertPhases(tx, made.id, dossier.phases)
  return made
}

export type OpenDossierOutcome =
  | { kind: 'opened' }
  | { kind: 'not-found' }
  | { kind: 'not-a-draft'; state: string }

/** Opens a draft to the public. */
export async function openDossier(tx: Tx, id: string, now: Date): Promise<OpenDossierOutcome> {
  const dossier = await lockDossier(tx, id)
  if (!dossier) return { kind: 'not-found' }
  if (dossier.state !== 'draft') return { kind: 'not-a-draft', state: dossier.state }
  await tx.updateTable('dossier').set({ state: 'open', opened_at: now }).where('id', '=', id).execute()
  await recordEvent(tx, { type: dossierOpened, subject: { id }, dossierId: id, at: now })
  return { kind: 'opened' }
}
