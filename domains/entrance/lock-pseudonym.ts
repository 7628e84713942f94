import { sql } from 'kysely'
import type { Tx } from '#db'

/** Lets the other requests of one browser wait; always taken before the numbering of a dialogue. */
export async function lockPseudonym(tx: Tx, pseudonym: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(${pseudonym.readBigInt64LE().toString()}::bigint)`.execute(tx)
}
