import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'

/** Whose finds are meant; all, where nothing is said. */
export type FindsOf = {
  watchId?: string | undefined
  dossierId?: string | undefined
  /** About this area. */
  areaCode?: string | undefined
}

export type PostKeyAt = { id: string; at: Date }

/** A page of what waits: from the oldest on, or from the newest back to a moment. */
export type WaitingPage = {
  order: 'oldest' | 'newest'
  /** Found after this moment. */
  since?: Date | undefined
  after?: { at: Date; id: string } | undefined
  size: number
}

/**
 * Posts that a watch found and nobody judged or did anything with, by when they were found first. One more than asked, to know whether
 * it goes on.
 */
export function selectWaiting(of: FindsOf, page: WaitingPage): RawBuilder<PostKeyAt> {
  const isOldest = page.order === 'oldest'
  const direction = isOldest ? sql`asc` : sql`desc`
  const limits = [
    ...(page.since ? [sql`hit.matched_at > ${page.since}::timestamptz`] : []),
    ...(page.after
      ? [
          isOldest
            ? sql`(hit.matched_at, hit.post_id) > (${page.after.at}::timestamptz, ${page.after.id}::uuid)`
            : sql`(hit.matched_at, hit.post_id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`,
        ]
      : []),
    ...(of.areaCode === undefined
      ? []
      : [sql`exists (select from post_area where post_id = hit.post_id and area_code = ${of.areaCode})`]),
  ]
  const watches = watchesOf(of)
  const hits = sql`
    select hit.post_id as id, hit.matched_at as at from post_match hit
    where ${sql.join([sql`hit.waits`, ...(watches ? [sql`hit.watch_id = watch_id.id`] : []), ...limits], sql` and `)}
      and not exists (
        select from post_match earlier where earlier.post_id = hit.post_id and earlier.waits and earlier.matched_at < hit.matched_at
        ${watches ? sql`and earlier.watch_id in (${watches})` : sql``}
      )`
  const order = sql`order by at ${direction}, id ${direction} limit ${page.size + 1}`
  if (!watches) return sql<PostKeyAt>`select distinct at, id from (${hits}) found ${order}`
  return sql<PostKeyAt>`
    select distinct found.at, found.id from (${watches}) watch_id cross join lateral (${hits} ${order}) found ${order}`
}

/** The watches that are meant, by their ids; undefined for all. */
export function watchesOf({ watchId, dossierId }: FindsOf): RawBuilder<unknown> | undefined {
  if (watchId === undefined && dossierId === undefined) return undefined
  const limits = [
    ...(watchId === undefined ? [] : [sql`watch.id = ${watchId}::uuid`]),
    ...(dossierId === undefined
      ? []
      : [sql`watch.id in (select watch_id from watch_dossier where dossier_id = ${dossierId}::uuid)`]),
  ]
  return sql`select watch.id from watch where ${sql.join(limits, sql` and `)}`
}

/** Beyond this it is said that there are more. */
export const MOST_COUNTED = 99

/** How many posts wait; one more than `MOST_COUNTED` stands for more. */
export async function countWaiting(db: Db, of: FindsOf, since?: Date): Promise<number> {
  const { rows } = await selectWaiting(of, { order: 'newest', since, size: MOST_COUNTED }).execute(db)
  return rows.length
}

/** Since when the first of what waits was found; undefined where nothing waits. */
export async function findLongestWait(db: Db): Promise<Date | undefined> {
  const { rows } = await selectWaiting({}, { order: 'oldest', size: 0 }).execute(db)
  return rows[0]?.at
}

/** A dossier whose watches found what waits. */
export type WaitingDossier = { id: string; question: string; language: string; waitsSince: Date }

const MOST_DOSSIERS = 3

/** Dossiers for which something waits, that which waits longest first. */
export async function listWaitingDossiers(db: Db): Promise<WaitingDossier[]> {
  const { rows } = await sql<WaitingDossier>`
    select dossier.id, dossier.question, dossier.language, min(first.at) as "waitsSince"
    from watch_dossier served cross join lateral (
      select hit.matched_at as at from post_match hit where hit.watch_id = served.watch_id and hit.waits
      order by hit.matched_at, hit.post_id limit 1
    ) first join dossier on dossier.id = served.dossier_id
    group by dossier.id order by "waitsSince", dossier.id limit ${MOST_DOSSIERS}`.execute(db)
  return rows
}

/** Posts that watches found and that can still be read, the newest first; what was said to be not relevant is left out. */
export function selectFound(page: {
  after?: { at: Date; id: string } | undefined
  size: number
}): RawBuilder<PostKeyAt> {
  const before = page.after
    ? sql`and (published_at, post_id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`
    : sql``
  return sql<PostKeyAt>`
    select distinct published_at as at, post_id as id from post_match
    where not_relevant_at is null and is_readable ${before}
    order by published_at desc, post_id desc limit ${page.size + 1}`
}
