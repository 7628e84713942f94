import type { z } from 'zod'
import type { Tx } from '#db'
import { newId } from '#platform/db'
import { recordEvent } from '#platform/events'
import { newHandSourceSchema } from '../captured/hand-source.ts'
import { sourceAdded } from '../listen.events.ts'
import { drawMailKey } from './mailed-address.ts'

/** A newsletter or mailing list: what it is called, where it is on the web, and why it is read. */
export const newMailedSourceSchema = newHandSourceSchema

export type NewMailedSource = z.infer<typeof newMailedSourceSchema>

/** Begins to listen to a newsletter or a list, which somebody then subscribes to with the address of this source. */
export async function addMailedSource(
  tx: Tx,
  source: NewMailedSource,
  { by, now }: { by: string; now: Date },
): Promise<{ sourceId: string }> {
  const { title, home, purpose, legalBasis } = source
  const id = newId()
  await tx
    .insertInto('source')
    .values({
      ...{ id, kind: 'mail', title, home, purpose, legal_basis: legalBasis },
      ...{ added_by: by, added_at: now },
    })
    .execute()
  await tx.insertInto('source_mail').values({ source_id: id, key: drawMailKey() }).execute()
  await recordEvent(tx, { type: sourceAdded, subject: { id }, dossierId: null, at: now })
  return { sourceId: id }
}
