import type { Db } from '#db'

/** Notes that somebody looked at a post or did something with it: nothing about it is urgent any more. Who is not kept. */
export async function attendToPost(db: Db, postId: string, now: Date): Promise<void> {
  await db
    .updateTable('watch_find')
    .set({ attended_at: now })
    .where('post_id', '=', postId)
    .where('attended_at', 'is', null)
    .execute()
}
