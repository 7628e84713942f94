import { sql } from 'kysely'
import type { Tx } from '#db'

/**
 * Lets the other requests of these browsers wait; always taken before all other locks. In one order, so that two who lock
 * many never wait for each other in a circle.
 */
export async function lockPseudonyms(tx: Tx, pseudonyms: readonly Buffer[]): Promise<void> {
  const keys = [...new Set(pseudonyms.map((one) => one.readBigInt64LE()))].sort((a, b) => (a < b ? -1 : 1))
  await sql`select pg_advisory_xact_lock(key) from unnest(${keys.map(String)}::bigint[]) as key`.execute(tx)
}
