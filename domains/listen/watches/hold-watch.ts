import { sql } from 'kysely'
import type { Tx } from '#db'
import { recordEvent } from '#platform/events'
import { addJob } from '#platform/jobs'
import { watchAdded, watchEnded } from '../listen.events.ts'
import { applyWatchJob } from '../listen.jobs.ts'
import { listOffSubjects } from '../public-order/public-order.queries.ts'

type Rules = { id: string; held: boolean; subjectId: string | null; waits: boolean }

/**
 * Holds a watch that may not find anything now, or lets it go on: it names somebody without a second colleague, or follows public order, which is off.
 * Expects that watches are locked.
 * @returns whether it is held
 */
export async function settleHeld(tx: Tx, watchId: string, now: Date): Promise<boolean> {
  const [watch] = await selectRules(tx, now, watchId)
  return watch ? settle(tx, watch, { off: await listOffSubjects(tx), now }) : false
}

/** The same for every watch in force: subjects may have been renamed or moved meanwhile. */
export async function settleAllHeld(tx: Tx, now: Date): Promise<void> {
  const off = await listOffSubjects(tx)
  for (const watch of await selectRules(tx, now)) await settle(tx, watch, { off, now })
}

async function selectRules(tx: Tx, now: Date, watchId?: string): Promise<Rules[]> {
  return tx
    .selectFrom('watch')
    .select(['id', 'held', 'subject_id as subjectId'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('watch_person')
          .select('watch_person.id')
          .whereRef('watch_person.watch_id', '=', 'watch.id')
          .where('replaced_at', 'is', null)
          .where(({ eb, or }) => or([eb('until', 'is', null), eb('until', '<=', now)])),
      )
        .$castTo<boolean>()
        .as('waits'),
    )
    .where('ended_at', 'is', null)
    .$if(watchId !== undefined, (query) => query.where('id', '=', watchId ?? ''))
    .orderBy('id')
    .execute()
}

async function settle(
  tx: Tx,
  { id, held, subjectId, waits }: Rules,
  { off, now }: { off: ReadonlySet<string>; now: Date },
): Promise<boolean> {
  const isHeld = waits || (subjectId !== null && off.has(subjectId))
  if (isHeld === held) return held
  await tx
    .updateTable('watch')
    .set({ held: isHeld, change_number: sql<number>`nextval('watch_change')` })
    .where('id', '=', id)
    .execute()
  const type = isHeld ? watchEnded : watchAdded
  await recordEvent(tx, { type, subject: { id }, dossierId: null, at: now })
  if (!isHeld) await addJob(tx, applyWatchJob, { watchId: id })
  else
    for (const table of ['post_match', 'watch_find'] as const)
      await tx.deleteFrom(table).where('watch_id', '=', id).execute()
  return isHeld
}
