import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { getLetterhead, type Letterhead, postLetter, type Site, writeUrgentMail } from '#domains/letters'
import { findOrganisation, listStaff, readWorkingCalendar, type StaffMember } from '#domains/people'
import { dateIn } from '#platform/clock'
import { newId } from '#platform/db'
import { type Locale, locales } from '#platform/i18n'
import { readQueriesOf } from '../watches/named-watches.ts'
import { listReached, listToldNow, type OpenFind, type Reached } from './escalation.ts'
import { findAlertTimes } from './follow.ts'
import { isQuiet, type Wall } from './quiet-hours.ts'
import { MOST_SHOWN, showPosts } from './show-posts.ts'
import { type Urgency, urgencyOf } from './urgency.ts'

/** Of one watch in one run; more are told the next time. */
const MOST_FINDS = 2000

type Round = {
  letterhead: Letterhead
  wall: Wall
  staff: readonly StaffMember[]
  language: Locale
  now: Date
}

/**
 * Tells whom an urgent watch names what it found too much of, and what nobody looked at in time: each find once by each of the two,
 * and not after somebody looked. Whoever is in quiet hours is left alone, unless the watch says otherwise; where all are, it waits until
 * one is not, and looks again then. What is told and that it was told are written together. Clockwork calls it.
 * @returns how many steps were told
 * @throws AggregateError where some watches could not be looked at; the others are
 */
export async function escalateWatches(db: Db, { site, now }: { site: Site; now: Date }): Promise<number> {
  const watchIds = await listUrgent(db, now)
  if (watchIds.length === 0) return 0
  const { calendar } = await readWorkingCalendar(db)
  const organisation = await findOrganisation(db)
  const round: Round = {
    ...{ letterhead: await getLetterhead(db, site), wall: { calendar, timeZone: site.timeZone }, now },
    staff: await listStaff(db, dateIn(site.timeZone, now)),
    language: locales.find((locale) => locale === organisation?.languages[0]) ?? 'nl',
  }
  const failures: unknown[] = []
  let told = 0
  for (const watchId of watchIds)
    try {
      told += await db.transaction().execute((tx) => escalateOne(tx, watchId, round))
    } catch (error) {
      failures.push(error)
    }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} watches were not looked at.`)
  return told
}

/** Of `find` and `urgency` in a query: found since that was said, nobody looked at it, and a step can still tell it. */
const canBeTold = (now: Date) => sql<boolean>`(
  find.attended_at is null and find.found_at > urgency.set_at and (
    (urgency.idle_hours is not null and not find.told_as_idle)
    or (not find.told_as_many and find.found_at > ${now}::timestamptz - make_interval(hours => urgency.many_hours))
  )
)`

async function listUrgent(db: Db, now: Date): Promise<string[]> {
  return (await selectUrgent(now).execute(db)).rows.map(({ id }) => id)
}

/** Watches that are urgent and found something that nobody looked at. */
export function selectUrgent(now: Date) {
  return sql<{ id: string }>`
    select watch.id from watch_urgency urgency join watch on watch.id = urgency.watch_id
    where watch.ended_at is null and exists (
      select from watch_find find where find.watch_id = watch.id and ${canBeTold(now)}
    )
    order by watch.id`
}

async function escalateOne(tx: Tx, watchId: string, round: Round): Promise<number> {
  const row = await tx
    .selectFrom('watch_urgency')
    .innerJoin('watch', 'watch.id', 'watch_urgency.watch_id')
    .selectAll('watch_urgency')
    .select('watch.name')
    .where('watch_id', '=', watchId)
    .forUpdate('watch_urgency')
    .skipLocked()
    .executeTakeFirst()
  if (!row) return 0
  const urgency = urgencyOf(row)
  const finds = await listOpenFinds(tx, watchId, round.now)
  const reached = listReached(urgency, finds, { ...round.wall, now: round.now })
  if (reached.length === 0) return 0
  const told = await listWhoHearsNow(tx, urgency, round)
  if (told.length === 0) return 0
  for (const step of reached) await tellStep(tx, { id: watchId, name: row.name }, step, told, round)
  return reached.length
}

/** Still marked: an edit or a colleague can have taken that back. The rows are held: who looks meanwhile waits. */
async function listOpenFinds(tx: Tx, watchId: string, now: Date): Promise<OpenFind[]> {
  const { rows } = await sql<OpenFind>`
    select find.post_id as "postId", post.source_id as "sourceId", find.found_at as "foundAt",
      find.told_as_many as "toldAsMany", find.told_as_idle as "toldAsIdle"
    from watch_urgency urgency join watch_find find on find.watch_id = urgency.watch_id
    join post_match marked on marked.watch_id = find.watch_id and marked.post_id = find.post_id
    join post on post.id = find.post_id
    where urgency.watch_id = ${watchId}::uuid and ${canBeTold(now)}
      and marked.not_relevant_at is null and post.text_removed_at is null
    order by find.found_at, find.post_id limit ${MOST_FINDS} for no key update of find`.execute(tx)
  return rows
}

type Told = StaffMember & { language: Locale }

async function listWhoHearsNow(tx: Tx, { toldTo, atAnyHour }: Urgency, round: Round): Promise<Told[]> {
  const { staff, wall, now, language } = round
  const told: Told[] = []
  for (const member of listToldNow(toldTo, staff)) {
    const { quiet } = await findAlertTimes(tx, member.accountId)
    if (!atAnyHour && isQuiet(now, quiet, wall)) continue
    const follower = await tx
      .selectFrom('watch_follower')
      .select('language')
      .where('account_id', '=', member.accountId)
      .executeTakeFirst()
    told.push({ ...member, language: follower?.language ?? language })
  }
  return told
}

async function tellStep(
  tx: Tx,
  { id: watchId, name: watch }: { id: string; name: string },
  { step, finds, sources }: Reached,
  told: readonly Told[],
  { letterhead, now }: Round,
): Promise<void> {
  const escalation_id = newId()
  const n = finds.length
  await tx
    .insertInto('watch_escalation')
    .values({ id: escalation_id, watch_id: watchId, step, posts: n, sources, told_at: now })
    .execute()
  await tx
    .insertInto('watch_escalation_told')
    .values(told.map(({ accountId }) => ({ escalation_id, account_id: accountId })))
    .execute()
  const postIds = finds.map(({ postId }) => postId)
  await tx
    .updateTable('watch_find')
    .set(step === 'many' ? { told_as_many: true } : { told_as_idle: true })
    .where('watch_id', '=', watchId)
    .where(sql<boolean>`post_id = any(${postIds}::uuid[])`)
    .execute()
  const query = (await readQueriesOf(tx, [watchId])).get(watchId)
  const posts = await showPosts(tx, postIds.slice(0, MOST_SHOWN), query)
  for (const { email, language } of told) {
    const letter = writeUrgentMail(letterhead, { language, step, watchId, watch, n, sources, posts })
    await postLetter(tx, letter, { letterhead, to: email, now })
  }
}
