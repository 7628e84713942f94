import { sql } from 'kysely'
import { defineRetention } from '#platform/retention'

/** What waits for them, and the key to their feeds, go along. */
const followers = defineRetention<string>({
  kind: 'watch-follower',
  what: 'which watches a member of staff follows, when they want mail, and what they were still to be told',
  keptFor: { days: 1 },
  from: 'their last role ended',
  ground: 'Whoever does not work here is told nothing; a role that ended by mistake comes back the same day.',
  table: 'watch_follower',
  key: 'account_id',
  isDue: ({ olderThan }) => sql<boolean>`not exists (
    select from staff_role role where role.account_id = watch_follower.account_id
      and (role.ended_at is null or role.ended_at >= ${olderThan})
      and (role.to_on is null or role.to_on >= (${olderThan}::timestamptz at time zone 'UTC')::date)
  )`,
})

const escalations = defineRetention<string>({
  kind: 'watch-escalation',
  what: 'that a watch was urgent, and which colleagues were told',
  keptFor: { days: 365 },
  from: 'they were told',
  ground:
    'Whether somebody was told in time is asked within the year; after that a number would say as much.',
  table: 'watch_escalation',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`told_at < ${olderThan}`,
})

/** All that goes of whom watches told. */
export const alerted = [followers, escalations]
