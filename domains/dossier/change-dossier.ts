import type { Tx } from '#db'
import { forgetTranslations } from '#domains/translation'
import { recordEvent } from '#platform/events'
import { dossierChanged } from './dossier.events.ts'
import type { ChangedDossier } from './dossier.schema.ts'
import { findFreeSlug, insertPhases, lockDossier, removeDossier } from './dossier.store.ts'
import type { Dossier } from './dossier.ts'

export type ChangeDossierOutcome =
  | { kind: 'changed'; slug: string }
  | { kind: 'unchanged' }
  | { kind: 'not-found' }
  | { kind: 'closed' }
  | { kind: 'reason-missing' }

type Change = { dossierId: string; by: string; now: Date }

/**
 * Changes what a dossier asks and how it goes. Of a draft everything is simply replaced, its address too; of an open one, whose
 * language and team stay, people can still read what it said before, since when it says something else, and why.
 */
export async function changeDossier(
  tx: Tx,
  changed: ChangedDossier,
  change: Change,
): Promise<ChangeDossierOutcome> {
  const dossier = await lockDossier(tx, change.dossierId)
  if (!dossier) return { kind: 'not-found' }
  if (dossier.state === 'closed') return { kind: 'closed' }
  if (dossier.state === 'draft') return changeDraft(tx, dossier, changed)
  if (await saysTheSame(tx, dossier, changed)) return { kind: 'unchanged' }
  if (!changed.reasonForChange) return { kind: 'reason-missing' }
  const version = await keepEarlierText(tx, dossier, changed.reasonForChange, change)
  const { question, summary, area } = changed
  await tx.updateTable('dossier').set({ question, summary, area }).where('id', '=', dossier.id).execute()
  await replacePhases(tx, dossier.id, changed.phases)
  const subject = { id: dossier.id, number: version }
  await recordEvent(tx, { type: dossierChanged, subject, dossierId: dossier.id, at: change.now })
  return { kind: 'changed', slug: dossier.slug }
}

async function changeDraft(
  tx: Tx,
  dossier: Dossier,
  { question, summary, area, language, unitId, phases }: ChangedDossier,
): Promise<ChangeDossierOutcome> {
  const slug = question === dossier.question ? dossier.slug : await findFreeSlug(tx, question, dossier.id)
  await tx
    .updateTable('dossier')
    .set({ slug, question, summary, area, language, unit_id: unitId })
    .where('id', '=', dossier.id)
    .execute()
  await replacePhases(tx, dossier.id, phases)
  return { kind: 'changed', slug }
}

async function replacePhases(tx: Tx, dossierId: string, phases: ChangedDossier['phases']): Promise<void> {
  await tx.deleteFrom('dossier_phase').where('dossier_id', '=', dossierId).execute()
  await insertPhases(tx, dossierId, phases)
}

function listPhases(tx: Tx, dossierId: string) {
  return tx
    .selectFrom('dossier_phase')
    .select(['title', 'description', 'starts_on as startsOn', 'ends_on as endsOn'])
    .where('dossier_id', '=', dossierId)
    .orderBy('position')
    .execute()
}

async function saysTheSame(tx: Tx, dossier: Dossier, changed: ChangedDossier): Promise<boolean> {
  const { question, summary, area, phases } = changed
  if (dossier.question !== question || dossier.summary !== summary || dossier.area !== area) return false
  const now = await listPhases(tx, dossier.id)
  return (
    now.length === phases.length &&
    now.every((phase, at) => {
      const other = phases[at]
      return (
        other !== undefined &&
        (['title', 'description', 'startsOn', 'endsOn'] as const).every((part) => phase[part] === other[part])
      )
    })
  )
}

/** @returns the number of the change, from one on */
async function keepEarlierText(
  tx: Tx,
  { id, question, summary, area }: Dossier,
  reason: string,
  { by, now }: Change,
): Promise<number> {
  const { changes } = await tx
    .selectFrom('dossier_earlier_text')
    .select((eb) => eb.fn.countAll<number>().as('changes'))
    .where('dossier_id', '=', id)
    .executeTakeFirstOrThrow()
  const version = changes + 1
  await tx
    .insertInto('dossier_earlier_text')
    .values({
      dossier_id: id,
      version,
      question,
      summary,
      area,
      phases: JSON.stringify(await listPhases(tx, id)),
      reason_for_change: reason,
      changed_by: by,
      changed_at: now,
    })
    .execute()
  return version
}

export type DiscardDossierOutcome =
  | { kind: 'discarded' }
  | { kind: 'not-found' }
  | { kind: 'not-a-draft' }
  /** A dialogue or an input stands in it already. */
  | { kind: 'in-use' }

/** Throws a draft away: nobody but staff has seen it. */
export async function discardDossier(tx: Tx, id: string): Promise<DiscardDossierOutcome> {
  const dossier = await lockDossier(tx, id)
  if (!dossier) return { kind: 'not-found' }
  if (dossier.state !== 'draft') return { kind: 'not-a-draft' }
  const kind = await removeDossier(tx, id)
  if (kind === 'discarded') await forgetTranslations(tx, { ownerId: id })
  return { kind }
}
