import type { Tx } from '#db'
import { appendEntries, lockConversation } from './conversation.store.ts'
import type { Channel } from './conversation.ts'
import { dueDateOf } from './start-conversation.ts'

export type ContinueOutcome = { kind: 'heard' } | { kind: 'not-found' }

/** Whoever asked writes again: the conversation is open, and an answer is due as after a first question. */
export async function continueConversation(
  tx: Tx,
  { inputId, body }: { inputId: string; body: string },
  { channel, timeZone, now }: { channel: Channel; timeZone: string; now: Date },
): Promise<ContinueOutcome> {
  const found = await tx
    .selectFrom('conversation')
    .select('id')
    .where('input_id', '=', inputId)
    .executeTakeFirst()
  const locked = found && (await lockConversation(tx, found.id))
  if (!locked) return { kind: 'not-found' }
  const dueOn = dueDateOf(now, timeZone)
  await appendEntries(tx, locked, [{ kind: 'received', channel, body, dueOn }], { by: null, now })
  return { kind: 'heard' }
}

/** A public response answers what was asked: the conversations about it are answered too, and say so. */
export async function settleConversations(
  tx: Tx,
  inputIds: string[],
  { by, now }: { by: string; now: Date },
): Promise<void> {
  if (inputIds.length === 0) return
  const open = await tx
    .selectFrom('conversation')
    .select('id')
    .where('input_id', 'in', inputIds)
    .where('status', '=', 'open')
    .orderBy('id')
    .execute()
  for (const { id } of open) {
    const locked = await lockConversation(tx, id)
    if (locked?.status === 'open')
      await appendEntries(tx, locked, [{ kind: 'status', status: 'answered' }], { by, now })
  }
}
