import type { Db, Tx } from '#db'
import { listReaders, mayRead, type Reader } from '../privacy/may-read.ts'
import { type Author, appendEntries, lockConversation } from './conversation.store.ts'

/** An open conversation in somebody's hands. */
export type HeldConversation = { id: string; subject: string; language: string; dueOn: string }

/** More at once are handed over all the same, and not named. */
const MOST_NAMED = 50

/** What is still to be answered, the most urgent first, as far as the reader may read it; and how many there are in all. */
export type Held = { named: HeldConversation[]; total: number }

/** What somebody still has to answer. */
export function listHeldConversations(db: Db, accountId: string, reader: Reader): Promise<Held> {
  return listHeld(db, { by: 'assigned_to', id: accountId }, reader)
}

/** What a unit still has to answer. */
export function listConversationsOfUnit(db: Db, unitId: string, reader: Reader): Promise<Held> {
  return listHeld(db, { by: 'unit_id', id: unitId }, reader)
}

async function listHeld(
  db: Db,
  { by, id }: { by: 'assigned_to' | 'unit_id'; id: string },
  reader: Reader,
): Promise<Held> {
  const held = db.selectFrom('conversation').where(by, '=', id).where('status', '=', 'open')
  const [named, { total }] = await Promise.all([
    held
      .where(mayRead(reader, 'subject_id'))
      .select(['id', 'subject', 'language', 'due_on as dueOn'])
      .orderBy('due_on')
      .orderBy('id')
      .limit(MOST_NAMED)
      .execute(),
    held.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { named, total: Number(total) }
}

/**
 * Gives all that somebody still has to answer to a colleague, or back to everybody; each conversation says so. What the colleague may
 * not read goes back to those who may.
 */
export async function handOverConversations(
  tx: Tx,
  { from, to, by, now, today }: Author & { from: string; to: string | null; today: string },
): Promise<void> {
  for (const id of await findHeld(tx, 'assigned_to', from)) {
    const locked = await lockConversation(tx, id)
    if (locked?.assigned_to !== from) continue
    const asked = { subjectId: locked.subject_id, accountIds: to === null ? [] : [to], today }
    const readers = await listReaders(tx, asked)
    const taker = to !== null && readers.has(to) ? to : null
    await appendEntries(tx, locked, [{ kind: 'assigned', to: taker }], { by, now })
  }
}

/** Gives all that a unit still has to answer to another, or to none; what it is about stays. Each conversation says so. */
export async function handOverUnit(
  tx: Tx,
  { from, to, by, now }: Author & { from: string; to: string | null },
): Promise<void> {
  for (const id of await findHeld(tx, 'unit_id', from)) {
    const locked = await lockConversation(tx, id)
    if (locked?.unit_id !== from) continue
    await appendEntries(tx, locked, [{ kind: 'classified', subjectId: locked.subject_id, unitId: to }], {
      by,
      now,
    })
  }
}

async function findHeld(tx: Tx, by: 'assigned_to' | 'unit_id', id: string): Promise<string[]> {
  const held = await tx
    .selectFrom('conversation')
    .select('id')
    .where(by, '=', id)
    .where('status', '=', 'open')
    .orderBy('id')
    .execute()
  return held.map((one) => one.id)
}
