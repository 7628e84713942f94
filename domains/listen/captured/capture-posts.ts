import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import type { FeedItem } from '../feeds/parsed-feed.ts'
import { storePosts } from '../posts/post.store.ts'
import { type IdentifiedItem, nameOfAddress, nameOfContent } from '../posts/post-identity.ts'
import { lockSource } from '../sources/source.store.ts'
import { holdWatches } from '../watches/watch-book.ts'

export type CaptureOutcome =
  | { kind: 'captured'; posts: readonly CapturedPost[] }
  | { kind: 'source-not-found' }

/** A post that was brought, as it stands now. */
export interface CapturedPost {
  readonly postId: string
  /** It was there before, in this source or under its address in another; nothing was changed. */
  readonly isKnown: boolean
  /** Its words went with their time, and do not come back. */
  readonly isTextGone: boolean
}

export interface CapturedBatch {
  readonly sourceId: string
  readonly posts: readonly FeedItem[]
  readonly now: Date
}

/**
 * Stores what staff brought from a place without a feed, and marks it with the watches in the same transaction, as any post. What
 * was there before stays as it is: the same file twice brings nothing new.
 * @returns  one for each that was brought, in that order
 */
export async function capturePosts(
  db: Db,
  tx: Tx,
  { sourceId, posts, now }: CapturedBatch,
): Promise<CaptureOutcome> {
  const source = await lockSource(tx, sourceId)
  if (source?.kind !== 'by-hand') return { kind: 'source-not-found' }
  const items = nameCaptured(posts)
  const before = await findNamed(tx, sourceId, items)
  const added = firstOfEach(items.filter((item) => postOf(item, before) === undefined))
  const watches = await holdWatches(db, tx)
  await storePosts(tx, { source, items: added, language: undefined, watches, seenAt: now })
  await tx.updateTable('source').set({ last_good_at: now }).where('id', '=', sourceId).execute()
  const after = added.length > 0 ? await findNamed(tx, sourceId, items) : before
  const isNew = new Set<IdentifiedItem>(added)
  const captured = items.map((item) => ({ ...found(item, after), isKnown: !isNew.has(item) }))
  return { kind: 'captured', posts: captured }
}

/**
 * By their address, unless several of them have the same: that of a group, where all of them stand. And by what they say, so that one without an
 * address is known again.
 */
function nameCaptured(posts: readonly FeedItem[]): IdentifiedItem[] {
  const addresses = posts.map(({ url }) => (url === undefined ? undefined : nameOfAddress(url)))
  const contents = posts.map(nameOfContent)
  const said = new Map<string, Set<string>>()
  for (const [at, address] of addresses.entries())
    if (address !== undefined) said.set(address, (said.get(address) ?? new Set()).add(contents[at] ?? ''))
  return posts.map((item, at) => {
    const [address, content] = [addresses[at], contents[at] ?? '']
    const isOwn = address !== undefined && said.get(address)?.size === 1
    return { item, aliases: isOwn ? [address, content] : [content] }
  })
}

function firstOfEach(items: readonly IdentifiedItem[]): IdentifiedItem[] {
  const seen = new Set<string>()
  return items.filter(({ aliases }) => {
    const isFirst = !aliases.some((name) => seen.has(name))
    for (const name of aliases) seen.add(name)
    return isFirst
  })
}

type Named = { postId: string; isTextGone: boolean }

/** The posts that these names belong to: addresses in all sources, other names in this one. */
async function findNamed(
  tx: Tx,
  sourceId: string,
  items: readonly IdentifiedItem[],
): Promise<Map<string, Named>> {
  const names = items.flatMap(({ aliases }) => aliases)
  const { rows } = await sql<Named & { alias: string }>`
    select alias, post.id as "postId", post.text_removed_at is not null as "isTextGone"
    from (
      select alias, post_id, 1 as nearness from post_alias
      where source_id = ${sourceId} and alias = any(${names}::text[])
      union all
      select alias, post_id, 0 from post_alias where alias like 'url:%' and alias = any(${names}::text[])
    ) as named join post on post.id = named.post_id
    order by nearness`.execute(tx)
  return new Map(rows.map(({ alias, ...post }) => [alias, post]))
}

function postOf({ aliases }: IdentifiedItem, named: ReadonlyMap<string, Named>): Named | undefined {
  return aliases.map((name) => named.get(name)).find((post) => post !== undefined)
}

function found(item: IdentifiedItem, named: ReadonlyMap<string, Named>): Named {
  const post = postOf(item, named)
  if (!post) throw new Error('a post that was stored has its names')
  return post
}
