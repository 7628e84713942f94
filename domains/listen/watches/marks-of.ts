import { sql } from 'kysely'
import { findPlaces, type Zone } from '#cores/watch'
import type { Db } from '#db'
import type { WrittenPost } from '../posts/written-post.ts'
import { readQueriesOf } from './named-watches.ts'
import { asMatched, stemLanguageOf, stemmers } from './watch-query.ts'

/** A watch that marked a post, and where what it asks for stands: pairs of start and end, in UTF-16 units. */
export type PostMark = {
  readonly watchId: string
  readonly watch: string
  readonly titleSpans: readonly number[]
  readonly bodySpans: readonly number[]
  /** Somebody said so. */
  readonly isNotRelevant: boolean
}

export type MarkedPost = Pick<WrittenPost, 'id' | 'title' | 'body' | 'url' | 'language' | 'source'>

/** More watches than a page names beside one post. */
const MOST_MARKS = 20
/** More places in one text say nothing more. */
const MOST_PLACES = 50
/** As far as places are looked for: in a longer text the first are shown, and the rest is read without them. */
const LOOKED_AT = 50_000

/** The watches that marked each of these posts, by name, and where. */
export async function marksOf(
  db: Db,
  posts: readonly MarkedPost[],
  { withNotRelevant = false } = {},
): Promise<Map<string, PostMark[]>> {
  const { rows } = await sql<{ postId: string; watchId: string; watch: string; isNotRelevant: boolean }>`
    select post_id as "postId", marked.* from unnest(${posts.map(({ id }) => id)}::uuid[]) post_id cross join lateral (
      select watch.id as "watchId", watch.name as watch, hit.not_relevant_at is not null as "isNotRelevant"
      from post_match hit join watch on watch.id = hit.watch_id
      where hit.post_id = post_id.post_id and (${withNotRelevant} or hit.not_relevant_at is null)
      order by watch.name, watch.id limit ${MOST_MARKS}
    ) marked`.execute(db)
  const queries = await readQueriesOf(db, [...new Set(rows.map(({ watchId }) => watchId))])
  const byId = new Map(posts.map((post) => [post.id, post]))
  const marks = rows.map(({ postId, ...mark }) => {
    const [query, post] = [queries.get(mark.watchId), byId.get(postId)]
    const places = query && post ? placesIn(query, post) : { titleSpans: [], bodySpans: [] }
    return { postId, mark: { ...mark, ...places } }
  })
  const grouped = Map.groupBy(marks, ({ postId }) => postId)
  return new Map([...grouped].map(([postId, ofPost]) => [postId, ofPost.map(({ mark }) => mark)]))
}

/** Where what a query asks for stands in a post. */
export function placesIn(
  query: Parameters<typeof findPlaces>[0],
  post: MarkedPost,
): Pick<PostMark, 'titleSpans' | 'bodySpans'> {
  const seen = asMatched({ ...post, body: post.body.slice(0, LOOKED_AT) })
  const places = findPlaces(query, seen, stemmers[stemLanguageOf(post.language)])
  const spansIn = (zone: Zone) =>
    places
      .filter(({ field }) => field === zone)
      .slice(0, MOST_PLACES)
      .flatMap(({ start, end }) => [start, end])
  return { titleSpans: spansIn('title'), bodySpans: spansIn('text') }
}
