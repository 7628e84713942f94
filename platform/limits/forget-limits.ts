import { sql } from 'kysely'
import { defineRetention } from '../retention/index.ts'

/**
 * Who was counted, once it no longer limits them. By the clock of the database, which also counts: a worker whose clock
 * is ahead would let a guesser begin anew.
 */
export const limitCounts = defineRetention<string>({
  kind: 'limit-count',
  what: 'how often a sealed address did something that is limited',
  keptFor: { minutes: 0 },
  from: 'the end of the time in which it counts',
  ground:
    'While it counts it keeps one visitor from filling the site for others; after that it is of no use.',
  table: 'rate_limit',
  key: 'key',
  isDue: () => sql<boolean>`expire < extract(epoch from clock_timestamp()) * 1000`,
})
