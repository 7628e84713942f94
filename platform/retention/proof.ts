import { sql } from 'kysely'
import type { Db, Tx } from '#db'

/** When a run is, and what it lets go of is older than. */
export type Moment = { now: Date; olderThan: Date }

/**
 * Adds to the proof of the day that so many of a kind went, in the transaction in which they went. One row for each
 * kind and day: the proof tells no hour at which somebody withdrew something, and a kind that goes every few minutes
 * makes no more rows than one that goes each night.
 */
export async function proveRemoval(
  tx: Tx,
  { kind, removed, now, olderThan }: { kind: string; removed: number; now: Date; olderThan?: Date },
): Promise<void> {
  if (removed > 0) await addToDay(tx, { kind, removed, now, olderThan: olderThan ?? null, ranAt: null })
}

/** Adds to the proof of the day that a run by time came to its end, also one that found nothing. */
export async function noteRun(db: Db, kind: string, { now, olderThan }: Moment): Promise<void> {
  await addToDay(db, { kind, removed: 0, now, olderThan, ranAt: now })
}

type Addition = { kind: string; removed: number; now: Date; olderThan: Date | null; ranAt: Date | null }

async function addToDay(db: Db, { kind, removed, now, olderThan, ranAt }: Addition): Promise<void> {
  await sql`
    insert into retention_proof as proof (kind, day, removed, older_than, ran_at)
    values (${kind}, ${dayOf(now)}::date, ${removed}, ${olderThan}, ${ranAt})
    on conflict (kind, day) do update set
      removed = proof.removed + excluded.removed,
      older_than = greatest(proof.older_than, excluded.older_than),
      ran_at = greatest(proof.ran_at, excluded.ran_at)`.execute(db)
}

/** The day in UTC, as for all instants that are stored. */
function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10)
}

/** What is proven of a kind: the last day on which any went or a run ended, and the last run. */
export type LastProof = { day: string; removed: number; ranAt: Date | null }

/** Finds the newest proof of each kind; a kind without any is not in it. For staff and operators alone: a day's count may be about few. */
export async function findLastProofs(db: Db): Promise<Map<string, LastProof>> {
  const rows = await db
    .selectFrom('retention_proof')
    .distinctOn('kind')
    .select(['kind', 'day', 'removed', 'ran_at as ranAt'])
    .orderBy('kind')
    .orderBy('day', 'desc')
    .execute()
  return new Map(rows.map(({ kind, ...proof }) => [kind, proof]))
}

/** How many of each kind went since a day, that day counted in; a kind of which none went is not in it. By the index of each kind. */
export async function sumProofs(db: Db, kinds: readonly string[], since: Date): Promise<Map<string, number>> {
  if (kinds.length === 0) return new Map()
  const rows = await db
    .selectFrom('retention_proof')
    .select(['kind', ({ fn }) => fn.sum<string>('removed').as('removed')])
    .where('kind', 'in', kinds)
    .where('day', '>=', dayOf(since))
    .where('removed', '>', 0)
    .groupBy('kind')
    .execute()
  return new Map(rows.map(({ kind, removed }) => [kind, Number(removed)]))
}
