import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#db'
import { openReceipt, type Sending, shutReceipt } from './sending.ts'

/**
 * Makes what a form asks for, once: when the same form comes again, whether at the same moment, to another process or
 * after a connection broke, it gets the receipt of the first. The second waits for the first to commit; where that made
 * nothing, the second has its turn. Call it first in the transaction: whoever waits then holds nothing but a connection,
 * which is why `make` asks for no other of the same pool.
 * @param receipt  reads from the outcome what whoever sends the form again is told; an outcome that it does not read
 *   made nothing, and is kept by nobody
 */
export async function makeOnce<Receipt, Outcome>(
  tx: Tx,
  sending: Sending,
  { receipt, make, now }: { receipt: z.ZodType<Receipt>; make: () => Promise<Outcome>; now: Date },
): Promise<Receipt | Outcome> {
  const earlier = await findEarlier(tx, sending, now)
  if (earlier) return receipt.parse(JSON.parse(openReceipt(earlier, sending)))
  const outcome = await make()
  const made = receipt.safeParse(outcome)
  if (!made.success) return outcome
  await tx
    .updateTable('sent_form')
    .set({ receipt: shutReceipt(JSON.stringify(made.data), sending) })
    .where('seal', '=', sending.seal)
    .execute()
  return made.data
}

/**
 * The receipt of the same sending before this one; undefined where this is the first, which then holds the row until its
 * transaction ends. A row without a receipt was left by one that made nothing.
 */
async function findEarlier(
  tx: Tx,
  { seal, mayComeAgainMs }: Sending,
  now: Date,
): Promise<Buffer | undefined> {
  const expiresAt = new Date(now.getTime() + mayComeAgainMs)
  const { rows } = await sql`
    insert into sent_form as kept (seal, expires_at) values (${seal}::bytea, ${expiresAt}::timestamptz)
    on conflict (seal) do update set expires_at = excluded.expires_at, receipt = null
    where kept.receipt is null or kept.expires_at <= ${now}::timestamptz
    returning seal`.execute(tx)
  if (rows.length > 0) return undefined
  const { receipt } = await tx
    .selectFrom('sent_form')
    .select('receipt')
    .where('seal', '=', seal)
    .executeTakeFirstOrThrow()
  return receipt ?? undefined
}
