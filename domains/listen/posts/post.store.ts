import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#db'
import { newId } from '#platform/db'
import type { FeedItem } from '../feeds/parsed-feed.ts'
import type { Source } from '../sources/source.ts'
import { type ActiveWatch, saveMatches } from '../watches/watch.store.ts'
import type { IdentifiedItem } from './post-identity.ts'
import type { WrittenPost } from './written-post.ts'

export interface StoredPosts {
  readonly added: number
  readonly edited: number
}

export interface PostBatch {
  readonly source: Source
  readonly items: readonly IdentifiedItem[]
  /** Of the feed, where an item says nothing of its own. */
  readonly language: string | undefined
  readonly watches: readonly ActiveWatch[]
  readonly seenAt: Date
}

/** Stores the posts of one file under all their names; expects the source to be locked. */
export async function storePosts(tx: Tx, batch: PostBatch): Promise<StoredPosts> {
  const known = await findKnown(tx, batch)
  const added: WrittenPost[] = []
  const edited: WrittenPost[] = []
  const aliases: Array<{ source_id: string; alias: string; post_id: string }> = []
  for (const { item, aliases: names } of batch.items) {
    const knownId = names.map((name) => known.get(name)).find((id) => id !== undefined)
    const id = knownId ?? (await insertPost(tx, item, batch, added))
    if (knownId !== undefined) await editPost(tx, knownId, item, batch.seenAt, edited)
    for (const name of names) {
      if (known.has(name)) continue
      known.set(name, id)
      aliases.push({ source_id: batch.source.id, alias: name, post_id: id })
    }
  }
  if (aliases.length > 0) await tx.insertInto('post_alias').values(aliases).execute()
  await saveMatches(tx, batch.watches, [...added, ...edited], batch.seenAt)
  return { added: added.length, edited: edited.length }
}

/** The posts that the names in this batch belong to already. */
async function findKnown(tx: Tx, { source, items }: PostBatch): Promise<Map<string, string>> {
  const names = items.flatMap((item) => item.aliases)
  const rows = await tx
    .selectFrom('post_alias')
    .select(['alias', 'post_id'])
    .where('source_id', '=', source.id)
    .where(sql<boolean>`alias = any(${names}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.alias, row.post_id]))
}

async function insertPost(tx: Tx, item: FeedItem, batch: PostBatch, added: WrittenPost[]): Promise<string> {
  const id = newId()
  const publishedAt = pastDate(item.publishedAt, batch.seenAt)
  await tx
    .insertInto('post')
    .values({
      id,
      source_id: batch.source.id,
      url: item.url ?? null,
      title: item.title,
      html: item.html,
      body: item.text,
      language: batch.language ?? batch.source.language,
      content_hash: hashContent(item),
      published_at: publishedAt,
      first_seen_at: batch.seenAt,
      text_since: batch.seenAt,
    })
    .execute()
  added.push({ id, title: item.title, body: item.text, publishedAt })
  return id
}

/** A post that says something else than before keeps what it said as a version. */
async function editPost(tx: Tx, id: string, item: FeedItem, now: Date, edited: WrittenPost[]): Promise<void> {
  const hash = hashContent(item)
  const before = await tx
    .selectFrom('post')
    .select(['title', 'html', 'body', 'version', 'published_at', 'text_removed_at'])
    .where('id', '=', id)
    .where('content_hash', '!=', hash)
    .executeTakeFirst()
  if (!before) return
  if (before.text_removed_at === null) {
    const { title, html, body, version } = before
    await tx
      .insertInto('post_version')
      .values({ post_id: id, version, title, html, body, replaced_at: now })
      .execute()
  }
  await tx
    .updateTable('post')
    .set({
      title: item.title,
      html: item.html,
      body: item.text,
      content_hash: hash,
      version: before.version + 1,
      text_since: now,
      text_removed_at: null,
      ...(item.url === undefined ? {} : { url: item.url }),
    })
    .where('id', '=', id)
    .execute()
  edited.push({ id, title: item.title, body: item.text, publishedAt: before.published_at })
}

/** A post dated in the future would stay on top; it counts from when it was seen. */
function pastDate(date: Date | undefined, seenAt: Date): Date {
  return date && date < seenAt ? date : seenAt
}

/** Of the words only: another layout of the same words is not an edit. */
function hashContent(item: FeedItem): string {
  return createHash('sha256')
    .update(JSON.stringify([item.title, item.text]))
    .digest('base64url')
}
