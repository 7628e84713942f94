import { sql } from 'kysely'
import { defineRetention } from '#platform/retention'

/** The team stays in touch; who comes back to work here begins anew. */
export const communityContacts = defineRetention<string>({
  kind: 'community-contact',
  what: 'which member of staff is in touch with a community, and since when',
  keptFor: { days: 1 },
  from: 'their last role ended',
  ground:
    'Whoever does not work here speaks for us nowhere; a role that ended by mistake comes back the same day.',
  table: 'community_contact',
  key: 'community_id',
  isDue: ({ olderThan }) => sql<boolean>`not exists (
    select from staff_role role where role.account_id = community_contact.account_id
      and (role.ended_at is null or role.ended_at >= ${olderThan})
      and (role.to_on is null or role.to_on >= (${olderThan}::timestamptz at time zone 'UTC')::date)
  )`,
})
