import type { Tx } from '#db'
import { forgetInputWords } from '#domains/register'
import { defineRelease } from '#platform/retention'
import { forgetAreas } from '../areas/post-area.store.ts'
import { forgetQuestions } from '../asked/asked.store.ts'

/** Why the text of a post goes before its time. */
export type Withdrawal = 'gone' | 'kept-out'

export const withdrawnPosts = defineRelease({
  kind: 'listen-withdrawn',
  what: 'the text of a post that was deleted where it stood, or that asks that programs leave it alone',
  from: 'we see that, within a day',
  ground: 'Who takes back what they said in public need not ask us as well.',
})

/**
 * Takes the text of posts away, with its earlier versions, and what was taken over of it into dossiers as long as nobody outside reads it
 * there; that there was a post stays. Done twice, it does nothing more.
 * @returns how many went
 */
export async function withdrawPosts(
  tx: Tx,
  postIds: readonly string[],
  { why, now }: { why: Withdrawal; now: Date },
): Promise<number> {
  if (postIds.length === 0) return 0
  const withdrawn = await tx
    .updateTable('post')
    .set({ ...{ title: '', html: '', body: '', attachments: '[]' }, text_removed_at: now, withdrawn: why })
    .where('id', 'in', postIds)
    .where('text_removed_at', 'is', null)
    .returning('id')
    .execute()
  if (withdrawn.length === 0) return 0
  const ids = withdrawn.map(({ id }) => id)
  await tx.deleteFrom('post_version').where('post_id', 'in', ids).execute()
  await forgetAreas(tx, ids)
  await forgetQuestions(tx, ids)
  await tx.deleteFrom('post_look').where('post_id', 'in', ids).execute()
  await tx.deleteFrom('post_page').where('post_id', 'in', ids).execute()
  const inputs = await tx.selectFrom('post_input').select('input_id').where('post_id', 'in', ids).execute()
  await forgetInputWords(
    tx,
    inputs.map((input) => input.input_id),
  )
  await withdrawnPosts.prove(tx, ids.length, now)
  return ids.length
}
