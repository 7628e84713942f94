import { sql } from 'kysely'
import { defineRetention } from '#platform/retention'

/** Why a watch named somebody, once it does so no longer. */
export const personRequests = defineRetention<string>({
  kind: 'watch-person',
  what: 'whom a saved search named, by which office or why it is no person, who asked and which second colleague decided',
  keptFor: { days: 365 },
  from: 'it was asked anew, or the search ended or named nobody any more',
  ground: 'Whether a search for somebody was rightly allowed is asked within the year.',
  table: 'watch_person',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`replaced_at < ${olderThan}`,
})
