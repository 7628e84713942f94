import { createHmac } from 'node:crypto'
import pg from 'pg'
import { poolOptions } from '../db/index.ts'
import { type Counter, readStanding, take, takeMany } from './count-in-database.ts'
import { createMemoryCounter } from './count-in-memory.ts'
import { createGuesses } from './guess.ts'
import type { Guess, GuessLimit, GuessOutcome, Limit, LimitOutcome } from './limit.ts'

export { limitCounts } from './forget-limits.ts'
export type { Guess, GuessLimit, GuessOutcome, Limit, LimitOutcome } from './limit.ts'

export type Limits = {
  /**
   * Counts one attempt. Of a key that is counted everywhere only a seal is stored, which nobody who lacks the secret
   * can undo.
   */
  count: (limit: Limit, key: string) => Promise<LimitOutcome>
  /** Counts many attempts at once, each under its key; of each, in the order given, whether it may be made. */
  countMany: (limit: Limit, keys: readonly string[]) => Promise<boolean[]>
  /**
   * Tries a guess at a secret that is short enough to be guessed, and counts it when it was wrong. However many are sent
   * at once, to however many processes: no more are tried than may be wrong. May take ten seconds.
   */
  guess: <Answer>(limit: GuessLimit, guess: Guess<Answer>) => Promise<GuessOutcome<Answer>>
  close: () => Promise<void>
}

/** A count is one short query; a visitor waits for it. */
const ANSWER_WITHIN_MS = 5000

/**
 * Makes the counters of an installation; its table is `rate_limit`. Time is that of the database, the same for all
 * processes; in the process it is a clock that nobody can set.
 * @param secret  the installation's: all addresses of the internet can be hashed in minutes, but not sealed
 */
export function createLimits(databaseUrl: string, secret: string): Limits {
  const pool = new pg.Pool({
    ...poolOptions(databaseUrl, { answerWithinMs: ANSWER_WITHIN_MS }),
    types: pg.types,
    max: 2,
  })
  pool.on('error', () => undefined)
  const countInMemory = createMemoryCounter()
  const counterOf = ({ name, perSeconds }: Limit, key: string) => ({
    key: `${name}:${sealOf(key, secret)}`,
    perSeconds,
  })
  return {
    count: async (limit, key) =>
      limit.scope === 'process' ? countInMemory(limit, key) : countOnce(pool, limit, counterOf(limit, key)),
    countMany: async (limit, keys) => {
      if (limit.scope === 'process') return keys.map((key) => countInMemory(limit, key).kind === 'allowed')
      return countTogether(
        pool,
        limit,
        keys.map((key) => counterOf(limit, key)),
      )
    },
    guess: createGuesses(pool, counterOf),
    close: () => pool.end(),
  }
}

async function countOnce(pool: pg.Pool, { times }: Limit, counter: Counter): Promise<LimitOutcome> {
  if (await take(pool, counter, { most: times, inFlight: false })) return { kind: 'allowed' }
  const { msLeft } = await readStanding(pool, counter)
  return { kind: 'limited', retryAfterSeconds: Math.max(1, Math.ceil(msLeft / 1000)) }
}

/** Of the attempts of one key, the first are those that may be made. */
async function countTogether(
  pool: pg.Pool,
  { times, perSeconds }: Limit,
  counters: Counter[],
): Promise<boolean[]> {
  const attempts = new Map<string, number>()
  for (const { key } of counters) attempts.set(key, (attempts.get(key) ?? 0) + 1)
  const left = await takeMany(pool, attempts, { most: times, perSeconds })
  return counters.map(({ key }) => {
    const allowed = left.get(key) ?? 0
    left.set(key, allowed - 1)
    return allowed > 0
  })
}

function sealOf(key: string, secret: string): string {
  return createHmac('sha256', secret).update(`limit:${key}`).digest('base64url')
}
