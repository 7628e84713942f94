import type { Limit, LimitOutcome } from './limit.ts'

/** More than visit one process at once; beyond it the oldest counts leave, so that memory stays bounded. */
const MOST_COUNTS = 200_000
const SWEEP_MS = 10_000

/**
 * Counts in this process alone.
 * @param now  milliseconds that only ever go forward, whatever happens to the clock of the machine
 */
export function createMemoryCounter(
  now: () => number = () => performance.now(),
): (limit: Limit, key: string) => LimitOutcome {
  const counts = new Map<string, { points: number; until: number }>()
  let sweepAt = now() + SWEEP_MS
  const sweep = (at: number) => {
    sweepAt = at + SWEEP_MS
    for (const [counter, { until }] of counts) if (until <= at) counts.delete(counter)
  }
  const begin = (counter: string, until: number) => {
    const oldest = counts.keys().next().value
    if (counts.size >= MOST_COUNTS && oldest !== undefined) counts.delete(oldest)
    const begun = { points: 0, until }
    counts.delete(counter)
    counts.set(counter, begun)
    return begun
  }
  return (limit, key) => {
    const at = now()
    if (at >= sweepAt) sweep(at)
    const counter = `${limit.name}:${key}`
    const known = counts.get(counter)
    const count = known && known.until > at ? known : begin(counter, at + limit.perSeconds * 1000)
    if (count.points < limit.times) {
      count.points++
      return { kind: 'allowed' }
    }
    return { kind: 'limited', retryAfterSeconds: Math.max(1, Math.ceil((count.until - at) / 1000)) }
  }
}
