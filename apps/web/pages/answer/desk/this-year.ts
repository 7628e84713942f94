import { dateIn } from '#platform/clock'
import type { WebContext } from '#web/http'

/** Whether something happened in the year that it is now, where the organisation is: else its day needs a year. */
export function isThisYear(c: WebContext, at: Date): boolean {
  const { clock, config } = c.var.services
  const yearOf = (moment: Date) => dateIn(config.timeZone, moment).slice(0, 4)
  return yearOf(at) === yearOf(clock.now())
}
