import { LATEST_DAYS, leavesSoon } from './leaving.ts'

export const whenChoices = ['now', 'tomorrow', 'monday', 'own'] as const

/** When a reply is to leave: at once, tomorrow or on Monday when offices open, or at a moment that is typed. */
export type WhenChoice = (typeof whenChoices)[number]

/** What somebody chose and typed: a date as 2026-03-05 or 5-3-2026, a time as 9.00 or 09:00. */
export type ChosenMoment = { choice: WhenChoice; date: string; time: string }

export type MomentProblem = 'no-date' | 'no-time' | 'past' | 'too-far'

const OPENS = Temporal.PlainTime.from('09:00')
const MONDAY = 1

/**
 * The instant at which a reply leaves, by the clock of the organisation. A time that a day skips, as clocks go forward, is as much
 * later; of one that comes twice it is the first.
 */
export function readMoment(
  { choice, date, time }: ChosenMoment,
  { now, timeZone }: { now: Date; timeZone: string },
): { kind: 'moment'; at: Date } | { kind: MomentProblem } {
  const soon = leavesSoon(now)
  if (choice === 'now') return { kind: 'moment', at: soon }
  const day = choice === 'own' ? readDate(date) : dayOf(choice, { now, timeZone })
  const clock = choice === 'own' ? readTime(time) : OPENS
  if (!day) return { kind: 'no-date' }
  if (!clock) return { kind: 'no-time' }
  const at = new Date(day.toZonedDateTime({ timeZone, plainTime: clock }).epochMilliseconds)
  if (at < soon) return { kind: 'past' }
  const latest = today({ now, timeZone }).add({ days: LATEST_DAYS })
  return Temporal.PlainDate.compare(day, latest) > 0 ? { kind: 'too-far' } : { kind: 'moment', at }
}

type Clock = { now: Date; timeZone: string }

function today({ now, timeZone }: Clock): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
}

function dayOf(choice: 'tomorrow' | 'monday', clock: Clock): Temporal.PlainDate {
  const from = today(clock)
  if (choice === 'tomorrow') return from.add({ days: 1 })
  return from.add({ days: 7 - ((from.dayOfWeek - MONDAY) % 7) })
}

/** The day on which a choice falls, as 2026-03-05, to say which it is. */
export function dateOfChoice(choice: 'tomorrow' | 'monday', clock: Clock): string {
  return dayOf(choice, clock).toString()
}

function readDate(typed: string): Temporal.PlainDate | undefined {
  const found =
    /^\s*(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})\s*$/.exec(typed)?.groups ??
    /^\s*(?<day>\d{1,2})[-./ ](?<month>\d{1,2})[-./ ](?<year>\d{4})\s*$/.exec(typed)?.groups
  const [year, month, day] = [Number(found?.year), Number(found?.month), Number(found?.day)]
  return found && attempt(() => Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }))
}

function readTime(typed: string): Temporal.PlainTime | undefined {
  const found = /^\s*(?<hour>\d{1,2})(?:[.:](?<minute>\d{2}))?(?::00)?\s*$/.exec(typed)?.groups
  const [hour, minute] = [Number(found?.hour), Number(found?.minute ?? 0)]
  return found && attempt(() => Temporal.PlainTime.from({ hour, minute }, { overflow: 'reject' }))
}

/** No day or time of that number: the 31st of February, 25 o'clock. */
function attempt<Value>(make: () => Value): Value | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}
