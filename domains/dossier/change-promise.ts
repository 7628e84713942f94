import type { Tx } from '#db'
import { recordEvent } from '#platform/events'
import type { Change } from './change-dossier.ts'
import { promiseChanged } from './dossier.events.ts'
import type { NewPromise } from './dossier.schema.ts'
import { insertPromise, lockDossier, readPromise } from './dossier.store.ts'
import { type DossierPromise, stampOfPromise } from './dossier.ts'

export type ChangePromiseOutcome =
  | { kind: 'changed'; version: number }
  | { kind: 'not-found' }
  | { kind: 'closed' }
  | { kind: 'reason-missing' }
  | { kind: 'unchanged' }
  /** Somebody else changed it after it was read. */
  | { kind: 'changed-meanwhile' }

/** Writes a new version of the promise; people can still read the old one, and why it changed. Of a draft it is replaced. */
export async function changePromise(
  tx: Tx,
  promise: NewPromise,
  { dossierId, by, now, seen }: Change,
): Promise<ChangePromiseOutcome> {
  const dossier = await lockDossier(tx, dossierId)
  if (!dossier) return { kind: 'not-found' }
  if (dossier.state === 'closed') return { kind: 'closed' }
  const latest = await readPromise(tx, dossierId)
  // A form that was sent twice was overtaken by itself, which nobody has to be told.
  if (seen && seen !== stampOfPromise(latest))
    return { kind: isSame(latest, promise) ? 'unchanged' : 'changed-meanwhile' }
  if (dossier.state === 'draft') return replacePromise(tx, promise, { dossierId, by, now })
  if (!promise.reasonForChange) return { kind: 'reason-missing' }
  const version = latest.version + 1
  await insertPromise(tx, promise, { dossierId, version, by, now })
  const subject = { id: dossierId, number: version }
  await recordEvent(tx, { type: promiseChanged, subject, dossierId, at: now })
  return { kind: 'changed', version }
}

/** Nobody was promised anything yet: no earlier version is to be read. */
async function replacePromise(
  tx: Tx,
  promise: NewPromise,
  { dossierId, by, now }: Change,
): Promise<ChangePromiseOutcome> {
  await tx.deleteFrom('dossier_promise').where('dossier_id', '=', dossierId).execute()
  await insertPromise(tx, { ...promise, reasonForChange: '' }, { dossierId, version: 1, by, now })
  return { kind: 'changed', version: 1 }
}

function isSame(now: DossierPromise, promise: NewPromise): boolean {
  return (
    now.level === promise.level &&
    now.statement === promise.statement &&
    now.decided_by === promise.decidedBy &&
    now.answer_on === promise.answerOn &&
    now.decision_on === promise.decisionOn
  )
}
