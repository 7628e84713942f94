import { z } from 'zod'
import type { Db, Tx } from '#db'
import { newId } from '#platform/db'
import { recordEvent } from '#platform/events'
import { sourceAdded } from '../listen.events.ts'
import { sourceGroundsSchema } from '../sources/source.ts'
import { readWebAddress } from './captured-post.ts'

/** A place of which staff bring the posts themselves: where it is, and why it is read. */
export const newHandSourceSchema = sourceGroundsSchema.extend({
  title: z.string().trim().min(1, 'missing').max(200, 'too-long'),
  /** Where people can find it, if it is on the web. */
  home: z.string().trim().max(2000, 'too-long').default('').transform(readHome),
})

export type NewHandSource = z.infer<typeof newHandSourceSchema>

function readHome(written: string, context: z.RefinementCtx): string | null {
  if (written === '') return null
  const address = readWebAddress(written)
  if (address === undefined) context.addIssue({ code: 'custom', message: 'not-an-address' })
  return address ?? null
}

export type AddHandSourceOutcome =
  | { kind: 'added'; sourceId: string }
  | { kind: 'already-added'; sourceId: string }

/** Begins to take in what staff bring from a place; it stands in the public register as all others do. */
export async function addHandSource(
  tx: Tx,
  source: NewHandSource,
  { by, now }: { by: string; now: Date },
): Promise<AddHandSourceOutcome> {
  const { title, home, purpose, legalBasis } = source
  const added = await tx
    .insertInto('source')
    .values({
      ...{ id: newId(), kind: 'by-hand', title, home, purpose, legal_basis: legalBasis },
      ...{ added_by: by, added_at: now },
    })
    // Of its rules only the title of a place that is read can stand in the way.
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) {
    const { id } = await selectHandSources(tx).where('title', '=', title).executeTakeFirstOrThrow()
    return { kind: 'already-added', sourceId: id }
  }
  await recordEvent(tx, { type: sourceAdded, subject: added, dossierId: null, at: now })
  return { kind: 'added', sourceId: added.id }
}

/** Places of which posts are brought by hand; a municipality has a handful. */
const MOST = 500

/** Where a post that is brought may come from, by title. */
export async function listHandSources(db: Db): Promise<{ id: string; title: string }[]> {
  return selectHandSources(db).orderBy('title').limit(MOST).execute()
}

function selectHandSources(db: Db) {
  return db
    .selectFrom('source')
    .select(['id', 'title'])
    .where('kind', '=', 'by-hand')
    .where('stopped_at', 'is', null)
}
