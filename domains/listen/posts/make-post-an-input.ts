import type { Tx } from '#db'
import { logAccess } from '#domains/people'
import { registerInput } from '#domains/register'
import { lookAfter } from '../decency/post-look.store.ts'
import { takePost } from '../desk/take-post.ts'

export type MakeInputOutcome =
  | { kind: 'registered'; inputId: string }
  | { kind: 'already-registered'; inputId: string }
  | { kind: 'dossier-closed' }
  | { kind: 'dossier-not-found' }
  | { kind: 'post-not-found' }

/** As much of a post as a dossier needs to answer it; the rest is where it was published. */
const LONGEST_QUOTE = 2000

/** Enters a post into the register of a dossier, once, so that it counts and is answered like all that is said. */
export async function makePostAnInput(
  tx: Tx,
  { postId, dossierId, by, now }: { postId: string; dossierId: string; by: string; now: Date },
): Promise<MakeInputOutcome> {
  const post = await tx
    .selectFrom('post')
    .select(['title', 'body', 'url', 'language'])
    .where('id', '=', postId)
    .where('text_removed_at', 'is', null)
    .forKeyShare()
    .executeTakeFirst()
  if (!post) return { kind: 'post-not-found' }
  const outcome = await registerInput(tx, {
    kind: 'post',
    channel: 'feed',
    dossierId,
    originId: postId,
    body: quote(post),
    language: post.language ?? undefined,
    receivedAt: now,
  })
  if (outcome.kind !== 'registered') return outcome
  await tx
    .insertInto('post_input')
    .values({ post_id: postId, dossier_id: dossierId, input_id: outcome.inputId, made_by: by, made_at: now })
    .execute()
  await takePost(tx, { postId, now })
  await lookAfter(tx, [postId], now)
  await logAccess(tx, { accountId: by, action: 'changed', subjectKind: 'post', subjectId: postId, now })
  return outcome
}

function quote({ title, body, url }: { title: string; body: string; url: string | null }): string {
  const text = body.length > LONGEST_QUOTE ? `${body.slice(0, LONGEST_QUOTE).toWellFormed()} …` : body
  return [title, text, url].filter(Boolean).join('\n\n')
}
