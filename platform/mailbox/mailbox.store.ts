import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import type { MailboxSource } from '#platform/config'
import { newId } from '#platform/db'
import type { MailboxFailure } from './failure.ts'

/** A mailbox, as far as it was read. */
export type MailboxPlace = {
  id: string
  uidValidity: number | null
  lastUid: number
  comparedAt: Date | null
}

/** Where a mailbox is, without what opens it. */
export function accountOf({ user, host, port }: Pick<MailboxSource, 'user' | 'host' | 'port'>): string {
  return `${user}@${host}:${port}`
}

/** How far a mailbox was read; a new one not at all. */
export async function findPlace(db: Db, source: MailboxSource): Promise<MailboxPlace> {
  const { name, folder } = source
  return db
    .insertInto('mailbox')
    .values({ id: newId(), name, account: accountOf(source), folder })
    .onConflict((conflict) => conflict.columns(['name', 'account', 'folder']).doUpdateSet({ name }))
    .returning(['id', 'uid_validity as uidValidity', 'last_uid as lastUid', 'compared_at as comparedAt'])
    .executeTakeFirstOrThrow()
}

/** Begins a mailbox anew whose server counts anew: what is there is read again, and known by what it says. */
export async function beginAnew(tx: Tx, id: string, uidValidity: number): Promise<void> {
  await tx.deleteFrom('mailbox_uid').where('mailbox_id', '=', id).execute()
  await tx
    .updateTable('mailbox')
    .set({ uid_validity: uidValidity, last_uid: 0, missed: 0, compared_at: null })
    .where('id', '=', id)
    .execute()
}

/** Somebody else read on in a mailbox meanwhile: what was fetched is theirs. */
export class ReadByAnother extends Error {
  constructor() {
    super('The mailbox was read on by another process.')
    this.name = 'ReadByAnother'
  }
}

/**
 * Moves the cursor of a mailbox, in the transaction that stores its mail.
 * @throws ReadByAnother when it does not stand where it was read from
 */
export async function moveOn(
  tx: Tx,
  { id, uidValidity, lastUid }: Pick<MailboxPlace, 'id' | 'uidValidity' | 'lastUid'>,
  to: { uid: number; waiting: number; now: Date },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('mailbox')
    .set({ last_uid: to.uid, waiting: to.waiting, read_at: to.now, failing_since: null, failure: null })
    .where('id', '=', id)
    .where('uid_validity', '=', uidValidity)
    .where('last_uid', '=', lastUid)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new ReadByAnother()
}

/** Notes that these were stored. */
export async function noteUids(tx: Tx, id: string, uids: readonly number[]): Promise<void> {
  await sql`
    insert into mailbox_uid (mailbox_id, uid) select ${id}::uuid, unnest(${uids}::bigint[])
    on conflict do nothing`.execute(tx)
}

/** All that is there was stored. */
export async function noteRead(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable('mailbox')
    .set({ read_at: now, waiting: 0, failing_since: null, failure: null })
    .where('id', '=', id)
    .execute()
}

/** It cannot be read; since the first of several failures in a row. */
export async function noteFailure(db: Db, id: string, failure: MailboxFailure, now: Date): Promise<void> {
  await db
    .updateTable('mailbox')
    .set((eb) => ({ failure, failing_since: eb.fn.coalesce('failing_since', eb.val(now)) }))
    .where('id', '=', id)
    .execute()
}

/**
 * Holds the numbers on the server against those that were stored, up to the cursor.
 * @returns those that were missed
 */
export async function compareUids(
  tx: Tx,
  { id, lastUid }: Pick<MailboxPlace, 'id' | 'lastUid'>,
  onServer: readonly number[],
  now: Date,
): Promise<number[]> {
  // What is no longer there is no longer ours to know.
  await sql`
    delete from mailbox_uid as stored where mailbox_id = ${id} and not exists (
      select from unnest(${onServer}::bigint[]) as server (uid) where server.uid = stored.uid
    )`.execute(tx)
  const { rows } = await sql<{ uid: number }>`
    select uid from unnest(${onServer}::bigint[]) as server (uid)
    where uid <= ${lastUid} and not exists (
      select from mailbox_uid as stored where stored.mailbox_id = ${id} and stored.uid = server.uid
    )
    order by uid`.execute(tx)
  await tx
    .updateTable('mailbox')
    .set({ compared_at: now, missed: rows.length })
    .where('id', '=', id)
    .execute()
  return rows.map(({ uid }) => uid)
}
