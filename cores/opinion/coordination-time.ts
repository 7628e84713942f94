import type { Crowd } from './coordination-crowd.ts'

/** Accounts follow one another when the next begins within this time of the last answer, in milliseconds. */
const LONGEST_PAUSE = 30 * 60_000
const LEAST_RUN = 5

/** A run: accounts one after another. */
export interface Run {
  /** places in the crowd, in order */
  readonly people: readonly number[]
  /** the logarithm of the probability that so many visits of such lengths in that time never overlap */
  readonly logProbability: number
}

/**
 * The part of the members who came one after another, never two at once, that chance would hardly give. Visits of n
 * people with lengths that add up to D, thrown at random into a time T with the first and the last at its ends, do not
 * overlap with a probability of ((T − D)/(T − D/n))ⁿ⁻².
 */
export function findRun(crowd: Crowd, members: readonly number[]): Run | undefined {
  const order = members.toSorted((a, b) => crowd.starts[a] - crowd.starts[b] || a - b)
  let best: Run | undefined
  let run: number[] = []
  const close = () => {
    if (run.length < LEAST_RUN) return
    const found = { people: run, logProbability: chanceOf(crowd, run) }
    if (!best || found.logProbability < best.logProbability) best = found
  }
  for (const at of order) {
    const last = run.at(-1)
    const pause = last === undefined ? 0 : crowd.starts[at] - crowd.ends[last]
    if (last !== undefined && (pause < 0 || pause > LONGEST_PAUSE)) {
      close()
      run = []
    }
    run.push(at)
  }
  close()
  return best
}

function chanceOf(crowd: Crowd, run: readonly number[]): number {
  const [first = 0, last = 0] = [run[0], run[run.length - 1]]
  const span = crowd.ends[last] - crowd.starts[first]
  const busy = run.reduce((sum, at) => sum + crowd.ends[at] - crowd.starts[at], 0)
  if (span <= 0) return 0
  // Pauses of less than a second are not measured well.
  const free = Math.max(span - busy, run.length * 1000)
  return (run.length - 2) * Math.log(Math.min(1, free / Math.max(span - busy / run.length, free)))
}

const HOURS_BY_DAY = 24
const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * How many people the dialogue's own rhythm lets expect between two times: those who came in the week around, without
 * the time itself, spread over the hours of the day at which people come.
 */
export function expectedArrivals(crowd: Crowd, from: number, to: number): number {
  const byHour = new Float64Array(HOURS_BY_DAY)
  let [around, first, last] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const time of crowd.times) {
    if (time >= from && time <= to) continue
    byHour[hourOf(time)] += 1
    first = Math.min(first, time)
    last = Math.max(last, time)
    if (time > from - 3.5 * DAY && time < to + 3.5 * DAY) around += 1
  }
  const total = byHour.reduce((sum, count) => sum + count, 0)
  if (total === 0) return 0
  const days = (Math.min(last, to + 3.5 * DAY) - Math.max(first, from - 3.5 * DAY) - (to - from)) / DAY
  let share = 0
  for (let time = from; time < to; time += HOUR) {
    const part = Math.min(HOUR, to - time) / HOUR
    share += (part * (byHour[hourOf(time)] + total / HOURS_BY_DAY)) / (2 * total)
  }
  return (around / Math.max(days, 0.25)) * share
}

function hourOf(time: number): number {
  return Math.floor((((time % DAY) + DAY) % DAY) / HOUR)
}
