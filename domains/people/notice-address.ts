import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#db'

/** What is said of an address: by whoever holds it, not by whoever fills it in. */
export type AddressSaid = { address: string; secret: string; today: string }

/** Mails that ask one address to confirm, a day: two people in one house, and one who lost the first. */
const ASKED_PER_DAY = 3
/** Who stopped is asked again once in so many days at most. */
const STOPPED_FOR_DAYS = 30
/** How long an answer is kept, in days. */
const ASKED_KEPT_DAYS = 30
const ANSWER_KEPT_DAYS = 730

/** An address as it is sealed: nobody reads it back, and with no input does it stand together. */
function sealAddress({ address, secret }: AddressSaid): Buffer {
  return createHmac('sha256', secret).update(`notice-address:${address.trim().toLowerCase()}`).digest()
}

/** Whether whoever holds an address said yes to our notices. */
export async function isAddressConfirmed(tx: Tx, said: AddressSaid): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('notice_address')
    .set({ changed_on: said.today })
    .where('seal', '=', sealAddress(said))
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/**
 * Counts a mail that asks an address to confirm.
 * @returns whether it may go: not to an address that confirmed, nor a fourth time a day, nor soon after it was stopped
 */
export async function mayAskAddress(tx: Tx, said: AddressSaid): Promise<boolean> {
  const { rows } = await sql`
    insert into notice_address (seal, state, changed_on, asked, asked_on)
    values (${sealAddress(said)}, 'asked', ${said.today}::date, 1, ${said.today}::date)
    on conflict (seal) do update set
      asked = case when notice_address.asked_on = excluded.asked_on then notice_address.asked + 1 else 1 end,
      asked_on = excluded.asked_on
    where notice_address.state <> 'confirmed'
      and (notice_address.asked_on <> excluded.asked_on or notice_address.asked < ${ASKED_PER_DAY})
      and (notice_address.state <> 'stopped' or notice_address.asked_on <= excluded.asked_on - ${STOPPED_FOR_DAYS}::integer)
    returning state`.execute(tx)
  return rows.length > 0
}

/** Whoever holds the address says yes: everything that waited for it is told from now on. */
export async function confirmAddress(tx: Tx, said: AddressSaid): Promise<void> {
  await keep(tx, said, 'confirmed')
  await tx
    .updateTable('notice_contact')
    .set({ is_confirmed: true })
    .where(sameAddress(said.address))
    .where('is_confirmed', '=', false)
    .execute()
}

/** Whoever holds the address says no, to everything. */
export async function stopAddress(tx: Tx, said: AddressSaid): Promise<void> {
  await keep(tx, said, 'stopped')
}

async function keep(tx: Tx, said: AddressSaid, state: 'confirmed' | 'stopped'): Promise<void> {
  const row = { state, changed_on: said.today, asked_on: said.today }
  await tx
    .insertInto('notice_address')
    .values({ seal: sealAddress(said), asked: 0, ...row })
    .onConflict((conflict) => conflict.column('seal').doUpdateSet(row))
    .execute()
}

/** For queries on contacts: those of an address, however it was written. */
export function sameAddress(address: string) {
  return sql<boolean>`lower(notice_contact.address) = ${address.trim().toLowerCase()}`
}

/** Forgets what was said of addresses long ago. */
export async function forgetAddresses(db: Db, today: string): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from notice_address
    where state = 'asked' and changed_on < ${today}::date - ${ASKED_KEPT_DAYS}::integer
      or state <> 'asked' and changed_on < ${today}::date - ${ANSWER_KEPT_DAYS}::integer`.execute(db)
  return Number(numAffectedRows)
}
