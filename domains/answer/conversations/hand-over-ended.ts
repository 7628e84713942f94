import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { findStaffMember } from '#domains/people'
import { defineJob } from '#platform/jobs'
import { handOverTasks } from '../tasks/hand-over-tasks.ts'
import { handOverConversations } from './hand-over.ts'

/** Hands over what is in the hands of those who no longer work here; clockwork calls it. */
export const handOverEndedJob = defineJob('hand-over-ended', z.looseObject({}))

/** More at once are handed over the next time. */
const MOST_AT_ONCE = 100

/**
 * Gives back what is still in the hands of somebody whose last role ended by its date: open conversations to everybody, open tasks to
 * the team that they were asked of, or else to the one of that role. Each conversation says so. Whoever still holds another role works here, and
 * keeps what they have.
 * @returns of how many people
 */
export async function handOverEnded(
  db: Db,
  { now, today }: { now: Date; today: string },
  signal?: AbortSignal,
): Promise<number> {
  const ended = await listEnded(db, today)
  for (const one of ended) {
    signal?.throwIfAborted()
    await db.transaction().execute((tx) => handOver(tx, one, { now, today }))
  }
  return ended.length
}

type Ended = { accountId: string; unitId: string }

async function handOver(
  tx: Tx,
  { accountId: from, unitId }: Ended,
  at: { now: Date; today: string },
): Promise<void> {
  // A role that they were given meanwhile counts.
  if (await findStaffMember(tx, from, at.today)) return
  const deed = { from, to: null, by: null, ...at }
  await handOverConversations(tx, deed)
  await handOverTasks(tx, { ...deed, unitId })
}

/** Who holds no role on a day, has work in their hands, and in which unit they worked last. */
async function listEnded(db: Db, today: string): Promise<Ended[]> {
  const { rows } = await sql<Ended>`
    select s.account_id as "accountId", last.unit_id as "unitId"
    from staff_member s
    join lateral (
      select unit_id from staff_role r where r.account_id = s.account_id
      order by r.to_on desc nulls last, r.id desc limit 1
    ) last on true
    where not exists (
      select from staff_role r where r.account_id = s.account_id
        and is_in_force(r.from_on, r.to_on, r.ended_at, ${today}::date)
    ) and (
      exists (select from conversation where assigned_to = s.account_id and status = 'open')
      or exists (select from task where account_id = s.account_id and state in ('asked', 'accepted'))
    )
    order by s.account_id limit ${MOST_AT_ONCE}`.execute(db)
  return rows
}
