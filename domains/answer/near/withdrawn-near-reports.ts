import { sql } from 'kysely'
import type { Tx } from '#db'
import { forgetTranslations } from '#domains/translation'
import { defineRetention } from '#platform/retention'

/** How long a withdrawn report can still be explained, in days. */
const WITHDRAWN_KEPT_DAYS = 90

/** Reports that nobody can read any more. */
export const withdrawnNearReports = defineRetention<string>({
  kind: 'near-report-withdrawn',
  what: 'a report near people that was withdrawn, with all that was said of it, and which conversations stood behind it',
  keptFor: { days: WITHDRAWN_KEPT_DAYS },
  from: 'its withdrawal',
  ground: 'It may have told something of a person; who published and withdrew it can be asked for that long.',
  table: 'near_report',
  key: 'id',
  letGo: forgetReports,
  isDue: ({ olderThan }) => sql<boolean>`state = 'withdrawn' and changed_at < ${olderThan}`,
})

async function forgetReports(tx: Tx, ids: string[]): Promise<number> {
  for (const ownerId of ids) await forgetTranslations(tx, { ownerId })
  const { numDeletedRows } = await tx
    .deleteFrom('near_report')
    .where('id', 'in', ids)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
