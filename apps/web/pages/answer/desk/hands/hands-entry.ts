import type { Entry } from '#domains/answer'
import { noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import { say } from '#web/words'
import { labelsMessages } from '../labels/labels.messages.ts'
import { besideMessages } from './beside.messages.ts'
import { handsMessages } from './hands.messages.ts'

/** What was done with a conversation as a whole, in one line. */
export function handsDeed(
  c: WebContext,
  { kind, closedAs, snoozedUntil, label, labelOn }: Entry,
  values: { by: string; moment: string },
): string {
  const t = say(c, handsMessages)
  if (kind === 'merged') return say(c, besideMessages)('didMerge', values)
  if (label !== null) return say(c, labelsMessages)(labelOn ? 'didPut' : 'didTakeOff', { ...values, label })
  if (closedAs) return t(`did-${closedAs}`, values)
  return snoozedUntil ? t('didSnooze', { ...values, on: noonOf(snoozedUntil) }) : t('didWake', values)
}
