import type { InboxLine } from '#domains/answer'
import { clockOf, type DueMoment, dateIn, dateOfDue, daysBetween, localMoment, noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import type { IconName } from '#web/ui'
import { say } from '#web/words'
import { inboxMessages } from '../inbox/inbox.messages.ts'
import { deadlineMessages } from './deadline.messages.ts'

/** What is due next in a conversation that is open. */
export type Due = Pick<InboxLine, 'due_by' | 'first_met_at' | 'resolution_due' | 'paused_until'>

/** How an open conversation stands: it waits for whoever asked, it is late and with what, or how long there is. */
export function dueState(c: WebContext, due: Due): { icon: IconName; text: string; late?: boolean } {
  const t = say(c, deadlineMessages)
  const words = say(c, inboxMessages)
  const { clock, config } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  if (isLate(c, due)) {
    const days = daysBetween(dateOfDue(due.due_by), today)
    const late = days > 0 ? words('daysLate', { days }) : t('lateToday', { time: timeOf(due.due_by) ?? '' })
    const isFirst = due.first_met_at === null && due.due_by < due.resolution_due
    const isBoth = due.first_met_at === null && due.due_by === due.resolution_due
    const text = isBoth ? late : t(isFirst ? 'lateFirst' : 'lateResolution', { late })
    return { icon: 'warning', text, late: true }
  }
  const left = pauseLeft(c, due)
  if (left !== undefined) return { icon: 'hourglass', text: t('waitsLeft', { days: left }) }
  const days = daysBetween(today, dateOfDue(due.due_by))
  const time = timeOf(due.due_by)
  const text = days === 0 && time ? t('stateToday', { time }) : words('daysLeft', { days })
  return { icon: 'clock', text }
}

/** Whether what is due next is late by now. */
export function isLate(c: WebContext, { due_by }: Due): boolean {
  const { clock, config } = c.var.services
  return localMoment(config.timeZone, clock.now()) >= due_by
}

/** For how many days it still waits for whoever asked; undefined: it does not. */
export function pauseLeft(c: WebContext, { paused_until }: Pick<Due, 'paused_until'>): number | undefined {
  const { clock, config } = c.var.services
  if (!paused_until || paused_until <= clock.now()) return undefined
  return daysBetween(dateIn(config.timeZone, clock.now()), dateIn(config.timeZone, paused_until))
}

/** Until when, with the time where it is not the end of the day. */
export function untilWords(c: WebContext, due: DueMoment): string {
  const t = say(c, deadlineMessages)
  const time = timeOf(due)
  const day = noonOf(dateOfDue(due))
  return time ? t('untilTime', { due: day, time }) : t('until', { due: day })
}

/** The time of the day, where it is not the end of it. */
function timeOf(due: DueMoment): string | undefined {
  const time = due.slice(11)
  return time === clockOf(24 * 60) ? undefined : time
}
