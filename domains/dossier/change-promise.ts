import type { Tx } from '#db'
import { recordEvent } from '#platform/events'
import { promiseChanged } from './dossier.events.ts'
import type { NewPromise } from './dossier.schema.ts'
import { insertPromise, lockDossier } from './dossier.store.ts'

export type ChangePromiseOutcome =
  | { kind: 'changed'; version: number }
  | { kind: 'not-found' }
  | { kind: 'closed' }
  | { kind: 'reason-missing' }

/** Writes a new version of the promise; people can still read the old one, and why it changed. Of a draft it is replaced. */
export async function changePromise(
  tx: Tx,
  promise: NewPromise,
  { dossierId, by, now }: { dossierId: string; by: string; now: Date },
): Promise<ChangePromiseOutcome> {
  const dossier = await lockDossier(tx, dossierId)
  if (!dossier) return { kind: 'not-found' }
  if (dossier.state === 'closed') return { kind: 'closed' }
  if (dossier.state === 'open' && !promise.reasonForChange) return { kind: 'reason-missing' }
  if (dossier.state === 'draft') return replacePromise(tx, promise, { dossierId, by, now })
  const { latest } = await tx
    .selectFrom('dossier_promise')
    .select((eb) => eb.fn.max('version').as('latest'))
    .where('dossier_id', '=', dossierId)
    .executeTakeFirstOrThrow()
  const version = (latest ?? 0) + 1
  await insertPromise(tx, promise, { dossierId, version, by, now })
  const subject = { id: dossierId, number: version }
  await recordEvent(tx, { type: promiseChanged, subject, dossierId, at: now })
  return { kind: 'changed', version }
}

/** Nobody was promised anything yet: no earlier version is to be read. */
async function replacePromise(
  tx: Tx,
  promise: NewPromise,
  { dossierId, by, now }: { dossierId: string; by: string; now: Date },
): Promise<ChangePromiseOutcome> {
  await tx.deleteFrom('dossier_promise').where('dossier_id', '=', dossierId).execute()
  await insertPromise(tx, { ...promise, reasonForChange: '' }, { dossierId, version: 1, by, now })
  return { kind: 'changed', version: 1 }
}
