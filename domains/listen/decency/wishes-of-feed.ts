import type { Tx } from '#db'
import type { ParsedFeed } from '../feeds/parsed-feed.ts'
import { aliasOfGuid, type IdentifiedItem } from '../posts/post-identity.ts'
import { asksToBeLeft } from './kept-out.ts'
import { withdrawPosts } from './withdraw-posts.ts'

/** Sets apart the posts that ask programs to leave them alone; a feed that asks it in its title asks it for all. */
export function withoutKeptOut(
  feed: Pick<ParsedFeed, 'title'>,
  identified: readonly IdentifiedItem[],
): { items: IdentifiedItem[]; keptOut: IdentifiedItem[] } {
  const isOfAll = asksToBeLeft(feed.title)
  const isKeptOut = ({ item }: IdentifiedItem) => isOfAll || asksToBeLeft(item.title, item.text)
  return {
    items: identified.filter((one) => !isKeptOut(one)),
    keptOut: identified.filter(isKeptOut),
  }
}

/** Withdraws the posts of a source that ask to be left alone since, and those that the site says it deleted. */
export async function withdrawNamed(
  tx: Tx,
  sourceId: string,
  { keptOut, deleted, now }: { keptOut: readonly IdentifiedItem[]; deleted: readonly string[]; now: Date },
): Promise<void> {
  const asked = keptOut.flatMap(({ aliases }) => aliases[0] ?? [])
  await withdrawPosts(tx, await findNamed(tx, sourceId, asked), { why: 'kept-out', now })
  const gone = await findNamed(tx, sourceId, deleted.map(aliasOfGuid))
  await withdrawPosts(tx, gone, { why: 'gone', now })
}

async function findNamed(tx: Tx, sourceId: string, aliases: readonly string[]): Promise<string[]> {
  if (aliases.length === 0) return []
  const rows = await tx
    .selectFrom('post_alias')
    .select('post_id')
    .where('source_id', '=', sourceId)
    .where('alias', 'in', aliases)
    .execute()
  return [...new Set(rows.map((row) => row.post_id))]
}
