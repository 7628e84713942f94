/** Days of its past that the custom of a source is learnt from. */
export const SILENCE_DAYS = 182

/** Nothing is told of a source that we know for a shorter time, or that said less. */
const LEAST_DAYS = 28
const LEAST_POST_DAYS = 6

/** A silence this unlikely is told: once in a thousand. */
const UNLIKELY = 1e-3

/** A silence is told where it is so much longer than any before it: chances alone call each longer holiday a fault. */
const LONGER = 1.5

/** Days of the same kind that are added to those that were seen, as the average of all goes. */
const PRIOR = 3

/**
 * Since how many whole days a source says nothing, where that is so unlike it that something may be wrong with it; else 0.
 *
 * What is usual is learnt from its own days before the silence: how often a day of the week is empty, and how often one is that follows
 * an empty day (sources pause in weekends, and are busy in spells). The odds of both are put together as if they were independent, and
 * the chances of all silent days are multiplied. A silence not half as long again as one before it is never told.
 * @param counts  posts of each day, the oldest first; the last is today, of which the rest is still to come
 * @param today   its day of the week, from 0
 * @throws RangeError where a count is below 0
 */
export function findSilence(counts: readonly number[], today: number): number {
  if (counts.some((count) => !(count >= 0))) throw new RangeError('counts must be 0 or more')
  if (counts.at(-1) !== 0) return 0
  const whole = counts.slice(0, -1)
  const gap = whole.length - 1 - whole.findLastIndex((count) => count > 0)
  const begin = whole.findIndex((count) => count > 0)
  const known = whole.slice(Math.max(begin, 0), whole.length - gap).map((count) => count === 0)
  const postDays = known.filter((isEmpty) => !isEmpty).length
  if (gap === 0 || known.length < LEAST_DAYS || postDays < LEAST_POST_DAYS) return 0
  if (gap <= LONGER * longestEmpty(known)) return 0
  const weekdayOf = (daysAgo: number) => (((today - daysAgo) % 7) + 7) % 7
  const chances = chancesOf(known, (at) => weekdayOf(gap + known.length - at))
  let chance = 1
  for (let day = 0; day < gap; day++) chance *= chances(weekdayOf(gap - day), day > 0)
  return chance < UNLIKELY ? gap : 0
}

function longestEmpty(days: readonly boolean[]): number {
  let [longest, now] = [0, 0]
  for (const isEmpty of days) {
    now = isEmpty ? now + 1 : 0
    longest = Math.max(longest, now)
  }
  return longest
}

/** How likely a day is empty, by its day of the week and whether the one before it was. */
function chancesOf(days: readonly boolean[], weekdayAt: (at: number) => number) {
  const all = (days.filter(Boolean).length + 1) / (days.length + 2)
  const shareOf = (of: readonly boolean[]) => (of.filter(Boolean).length + PRIOR * all) / (of.length + PRIOR)
  const byWeekday = [0, 1, 2, 3, 4, 5, 6].map((weekday) =>
    shareOf(days.filter((_, at) => weekdayAt(at) === weekday)),
  )
  const behind = [false, true].map((before) =>
    shareOf(days.filter((_, at) => at > 0 && days[at - 1] === before)),
  )
  return (weekday: number, isBehindEmpty: boolean) => {
    const odds =
      oddsOf(byWeekday[weekday] ?? all) * (oddsOf(behind[isBehindEmpty ? 1 : 0] ?? all) / oddsOf(all))
    // What was never seen in so many days is no more certain than that.
    return Math.max(odds / (1 + odds), 1 / (days.length + 2))
  }
}

function oddsOf(chance: number): number {
  return chance / (1 - chance)
}
