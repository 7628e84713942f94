import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#db'
import type { Address } from '#platform/address'
import { dateIn } from '#platform/clock'
import { defineRetention, type Release, type Retention } from '#platform/retention'

/** What is said of an address: by whoever holds it, not by whoever fills it in. */
export type AddressSaid = { seal: Buffer; today: string }

/** How we stand with an address: whoever holds it has said nothing yet, or yes, or no. */
export type AddressState = 'asked' | 'confirmed' | 'stopped'

/** Mails that ask one address to confirm, a day: two people in one house, and one who lost the first. */
const ASKED_PER_DAY = 3
/** An address that was stopped, and is said to want mail again, is asked once in this many days at most. */
const STOPPED_FOR_DAYS = 30
/** How long an answer is kept, in days. */
const ASKED_KEPT_DAYS = 30
const ANSWER_KEPT_DAYS = 730

/** An address as it is sealed, the same however it is written: nobody who lacks the secret can read it back. */
export function sealAddress({ handle }: Address, secret: string): Buffer {
  return createHmac('sha256', secret).update(`notice-address:${handle}`).digest()
}

/** How we stand with an address. A yes is kept from being forgotten by each use; a no stays as it is until the end. */
export async function findAddressState(tx: Tx, said: AddressSaid): Promise<AddressState> {
  const used = await tx
    .updateTable('notice_address')
    .set({ changed_on: sql`case state when 'confirmed' then ${said.today}::date else changed_on end` })
    .where('seal', '=', said.seal)
    .returning('state')
    .executeTakeFirst()
  return used?.state ?? 'asked'
}

/**
 * Counts a mail that asks an address to confirm.
 * @returns whether it may go: not to an address that said yes or no, nor a fourth time a day
 */
export async function mayAskAddress(tx: Tx, said: AddressSaid): Promise<boolean> {
  const { rows } = await sql`
    insert into notice_address (seal, state, changed_on, asked, asked_on)
    values (${said.seal}, 'asked', ${said.today}::date, 1, ${said.today}::date)
    on conflict (seal) do update set
      asked = case when notice_address.asked_on = excluded.asked_on then notice_address.asked + 1 else 1 end,
      asked_on = excluded.asked_on
    where notice_address.state = 'asked'
      and (notice_address.asked_on <> excluded.asked_on or notice_address.asked < ${ASKED_PER_DAY})
    returning state`.execute(tx)
  return rows.length > 0
}

/** Such a mail does not go after all. */
export async function giveBackAsking(tx: Tx, { seal }: AddressSaid): Promise<void> {
  await sql`update notice_address set asked = asked - 1 where seal = ${seal} and asked > 0`.execute(tx)
}

/**
 * Counts a mail that asks an address that was stopped whether its no still holds: somebody asked for notices with it.
 * @returns whether it may go, long after the no and the last such mail
 */
export async function mayAskStoppedAddress(tx: Tx, said: AddressSaid): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('notice_address')
    .set({ asked_on: said.today })
    .where('seal', '=', said.seal)
    .where('state', '=', 'stopped')
    .where(sql<boolean>`asked_on <= ${said.today}::date - ${STOPPED_FOR_DAYS}::integer`)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Whoever holds the address says yes: everything that waited for it is told from now on. */
export async function confirmAddress(tx: Tx, said: AddressSaid): Promise<void> {
  await keep(tx, said, 'confirmed')
  await tx
    .updateTable('notice_contact')
    .set({ is_confirmed: true })
    .where('seal', '=', said.seal)
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
    .values({ seal: said.seal, asked: 0, ...row })
    .onConflict((conflict) => conflict.column('seal').doUpdateSet(row))
    .execute()
}

/** What was said of addresses long ago; days are those where we are. */
export function addressesSaid(timeZone: string): (Retention & Release)[] {
  const terms = { table: 'notice_address', key: 'seal' }
  const isOlder = (now: Date, days: number) =>
    sql<boolean>`changed_on < ${dateIn(timeZone, now)}::date - ${days}::integer`
  return [
    defineRetention<Buffer>({
      kind: 'notice-address-asked',
      what: 'that an address, as a seal, was asked whether it wants our notices',
      keptFor: { days: ASKED_KEPT_DAYS },
      from: 'the first time that it was asked',
      ground: 'It keeps others from having an address asked again and again.',
      ...terms,
      isDue: ({ now }) => sql<boolean>`state = 'asked' and ${isOlder(now, ASKED_KEPT_DAYS)}`,
    }),
    defineRetention<Buffer>({
      kind: 'notice-address-answered',
      what: 'that an address, as a seal, wants our notices, or wants none',
      keptFor: { days: ANSWER_KEPT_DAYS },
      from: 'the answer, or the last use of a yes',
      ground:
        'A yes need not be asked again, and a no is kept to; after two years an address may be of somebody else.',
      ...terms,
      isDue: ({ now }) => sql<boolean>`state <> 'asked' and ${isOlder(now, ANSWER_KEPT_DAYS)}`,
    }),
  ]
}
