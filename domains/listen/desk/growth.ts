/** Fewer in a week are a coincidence that nobody wants to hear of. */
const LEAST_FINDS = 5
/** Weeks before this one without which there is nothing to compare with. */
export const LEAST_WEEKS = 4

/**
 * How far the last week stands above every week before it, to put what grows in an order: what is above the highest of them, in
 * parts of the root of that. It tells what was counted, and claims nothing of what is behind it.
 * @param weeks  finds of weeks of seven days, each with the same days; the oldest first, the last is this one
 * @returns undefined where the last week is none above all others, or there are too few weeks or finds to say so
 */
export function growthOf(weeks: readonly number[]): number | undefined {
  const last = weeks.at(-1) ?? 0
  const before = weeks.slice(0, -1)
  const most = Math.max(0, ...before)
  if (before.length < LEAST_WEEKS || last < LEAST_FINDS || last <= most) return undefined
  return (last - most) / Math.sqrt(most + 1)
}
