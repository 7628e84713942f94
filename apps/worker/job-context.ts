import type { Db } from '#db'
import type { Clock } from '#platform/clock'
import type { Config } from '#platform/config'
import type { Log } from '#platform/log'

/** What the jobs stand on. */
export type JobContext = {
  db: Db
  databaseUrl: string
  config: Config & { secret: string }
  clock: Clock
  log: Log
}

/** When clockwork strikes; each in its own minute, so that they do not all begin at once. */
export const clockwork = {
  everyMinute: '* * * * *',
  everyTenMinutes: '*/10 * * * *',
  everyQuarter: '*/15 * * * *',
  everyHour: '17 * * * *',
  everyNight: '41 3 * * *',
  /** Long work on much that is old. */
  everyNightBefore: '17 2 * * *',
} as const
