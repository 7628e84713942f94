import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#db'
import { discardMail } from '#platform/mail'
import type { Access, Entrance } from './access.ts'
import { admissionMails, rolls } from './forget-let-in.ts'

/** Makes the entrance of something that people take part in, with keys of its own; its id is the owner's. */
export async function makeEntrance(tx: Tx, { id, access }: Pick<Entrance, 'id' | 'access'>): Promise<void> {
  await tx
    .insertInto('entrance')
    .values({ id, access, key: drawKey(), roll_key: access === 'everyone' ? null : drawKey() })
    .execute()
}

/**
 * Changes who may take part, while nobody can have come in yet. Codes go when it is no longer for whoever has one.
 * @throws what PostgreSQL says once the access is fixed
 */
export async function changeAccess(tx: Tx, { id, access }: Pick<Entrance, 'id' | 'access'>): Promise<void> {
  await tx
    .updateTable('entrance')
    .set({
      access,
      roll_key: access === 'everyone' ? null : sql<Buffer>`coalesce(roll_key, ${drawKey()}::bytea)`,
    })
    .where('id', '=', id)
    .execute()
  if (access === 'code') return
  for (const table of ['entry_code', 'entry_code_batch'] as const)
    await tx.deleteFrom(table).where('entrance_id', '=', id).execute()
}

/** From now on people can come in, and who may do so stays as it is. */
export async function fixAccess(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('entrance')
    .set({ fixed_at: now })
    .where('id', '=', id)
    .where('fixed_at', 'is', null)
    .execute()
}

/** Removes the entrance of something that never opened, after the owner's own row. */
export async function removeEntrance(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('entrance').where('id', '=', id).execute()
}

/**
 * Destroys the keys of what is over, and forgets who was let in: nobody can be recognised as having taken part. Only
 * once; what was destroyed before stays as it is.
 * @returns how many keys went
 */
export async function destroyKeys(tx: Tx, ids: string[], now: Date): Promise<number> {
  if (ids.length === 0) return 0
  const { numUpdatedRows } = await tx
    .updateTable('entrance')
    .set({ key: null, roll_key: null, key_destroyed_at: now })
    .where('id', 'in', ids)
    .where('key', 'is not', null)
    .executeTakeFirstOrThrow()
  const mails = await tx
    .deleteFrom('admission_mail')
    .where('entrance_id', 'in', ids)
    .returning('mail_id')
    .execute()
  await discardMail(
    tx,
    mails.map((mail) => mail.mail_id),
  )
  let letIn = 0
  for (const table of ['roll', 'entry_code', 'admission'] as const) {
    const { numDeletedRows } = await tx
      .deleteFrom(table)
      .where('entrance_id', 'in', ids)
      .executeTakeFirstOrThrow()
    letIn += Number(numDeletedRows)
  }
  await admissionMails.prove(tx, mails.length, now)
  await rolls.prove(tx, letIn, now)
  return Number(numUpdatedRows)
}

/**
 * Who may come in, and whether the keys are gone; to be asked once the owner's row is locked, so that the answer is
 * of that moment.
 */
export async function findEntrance(
  db: Db,
  id: string,
): Promise<Pick<Entrance, 'access' | 'key_destroyed_at'> | undefined> {
  return db
    .selectFrom('entrance')
    .select(['access', 'key_destroyed_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/**
 * An entrance as it is held while somebody is let in. Shared by all who come in; keeps the roll from being shuffled
 * meanwhile.
 */
export async function shareEntrance(
  tx: Tx,
  id: string,
): Promise<Pick<Entrance, 'access' | 'roll_key'> | undefined> {
  return tx
    .selectFrom('entrance')
    .select(['access', 'roll_key'])
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst()
}

/**
 * For the statement in which the first thing that somebody does is stored, as the body of a `with`: takes away what
 * let them in, because from now on it is not needed, and gives `access` and whether they may.
 */
export function useAdmission(
  id: string,
  pseudonym: Buffer,
): RawBuilder<{ access: Access; may_join: boolean }> {
  return sql`admitted as (
      delete from admission
      where entrance_id = ${id}::uuid and pseudonym = ${pseudonym}::bytea
      returning entrance_id
    ), door as (
      select access, access = 'everyone' or exists (select from admitted) as may_join
      from entrance where id = ${id}::uuid
    )`
}

function drawKey(): Buffer {
  return randomBytes(32)
}
