import type { Db } from '#db'
import type { Withdrawal } from './withdraw-posts.ts'

/** A post that was withdrawn: that it was there, and where. */
export type WithdrawnPost = { url: string | null; source: string; why: Withdrawal; at: Date }

export async function findWithdrawn(db: Db, postId: string): Promise<WithdrawnPost | undefined> {
  return db
    .selectFrom('post')
    .innerJoin('source', 'source.id', 'post.source_id')
    .select(['post.url', 'source.title as source', 'post.withdrawn as why', 'post.text_removed_at as at'])
    .where('post.id', '=', postId)
    .where('post.withdrawn', 'is not', null)
    .$narrowType<{ why: Withdrawal; at: Date }>()
    .executeTakeFirst()
}
