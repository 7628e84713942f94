import { sql } from 'kysely'
import type { Tx } from '#db'

/** Ends the mandates that somebody holds by name, with those that they gave on: nothing of them lives on when they come back. */
export async function endMandatesOf(
  tx: Tx,
  accountId: string,
  { now, today }: { now: Date; today: string },
): Promise<void> {
  await sql`
    update mandate set ended_at = ${now}
    where ended_at is null and (to_on is null or to_on >= ${today}::date) and (
      account_id = ${accountId}::uuid
      or delegated_from in (select id from mandate where account_id = ${accountId}::uuid)
    )`.execute(tx)
}

/** Ends what was given on of a mandate as it does: at once, or after its last day. */
export async function endDelegated(
  tx: Tx,
  id: string,
  { lastDay, now }: { lastDay: string | null; now: Date },
): Promise<void> {
  const given = tx.updateTable('mandate').where('delegated_from', '=', id).where('ended_at', 'is', null)
  if (lastDay === null) await given.set({ ended_at: now }).execute()
  else
    await given
      .set({ to_on: lastDay })
      .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', lastDay)]))
      .execute()
}
