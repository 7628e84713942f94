import { sql } from 'kysely'
import type { Tx } from '#db'
import { lockSource } from '../sources/source.store.ts'
import { isCut } from './cut-text.ts'
import { askForPages } from './post-page.store.ts'

/** As many of the posts that are there are read as a file may ask for. */
const LOOKED_BACK = 50

export type ChooseWholeTextOutcome = { kind: 'chosen' } | { kind: 'not-found' }

/**
 * Chooses whether the pages of what a source cut are read. Of what is there already, the newest are; texts that were read stay when it is
 * chosen no more, and what waits is let go of when its turn comes.
 */
export async function chooseWholeText(
  tx: Tx,
  { sourceId, isWanted, now }: { sourceId: string; isWanted: boolean; now: Date },
): Promise<ChooseWholeTextOutcome> {
  const source = await lockSource(tx, sourceId)
  if (source?.kind !== 'feed') return { kind: 'not-found' }
  if (source.whole_text === isWanted) return { kind: 'chosen' }
  await tx.updateTable('source').set({ whole_text: isWanted }).where('id', '=', sourceId).execute()
  if (!isWanted) {
    // Those wait for nothing but what is not wanted any more.
    await tx.deleteFrom('post_page').where('source_id', '=', sourceId).where('html', 'is', null).execute()
    await tx
      .updateTable('post_page')
      .set({ next_try_at: now })
      .where('source_id', '=', sourceId)
      .where('next_try_at', 'is not', null)
      .execute()
    return { kind: 'chosen' }
  }
  const posts = await tx
    .selectFrom('post')
    .select(['id as postId', 'url', 'html', 'body as text', 'published_at as publishedAt'])
    .where('source_id', '=', sourceId)
    .where('text_removed_at', 'is', null)
    .where(sql<boolean>`not is_whole`)
    .orderBy('published_at', 'desc')
    .limit(LOOKED_BACK)
    .execute()
  const cut = posts.flatMap(({ postId, publishedAt, url, ...words }) => {
    const item = { ...words, url: url ?? undefined }
    return isCut(item) ? [{ postId, item, publishedAt, keepsPage: false }] : []
  })
  await askForPages(tx, { sourceId, cut, now })
  return { kind: 'chosen' }
}
