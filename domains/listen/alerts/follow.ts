import { z } from 'zod'
import type { Db, Tx } from '#db'
import { clockOf } from '#platform/clock'
import type { Locale } from '#platform/i18n'
import { customaryQuiet, nextDigest, type QuietHours } from './quiet-hours.ts'

/** How soon somebody hears what a watch found. */
export const paces = ['at-once', 'daily', 'weekly'] as const

export type Pace = (typeof paces)[number]

/** When somebody wants mail about watches, in minutes of the clock on the wall. */
export type AlertTimes = { digestAt: number; quiet: QuietHours }

/** Of whoever said nothing. */
export const customaryTimes: AlertTimes = { digestAt: 9 * 60, quiet: customaryQuiet }

/** Of one watch one mail within so long. */
const BETWEEN_MAILS_MS = 15 * 60_000

/** Whoever does something with what they follow, and in which language they are written to. */
export type Follower = { accountId: string; language: Locale }

export type At = { now: Date; timeZone: string }

const minuteSchema = z
  .string()
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not-a-time')
  .transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))

/** The form of `AlertTimes`: times as `08:30`. */
export const alertTimesSchema = z
  .object({
    digestAt: minuteSchema,
    quietFrom: minuteSchema,
    quietUntil: minuteSchema,
    quietDaysOff: z.literal('yes').optional(),
  })
  .transform(
    ({ digestAt, quietFrom, quietUntil, quietDaysOff }): AlertTimes => ({
      digestAt,
      quiet: { from: quietFrom, until: quietUntil, daysOff: quietDaysOff === 'yes' },
    }),
  )

/** The same as a form shows it. */
export function writeAlertTimes({ digestAt, quiet }: AlertTimes): Record<string, string> {
  return {
    digestAt: clockOf(digestAt),
    quietFrom: clockOf(quiet.from),
    quietUntil: clockOf(quiet.until),
    ...(quiet.daysOff ? { quietDaysOff: 'yes' } : {}),
  }
}

/** When somebody gets mail: as they said, or as is customary. */
export async function findAlertTimes(db: Db, accountId: string): Promise<AlertTimes> {
  const row = await db
    .selectFrom('watch_follower')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!row) return customaryTimes
  return {
    digestAt: row.digest_at,
    quiet: { from: row.quiet_from, until: row.quiet_until, daysOff: row.quiet_days_off },
  }
}

/** Changes when somebody gets mail; what waits for them is told by the new times. */
export async function changeAlertTimes(
  tx: Tx,
  { accountId, language }: Follower,
  times: AlertTimes,
  at: At,
): Promise<void> {
  const row = { language, ...columnsOf(times) }
  await tx
    .insertInto('watch_follower')
    .values({ account_id: accountId, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute()
  const follows = await tx
    .selectFrom('watch_follow')
    .select(['watch_id', 'pace', 'told_at'])
    .where('account_id', '=', accountId)
    .orderBy('watch_id')
    .forUpdate()
    .execute()
  for (const { watch_id, pace, told_at } of follows)
    await tx
      .updateTable('watch_follow')
      .set({ look_at: lookFrom(pace, times, told_at, at) })
      .where('account_id', '=', accountId)
      .where('watch_id', '=', watch_id)
      .execute()
}

function columnsOf({ digestAt, quiet }: AlertTimes) {
  return {
    ...{ digest_at: digestAt, quiet_from: quiet.from, quiet_until: quiet.until },
    quiet_days_off: quiet.daysOff,
  }
}

/** From when somebody is told of a watch again. */
export function lookFrom(
  pace: Pace,
  { digestAt }: AlertTimes,
  toldAt: Date | null,
  { now, timeZone }: At,
): Date {
  if (pace !== 'at-once') return nextDigest(now, pace, digestAt, timeZone)
  return new Date(Math.max(now.getTime(), toldAt === null ? 0 : toldAt.getTime() + BETWEEN_MAILS_MS))
}

/** Makes somebody a follower with the customary times, where they are none. */
export async function ensureFollower(tx: Tx, { accountId, language }: Follower): Promise<void> {
  await tx
    .insertInto('watch_follower')
    .values({ account_id: accountId, language, ...columnsOf(customaryTimes) })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ language }))
    .execute()
}

export type FollowOutcome = { kind: 'following' } | { kind: 'not-found' }

/** Follows a watch from now on, or goes on at another pace. */
export async function followWatch(
  tx: Tx,
  follower: Follower,
  { watchId, pace }: { watchId: string; pace: Pace },
  at: At,
): Promise<FollowOutcome> {
  const { accountId } = follower
  const watch = await tx
    .selectFrom('watch')
    .select('id')
    .where('id', '=', watchId)
    .where('ended_at', 'is', null)
    .forKeyShare()
    .executeTakeFirst()
  if (!watch) return { kind: 'not-found' }
  await ensureFollower(tx, follower)
  const times = await findAlertTimes(tx, accountId)
  const before = await tx
    .selectFrom('watch_follow')
    .select('told_at')
    .where('account_id', '=', accountId)
    .where('watch_id', '=', watchId)
    .executeTakeFirst()
  const look_at = lookFrom(pace, times, before?.told_at ?? null, at)
  await tx
    .insertInto('watch_follow')
    .values({ account_id: accountId, watch_id: watchId, pace, followed_at: at.now, look_at })
    .onConflict((conflict) => conflict.columns(['account_id', 'watch_id']).doUpdateSet({ pace, look_at }))
    .execute()
  return { kind: 'following' }
}

/** Follows a watch no more: what waits of it is not told. */
export async function stopFollowing(
  tx: Tx,
  { accountId, watchId }: { accountId: string; watchId: string },
): Promise<void> {
  await tx
    .deleteFrom('watch_follow')
    .where('account_id', '=', accountId)
    .where('watch_id', '=', watchId)
    .execute()
}

/** A watch that somebody follows. */
export type Follow = { watchId: string; watch: string; pace: Pace; followedAt: Date; toldAt: Date | null }

/** More than anybody follows. */
const MOST_FOLLOWS = 1000

/** What somebody follows, by name; of one watch where it is said. */
export async function listFollows(db: Db, accountId: string, watchId?: string): Promise<Follow[]> {
  return db
    .selectFrom('watch_follow')
    .innerJoin('watch', 'watch.id', 'watch_follow.watch_id')
    .select(['watch.id as watchId', 'watch.name as watch', 'pace', 'followed_at as followedAt'])
    .select('told_at as toldAt')
    .where('account_id', '=', accountId)
    .where('watch.ended_at', 'is', null)
    .$if(watchId !== undefined, (query) => query.where('watch.id', '=', watchId ?? ''))
    .orderBy('watch.name')
    .orderBy('watch.id')
    .limit(MOST_FOLLOWS)
    .execute()
}
