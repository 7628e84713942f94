import type { Db } from '#db'
import { newId } from '#platform/db'

/** A source of posts, as far as posts need one. */
export async function makeSource(db: Db, by: string, now: Date): Promise<string> {
  const id = newId()
  const address = `https://${id}.example/feed`
  await db
    .insertInto('source')
    .values({
      ...{ id, address, address_key: address, host: `${id}.example`, title: 'Wijkblog Noord' },
      ...{
        purpose: 'Hinder zien',
        legal_basis: 'public_task',
        next_fetch_at: now,
        added_by: by,
        added_at: now,
      },
    })
    .execute()
  return id
}

/** A post of it, as its feed brought it. */
export async function makePost(
  db: Db,
  { sourceId, url, body, at }: { sourceId: string; url: string | null; body: string; at: Date },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('post')
    .values({
      ...{ id, source_id: sourceId, url, language: 'nl', title: 'De brug is dicht' },
      ...{ html: `<p>${body}</p>`, body, content_hash: id },
      ...{ published_at: at, first_seen_at: at, text_since: at },
    })
    .execute()
  return id
}
