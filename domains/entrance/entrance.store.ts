import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { discardMail } from '#platform/mail'
import type { Entrance } from './access.ts'
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
 * Takes away what let browsers in, in the transaction that stores the first thing that each of them does: from then on it
 * is not needed. The caller holds the entrance, so that its roll is not shuffled meanwhile.
 * @returns those that may take part, in the order in which they were given
 */
export async function useAdmissions(
  tx: Tx,
  { id, access }: Pick<Entrance, 'id' | 'access'>,
  pseudonyms: readonly Buffer[],
): Promise<Buffer[]> {
  if (access === 'everyone' || pseudonyms.length === 0) return [...pseudonyms]
  const used = await tx
    .deleteFrom('admission')
    .where('entrance_id', '=', id)
    .where('pseudonym', '=', sql<Buffer>`any(${pseudonyms}::bytea[])`)
    .returning('pseudonym')
    .execute()
  const admitted = new Set(used.map(({ pseudonym }) => pseudonym.toString('hex')))
  return pseudonyms.filter((one) => admitted.has(one.toString('hex')))
}

function drawKey(): Buffer {
  return randomBytes(32)
}
