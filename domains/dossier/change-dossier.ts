import type { Tx } from '#db'
import { recordEvent } from '#platform/events'
import { dossierChanged } from './dossier.events.ts'
import type { ChangedDossier } from './dossier.schema.ts'
import {
  findFreeSlug,
  insertEarlierText,
  lockDossier,
  readPhases,
  removeDossier,
  updateDossier,
} from './dossier.store.ts'
import { type Dossier, stampOf } from './dossier.ts'

export type ChangeDossierOutcome =
  | { kind: 'changed'; slug: string }
  | { kind: 'unchanged' }
  | { kind: 'not-found' }
  | { kind: 'closed' }
  | { kind: 'reason-missing' }
  /** Somebody else changed it after it was read. */
  | { kind: 'changed-meanwhile' }

/** Who changes which dossier, and the stamp of what they had read: without one, whatever it says now is replaced. */
export type Change = { dossierId: string; by: string; now: Date; seen?: string | undefined }

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
  const isDraft = dossier.state === 'draft'
  const words = { ...dossier, phases: await readPhases(tx, dossier.id) }
  const next = wordsAfter(dossier, changed)
  const saysTheSame = stampOf(words) === stampOf(next)
  // A form that was sent twice was overtaken by itself, which nobody has to be told.
  if (change.seen && change.seen !== stampOf(words))
    return { kind: saysTheSame ? 'unchanged' : 'changed-meanwhile' }
  if (isDraft) {
    const isNamed = next.question === dossier.question
    const slug = isNamed ? dossier.slug : await findFreeSlug(tx, next.question, dossier.id)
    await updateDossier(tx, { ...next, id: dossier.id, slug })
    return { kind: 'changed', slug }
  }
  if (saysTheSame) {
    if (next.area_code === dossier.area_code) return { kind: 'unchanged' }
    // The map draws what the words say: it asks for no reason, and there is nothing to read of before.
    await updateDossier(tx, { ...next, id: dossier.id, slug: dossier.slug })
    return { kind: 'changed', slug: dossier.slug }
  }
  if (!changed.reasonForChange) return { kind: 'reason-missing' }
  const version = await insertEarlierText(tx, words, { ...change, reason: changed.reasonForChange })
  await updateDossier(tx, { ...next, id: dossier.id, slug: dossier.slug })
  const subject = { id: dossier.id, number: version }
  await recordEvent(tx, { type: dossierChanged, subject, dossierId: dossier.id, at: change.now })
  return { kind: 'changed', slug: dossier.slug }
}

function wordsAfter(dossier: Dossier, changed: ChangedDossier) {
  const { question, summary, area, areaCode: area_code, phases } = changed
  const owner = dossier.state === 'draft' ? { ...changed, unit_id: changed.unitId } : dossier
  return { question, summary, area, area_code, phases, language: owner.language, unit_id: owner.unit_id }
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
  return { kind: await removeDossier(tx, id) }
}
