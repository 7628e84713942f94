import { createHmac } from 'node:crypto'
import pg from 'pg'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { patience } from '../db/index.ts'

export { forgetLimits, forgetLimitsJob } from './forget-limits.ts'

/**
 * How often something may be done. `process` counts in each process by itself, which costs nothing; `everywhere`
 * counts in the database, for what must not grow with the number of processes.
 */
export type Limit = { name: string; times: number; perSeconds: number; scope: 'process' | 'everywhere' }

export type LimitOutcome = { kind: 'allowed' } | { kind: 'limited'; retryAfterSeconds: number }

export type Limits = {
  /** Counts one attempt. Of a key that is counted everywhere only a seal is stored, that nobody can undo who lacks the secret. */
  count: (limit: Limit, key: string) => Promise<LimitOutcome>
  close: () => Promise<void>
}

/** A count is one short query; a visitor waits for it. */
const ANSWER_WITHIN_MS = 5000

/**
 * Makes the counters of an installation; its table is `rate_limit`.
 * @param secret  the installation's: all addresses of the internet can be hashed in minutes, but not sealed
 */
export function createLimits(databaseUrl: string, secret: string): Limits {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 2,
    ...patience(ANSWER_WITHIN_MS),
  })
  pool.on('error', () => undefined)
  const limiters = new Map<string, RateLimiterMemory | RateLimiterPostgres>()
  const limiterOf = (limit: Limit) => {
    const known = limiters.get(limit.name)
    if (known) return known
    const made = makeLimiter(limit, pool)
    limiters.set(limit.name, made)
    return made
  }
  return {
    count: async (limit, key) => {
      try {
        await limiterOf(limit).consume(limit.scope === 'process' ? key : sealOf(key, secret))
        return { kind: 'allowed' }
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return { kind: 'limited', retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) }
      }
    },
    close: () => pool.end(),
  }
}

function makeLimiter(limit: Limit, pool: pg.Pool): RateLimiterMemory | RateLimiterPostgres {
  const options = { keyPrefix: limit.name, points: limit.times, duration: limit.perSeconds }
  if (limit.scope === 'process') return new RateLimiterMemory(options)
  return new RateLimiterPostgres({
    ...options,
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
  })
}

function sealOf(key: string, secret: string): string {
  return createHmac('sha256', secret).update(`limit:${key}`).digest('base64url')
}
