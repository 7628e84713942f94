import type { VoteMatrix } from '#cores/opinion'
import { leastShown, type VoteChannel } from '#domains/deliberate'
import { dateIn } from '#platform/clock'
import { hideSmall } from '../hide-small.ts'

export type ParticipationUnit = 'day' | 'week' | 'month'

/** How many people voted; nothing (null) where they were so few that a number might be somebody's. */
export type Turnout = { people: number | null; votes: number | null }

/** So many days, weeks or months in one: those of fewer than ten people are told with their neighbour. */
export type Span = { from: string; until: string; units: number }

/** When and how people took part, as everybody may know it. */
export type Participation = {
  /** The days of the first and the last vote. */
  first: string | null
  last: string | null
  unit: ParticipationUnit
  /** From the first vote to the last one; weeks begin on Monday. A vote counts when it was given last. */
  periods: (Span & Turnout)[]
  /** By how somebody's votes came in. */
  channels: ({ channel: VoteChannel } & Turnout)[]
}

export type ParticipationRequest = {
  /** In which days begin. */
  timeZone: string
  /** Participants that did not come by the web, by how they came. */
  channels: ReadonlyMap<number, VoteChannel>
}

/** Nobody reads more periods than this. */
const MOST_PERIODS = 62
/** A finer division is not worth it when it hides more of the votes. */
const MOST_HIDDEN = 0.2
const DAY_MS = 24 * 60 * 60 * 1000
/** Every time zone begins its days on a quarter of an hour. */
const QUARTER_MS = 15 * 60 * 1000

type Votes = Pick<VoteMatrix, 'participantIds' | 'rowStart' | 'times'>
type OverTime = Omit<Participation, 'channels'>

/** Counts people and votes over time and by channel. O(votes). */
export function countParticipation(
  votes: Votes,
  { timeZone, channels }: ParticipationRequest,
): Participation {
  return { ...countOverTime(votes, timeZone), channels: countByChannel(votes, channels) }
}

/** In the finest unit that is short enough to read and hides few. */
function countOverTime({ rowStart, times }: Votes, timeZone: string): OverTime {
  const calendar = times && readCalendar(times, timeZone)
  if (!calendar) return { first: null, last: null, unit: 'day', periods: [] }
  const { days } = calendar
  const [first, last] = [dateOf(days[0] as number), dateOf(days.at(-1) as number)]
  for (const unit of ['day', 'week'] as const) {
    const division = listPeriods(calendar, unit)
    if (division.starts.length > MOST_PERIODS) continue
    const apart = hideSmall(countPeriods({ rowStart, times }, calendar, division))
    const shown = apart.reduce((sum, period) => sum + (period.votes ?? 0), 0)
    if (shown < (1 - MOST_HIDDEN) * times.length) continue
    return { first, last, unit, periods: countJoined({ rowStart, times }, calendar, division) }
  }
  const months = listPeriods(calendar, 'month')
  return { first, last, unit: 'month', periods: countJoined({ rowStart, times }, calendar, months) }
}

/**
 * Counts periods of ten people or more, or of nobody. Somebody who came in two periods is one person in both together, so
 * that it takes another round where they are still too few.
 */
function countJoined(
  votes: Pick<Votes, 'rowStart'> & { times: Float64Array },
  calendar: Calendar,
  apart: Periods,
) {
  let periods = apart
  let units = apart.starts.map(() => 1)
  for (;;) {
    const counted = countPeriods(votes, calendar, periods)
    const placeOf = joinSmall(counted.map(({ people }) => people))
    if (placeOf.at(-1) === counted.length - 1) return hideSmall(spansOf(counted, { calendar, units }))
    const { ofDay, starts, firstDay } = periods
    periods = {
      firstDay,
      starts: starts.filter((_, at) => placeOf[at] !== placeOf[at - 1]),
      ofDay: ofDay.map((period) => placeOf[period] ?? 0),
    }
    units = units.reduce<number[]>((sums, many, at) => {
      const place = placeOf[at] ?? 0
      sums[place] = (sums[place] ?? 0) + many
      return sums
    }, [])
  }
}

/** Where each period goes: a small one takes in those behind it until they are ten; the last joins the one before it. */
function joinSmall(people: readonly number[]): number[] {
  const isSmall = (together: number) => together > 0 && together < leastShown
  let [place, together] = [-1, 0]
  const placeOf = people.map((many) => {
    if (!isSmall(together)) [place, together] = [place + 1, 0]
    together += many
    return place
  })
  return isSmall(together) ? placeOf.map((one) => Math.max(0, Math.min(one, place - 1))) : placeOf
}

type Counted = { from: string; people: number; votes: number }

function spansOf(counted: readonly Counted[], { calendar, units }: { calendar: Calendar; units: number[] }) {
  const last = dateOf(calendar.days.at(-1) as number)
  return counted.map((one, at) => {
    const next = counted[at + 1]
    const until = next ? dateOf(Date.parse(next.from) / DAY_MS - 1) : last
    return { ...one, until, units: units[at] ?? 1 }
  })
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** Days since 1970 by quarter of an hour, over all votes. */
type Calendar = { firstQuarter: number; days: Int32Array }

function readCalendar(times: Float64Array, timeZone: string): Calendar | undefined {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const time of times) {
    if (time < first) first = time
    if (time > last) last = time
  }
  if (last < first) return undefined
  const firstQuarter = Math.floor(first / QUARTER_MS)
  const count = Math.floor(last / QUARTER_MS) - firstQuarter + 1
  const days = new Int32Array(count)
  for (let quarter = 0; quarter < count; quarter++)
    days[quarter] = Date.parse(dateIn(timeZone, new Date((firstQuarter + quarter) * QUARTER_MS))) / DAY_MS
  return { firstQuarter, days }
}

/** The first day of each period, and which period each day since the first vote is in. */
type Periods = { starts: number[]; ofDay: Int32Array; firstDay: number }

function listPeriods({ days }: Calendar, unit: ParticipationUnit): Periods {
  const [firstDay, lastDay] = [days[0] as number, days.at(-1) as number]
  const starts: number[] = []
  const ofDay = Int32Array.from({ length: lastDay - firstDay + 1 }, (_, at) => {
    const start = startOf(firstDay + at, unit)
    if (starts.at(-1) !== start) starts.push(start)
    return starts.length - 1
  })
  return { starts, ofDay, firstDay }
}

/** 1 January 1970 was a Thursday. */
const THURSDAY = 3

function startOf(day: number, unit: ParticipationUnit): number {
  if (unit === 'day') return day
  if (unit === 'week') return day - ((day + THURSDAY) % 7)
  const date = new Date(day * DAY_MS)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY_MS
}

function countPeriods(
  { rowStart, times }: { rowStart: Uint32Array; times: Float64Array },
  { firstQuarter, days }: Calendar,
  { starts, ofDay, firstDay }: Periods,
): Counted[] {
  const people = new Int32Array(starts.length)
  const votes = new Int32Array(starts.length)
  /** Who was counted last in each period. */
  const seen = new Int32Array(starts.length).fill(-1)
  for (let row = 0; row < rowStart.length - 1; row++)
    for (let at = rowStart[row] as number; at < (rowStart[row + 1] as number); at++) {
      const day = days[Math.floor((times[at] as number) / QUARTER_MS) - firstQuarter] as number
      const period = ofDay[day - firstDay] as number
      votes[period] = (votes[period] as number) + 1
      if (seen[period] === row) continue
      seen[period] = row
      people[period] = (people[period] as number) + 1
    }
  return starts.map((start, period) => ({
    from: dateOf(start),
    people: people[period] as number,
    votes: votes[period] as number,
  }))
}

const allChannels: readonly VoteChannel[] = ['web', 'paper', 'import']

function countByChannel(
  { participantIds, rowStart }: Votes,
  channels: ReadonlyMap<number, VoteChannel>,
): Participation['channels'] {
  const counted = allChannels.map((channel) => ({ channel, people: 0, votes: 0 }))
  participantIds.forEach((participant, row) => {
    const channel = channels.get(participant) ?? 'web'
    const count = counted.find((one) => one.channel === channel)
    if (!count) return
    count.people += 1
    count.votes += (rowStart[row + 1] as number) - (rowStart[row] as number)
  })
  return hideSmall(counted.filter(({ people }) => people > 0))
}
