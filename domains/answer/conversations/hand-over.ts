import type { Db, Tx } from '#db'
import { type Author, appendEntries, lockConversation } from './conversation.store.ts'

/** An open conversation in somebody's hands. */
export type HeldConversation = { id: string; subject: string; language: string; dueOn: string }

/** More at once are handed over all the same, and not named. */
const MOST_NAMED = 50

/** What somebody still has to answer, the most urgent first, and how many there are in all. */
export async function listHeldConversations(
  db: Db,
  accountId: string,
): Promise<{ named: HeldConversation[]; total: number }> {
  const held = db.selectFrom('conversation').where('assigned_to', '=', accountId).where('status', '=', 'open')
  const [named, { total }] = await Promise.all([
    held
      .select(['id', 'subject', 'language', 'due_on as dueOn'])
      .orderBy('due_on')
      .orderBy('id')
      .limit(MOST_NAMED)
      .execute(),
    held.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { named, total: Number(total) }
}

/** Gives all that somebody still has to answer to a colleague, or back to everybody; each conversation says so. */
export async function handOverConversations(
  tx: Tx,
  { from, to, by, now }: Author & { from: string; to: string | null },
): Promise<void> {
  const held = await tx
    .selectFrom('conversation')
    .select('id')
    .where('assigned_to', '=', from)
    .where('status', '=', 'open')
    .orderBy('id')
    .execute()
  for (const { id } of held) {
    const locked = await lockConversation(tx, id)
    if (locked?.assigned_to === from) await appendEntries(tx, locked, [{ kind: 'assigned', to }], { by, now })
  }
}
