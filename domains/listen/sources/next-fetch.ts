const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

export const SHORTEST_INTERVAL_MS = 5 * MINUTE_MS
export const LONGEST_INTERVAL_MS = DAY_MS

/** Posts that the rate of a source is learnt from: this many, and no older than this. */
const REMEMBERED_POSTS = 20
const REMEMBERED_MS = 30 * DAY_MS

/** Twice in the usual time between two posts, so that half of it is the longest wait on average. */
const FETCHES_PER_POST = 2

/** Each failure adds this much to the wait. */
const BACKOFF_STEP_MS = 15 * MINUTE_MS
/** Sources that failed together are spread over this share of their wait. */
const JITTER = 0.2

export type Health = 'ok' | 'degraded' | 'failing' | 'asleep'

const FAILING_FROM = 4
const ASLEEP_FROM = 12

/** The state of a source after so many failures in a row; a source that sleeps is still tried once a day. */
export function healthAfter(failures: number): Health {
  if (failures === 0) return 'ok'
  if (failures < FAILING_FROM) return 'degraded'
  return failures < ASLEEP_FROM ? 'failing' : 'asleep'
}

export interface SuccessfulFetch {
  readonly now: Date
  /** When the newest posts were published, in any order. */
  readonly published: readonly Date[]
  readonly ttlMinutes?: number | undefined
  readonly headers: Readonly<Record<string, string>>
  /** Until when the server asked to be left alone. */
  readonly retryAfter?: Date | undefined
}

/** When to look again: by how often this source posts, and never before its site wants to be asked. */
export function nextFetch(fetch: SuccessfulFetch): Date {
  const now = fetch.now.getTime()
  const wait = Math.max(
    intervalFor(fetch.published, fetch.now),
    (fetch.ttlMinutes ?? 0) * MINUTE_MS,
    freshFor(fetch.headers, fetch.now),
    (fetch.retryAfter?.getTime() ?? now) - now,
  )
  return new Date(now + clamp(wait))
}

export interface FailedFetch {
  readonly now: Date
  /** In a row, this one included. */
  readonly failures: number
  readonly retryAfter?: Date | undefined
  /** Between 0 and 1. */
  readonly random: number
}

/** When to try again after a failure: later each time, spread out, and never before the server said. */
export function nextTry({ now, failures, retryAfter, random }: FailedFetch): Date {
  const backoff = healthAfter(failures) === 'asleep' ? LONGEST_INTERVAL_MS : failures * BACKOFF_STEP_MS
  const spread = backoff * (1 + JITTER * (random - 0.5))
  const asked = (retryAfter?.getTime() ?? now.getTime()) - now.getTime()
  return new Date(now.getTime() + clamp(Math.max(spread, asked)))
}

function intervalFor(published: readonly Date[], now: Date): number {
  const ages = published
    .map((date) => now.getTime() - date.getTime())
    .filter((age) => age >= 0 && age <= REMEMBERED_MS)
    .sort((a, b) => a - b)
    .slice(0, REMEMBERED_POSTS)
  const oldest = ages.at(-1)
  if (oldest === undefined) return LONGEST_INTERVAL_MS
  return oldest / ages.length / FETCHES_PER_POST
}

/** How long the answer stays good by its own account: max-age, else Expires. */
function freshFor(headers: Readonly<Record<string, string>>, now: Date): number {
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(headers['cache-control'] ?? '')?.[1]
  if (maxAge !== undefined) return Number(maxAge) * 1000
  const expires = Date.parse(headers.expires ?? '')
  return Number.isNaN(expires) ? 0 : expires - now.getTime()
}

function clamp(wait: number): number {
  return Math.min(Math.max(wait, SHORTEST_INTERVAL_MS), LONGEST_INTERVAL_MS)
}
