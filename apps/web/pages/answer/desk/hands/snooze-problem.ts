import { snoozeDays } from '#domains/answer'
import { noonOf } from '#platform/clock'
import { todayHere, type WebContext } from '#web/http'
import { say } from '#web/words'
import { handsMessages } from './hands.messages.ts'

/** Until which days a conversation can be put off, to who chose another. */
export function snoozeProblem(c: WebContext): string {
  const { first, last } = snoozeDays(todayHere(c))
  return say(c, handsMessages)('notADay', { first: noonOf(first), last: noonOf(last) })
}
