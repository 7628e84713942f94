import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#db'

/** Lets the other requests of this browser wait; always taken before all other locks. */
export async function lockPseudonym(tx: Tx, pseudonym: Buffer): Promise<void> {
  await sql`select from ${pseudonymLocks([pseudonym])} as locked`.execute(tx)
}

/**
 * The same for many browsers, as a table of one row in the statement that takes the next locks: the row is there once all are
 * locked. In one order, so that two who lock many never wait for each other in a circle.
 */
export function pseudonymLocks(pseudonyms: readonly Buffer[]): RawBuilder<unknown> {
  const keys = pseudonyms.map((one) => one.readBigInt64LE()).sort((a, b) => (a < b ? -1 : 1))
  return sql`(select count(pg_advisory_xact_lock(key)) from unnest(${keys.map(String)}::bigint[]) as key)`
}
