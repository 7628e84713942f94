import { sql } from 'kysely'
import { defineRetention } from '#platform/retention'
import { overFor } from '../privacy/over-for.ts'

/** How long after the answer we still know who asked, in days: they may write back, or complain. */
export const ASKER_KEPT_DAYS = 180

/** Name and address of whoever had their answer long ago; what was asked stays. */
export const askers = defineRetention<string>({
  kind: 'conversation-contact',
  what: 'the name of whoever asked something, where they can be reached, and for whom they asked',
  keptFor: { days: ASKER_KEPT_DAYS },
  from: 'the answer, or the closing without one; a subject may say another number of days',
  ground: 'Until then people may write back, or complain about the answer, and must be found again.',
  table: 'conversation_contact',
  key: 'conversation_id',
  isDue: ({ now }) => sql<boolean>`conversation_id in (${overFor('contact', now, ASKER_KEPT_DAYS)})`,
})
