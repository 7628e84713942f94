import { listMonths, type Month, monthOf, shiftMonth } from './month.ts'

/** Whole months, from the first up to and with the last. */
export type Period = { from: Month; to: Month }

export const LONGEST_PERIOD = 12

/** Why a text names no period that is told, and the text. */
export type PeriodProblem = { kind: 'not-a-month' | 'not-over' | 'wrong-order' | 'too-long'; value: string }

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/

/**
 * The period that somebody asks for; of what they do not say, what lies nearest: this year as far as its months are over, and in
 * January the year before.
 * @param today  of the organisation, as `2026-05-08`: the month in which it lies is not over
 */
export function readPeriod(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: string,
): { kind: 'period'; period: Period } | PeriodProblem {
  const last = lastMonth(today)
  for (const value of [from, to]) {
    if (value !== undefined && !MONTH.test(value)) return { kind: 'not-a-month', value }
    if (value !== undefined && value > last) return { kind: 'not-over', value }
  }
  const end = to ?? last
  const period = { from: from ?? `${end.slice(0, 4)}-01`, to: end }
  if (period.from > period.to) return { kind: 'wrong-order', value: period.from }
  if (shiftMonth(period.from, LONGEST_PERIOD) <= period.to) return { kind: 'too-long', value: period.from }
  return { kind: 'period', period }
}

/** The last month that is over. */
export function lastMonth(today: string): Month {
  return shiftMonth(monthOf(today), -1)
}

export function monthsOf({ from, to }: Period): Month[] {
  return listMonths(from, to)
}
