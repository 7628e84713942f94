import { createHash } from 'node:crypto'
import type { Tx } from '#db'

/** Under which a key is known: what is stored opens nothing. */
export function sealOfKey(key: string): Buffer {
  return createHash('sha256').update(`task-link:${key}`).digest()
}

/**
 * Ends the link of a task, where one is open.
 * @returns for whom it was
 */
export async function endLinks(
  tx: Tx,
  taskId: string,
  how: 'answered' | 'revoked' | 'over',
  now: Date,
): Promise<string | undefined> {
  const ended = await tx
    .updateTable('task_link')
    .set({ ended_at: now, ended_how: how })
    .where('task_id', '=', taskId)
    .where('ended_at', 'is', null)
    .returning('party')
    .executeTakeFirst()
  return ended?.party
}

/** Forgets every link of a conversation's tasks, what they asked and whom: nothing is read by them any more. */
export async function forgetTaskLinks(tx: Tx, conversationId: string): Promise<void> {
  await tx
    .deleteFrom('task_link')
    .where('task_id', 'in', tx.selectFrom('task').select('id').where('conversation_id', '=', conversationId))
    .execute()
}
