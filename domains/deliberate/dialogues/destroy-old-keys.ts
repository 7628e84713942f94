import { sql } from 'kysely'
import { defineRetention } from '#platform/retention'
import { forgetParticipants } from '../participants/forget-participants.ts'

/** A dialogue takes its roll and all that was told in it along: few in one transaction. */
const AT_ONCE = 10

/**
 * The keys of dialogues that have been closed as long as a key may be kept, or whose dossier was closed or last day was
 * as long ago. Votes, counts and claim codes stay; nobody can be recognised as the one who voted.
 */
export const dialogueKeys = defineRetention<string>({
  kind: 'dialogue-key',
  what: 'the key of a dialogue, by which participants are known again; after that their votes are of nobody',
  keptFor: { days: 90 },
  from: 'the dialogue or its dossier was closed, or its last day; sooner, when staff destroy the key',
  ground:
    'People can look back at what they said while the answer is awaited; after that nobody must be known by it.',
  table: 'dialogue',
  key: 'id',
  // A dialogue that nobody closed: even so, its dossier was closed, or its last day was, as long ago.
  isDue: ({ olderThan }) => sql<boolean>`(
      state = 'closed' and closed_at < ${olderThan}
      or state = 'open' and closes_on < ${olderThan.toISOString().slice(0, 10)}::date
      or dossier_id in (select id from dossier where dossier.closed_at < ${olderThan})
    ) and id in (select id from entrance where key is not null)`,
  letGo: (tx, ids, { now }) => forgetParticipants(tx, ids, now),
  atOnce: AT_ONCE,
})
