import type { Tx } from '#db'

/** Forgets replies of a locked conversation that did not leave yet, where it says so of their text; they then never leave. */
export async function forgetLeavingReplies(
  tx: Tx,
  conversationId: string,
  isToGo: (text: string) => boolean,
): Promise<void> {
  const replies = await tx
    .selectFrom('leaving_reply')
    .select(['id', 'body'])
    .where('conversation_id', '=', conversationId)
    .execute()
  const ids = replies.filter(({ body }) => isToGo(body ?? '')).map(({ id }) => id)
  if (ids.length > 0) await tx.deleteFrom('leaving_reply').where('id', 'in', ids).execute()
}
