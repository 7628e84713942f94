import type { Tx } from '#db'
import { attendToPost } from '../alerts/attend.ts'

/** Notes that something was made of a post, an input or a conversation: it waits for nobody any more, whichever watch finds it later, and is urgent to nobody. */
export async function takePost(tx: Tx, { postId, now }: { postId: string; now: Date }): Promise<void> {
  await attendToPost(tx, postId, now)
  await tx
    .updateTable('post')
    .set({ taken_at: now })
    .where('id', '=', postId)
    .where('taken_at', 'is', null)
    .execute()
  await tx
    .updateTable('post_match')
    .set({ waits: false })
    .where('post_id', '=', postId)
    .where('waits', '=', true)
    .execute()
}
