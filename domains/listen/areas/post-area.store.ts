import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#db'
import { findAreaNames } from '#domains/places'
import { type FindsOf, type PostKeyAt, watchesOf } from '../desk/waiting.queries.ts'
import type { AreaOfText } from './post-areas.ts'

/** Keeps the areas that a post is about, and nothing that it was about before. Expects the post to be locked. */
export async function keepAreas(
  tx: Tx,
  post: { id: string; published_at: Date },
  areas: readonly AreaOfText[],
): Promise<void> {
  await forgetAreas(tx, [post.id])
  const named = new Set(areas.map(({ areaCode }) => areaCode))
  const around = new Set(
    areas.flatMap(({ areaCode }) => (areaCode.startsWith('BU') ? `WK${areaCode.slice(2, 8)}` : [])),
  )
  const rows = [
    ...areas.map(({ areaCode, named }) => ({ area_code: areaCode, named: named as string | null })),
    ...[...around].filter((code) => !named.has(code)).map((area_code) => ({ area_code, named: null })),
  ]
  if (rows.length === 0) return
  await tx
    .insertInto('post_area')
    .values(rows.map((row) => ({ ...row, post_id: post.id, published_at: post.published_at })))
    .execute()
}

/** What posts are about is forgotten with what they say. */
export async function forgetAreas(tx: Tx, postIds: readonly string[]): Promise<void> {
  if (postIds.length > 0) await tx.deleteFrom('post_area').where('post_id', 'in', postIds).execute()
}

/** An area that a post is about: what the text names, and the area that this is in. */
export type PostArea = { code: string; area: string; named: string }

export async function listAreasOf(db: Db, postId: string): Promise<PostArea[]> {
  const rows = await db
    .selectFrom('post_area')
    .select(['area_code as code', 'named'])
    .where('post_id', '=', postId)
    .where('named', 'is not', null)
    .orderBy('area_code')
    .execute()
  const names = await findAreaNames(
    db,
    rows.map(({ code }) => code),
  )
  return rows.map(({ code, named }) => ({ code, named: named ?? '', area: names.get(code) ?? code }))
}

/** Posts about an area that these watches found and nobody said not to be relevant, the newest first. */
export function selectOfArea(
  { areaCode, ...of }: FindsOf & { areaCode: string },
  { after, size }: { after?: { at: Date; id: string } | undefined; size: number },
): RawBuilder<PostKeyAt> {
  const watches = watchesOf(of)
  const before = after
    ? sql`and (published_at, post_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : sql``
  return sql<PostKeyAt>`
    select published_at as at, post_id as id from post_area
    where area_code = ${areaCode} ${before} and exists (
      select from post_match hit where hit.post_id = post_area.post_id and hit.not_relevant_at is null
      ${watches ? sql`and hit.watch_id in (${watches})` : sql``}
    )
    order by published_at desc, post_id desc limit ${size + 1}`
}
