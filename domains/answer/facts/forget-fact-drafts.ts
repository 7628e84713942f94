import { sql } from 'kysely'
import { defineRetention } from '#platform/retention'

/** How long a sheet that never became public is kept, in days. */
const DRAFT_KEPT_DAYS = 180

/** Sheets that were begun and that nobody goes on with; they may hold words of a post. */
export const factDrafts = defineRetention<string>({
  kind: 'fact-draft',
  what: 'a fact sheet that never became public, with all that was written of it',
  keptFor: { days: DRAFT_KEPT_DAYS },
  from: 'somebody wrote or decided on it last',
  ground: 'Half a year is enough to go on with it; it may hold words of somebody who wrote them elsewhere.',
  table: 'fact_sheet',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`number is null and worked_at < ${olderThan}`,
})
