import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { linkedPlaces } from './community-address.ts'

/** Posts of the last so many days are looked through. */
const DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000
const AT_ONCE = 500
/** Fewer posts that link there are no custom. */
const LEAST_POSTS = 3
/** As many as somebody looks through; what is set aside makes room for others the next night. */
const MOST_SUGGESTED = 50
/** Of each place so many pages are told apart, to name the one that is linked to most. */
const MOST_PAGES = 50

type Found = { posts: number; sources: Set<string>; newestAt: Date; pages: Map<string, number> }

/**
 * Counts anew to which places the posts of the last month link, and suggests those that no source and no community is of. Reads the
 * text of those posts, in parts, outside a transaction. What somebody set aside stays so.
 * @param signal  ends it between two parts; what was suggested before then stays
 */
export async function suggestCommunities(db: Db, now: Date, signal?: AbortSignal): Promise<void> {
  const found = new Map<string, Found>()
  for await (const posts of readPosts(db, now)) {
    signal?.throwIfAborted()
    for (const post of posts) count(found, post)
  }
  const often = [...found]
    .filter(([, { posts }]) => posts >= LEAST_POSTS)
    .map(([place, { posts, sources, newestAt, pages }]) => ({
      ...{ place, posts, sources: sources.size, newest_at: newestAt },
      address: mostLinked(pages),
    }))
  await db.transaction().execute((tx) => keepSuggestions(tx, often))
}

type LinkingPost = {
  id: string
  source_id: string
  published_at: Date
  html: string
  url: string | null
  home: string
}

async function* readPosts(db: Db, now: Date): AsyncGenerator<LinkingPost[]> {
  const from = new Date(now.getTime() - DAYS * DAY_MS)
  let before = { at: now, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  while (true) {
    const { rows } = await sql<LinkingPost>`
      select post.id, post.source_id, post.published_at, post.html, post.url, coalesce(source.home, source.address, '') as home
      from post join source on source.id = post.source_id
      where post.text_removed_at is null and post.published_at >= ${from}
        and (post.published_at, post.id) < (${before.at}::timestamptz, ${before.id}::uuid)
      order by post.published_at desc, post.id desc limit ${AT_ONCE}`.execute(db)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    before = { at: last.published_at, id: last.id }
  }
}

/** A site that links to itself tells nothing. */
function count(
  found: Map<string, Found>,
  { source_id: source, published_at: at, html, url, home }: LinkingPost,
): void {
  const own = [url ?? '', home].map((address) => URL.parse(address)?.host.replace(/^www\./, ''))
  for (const { place, address } of linkedPlaces(html)) {
    const [host = ''] = place.split('/')
    if (own.some((one) => one === host || one?.endsWith(`.${host}`) || host.endsWith(`.${one}`))) continue
    const known = found.get(place) ?? { posts: 0, sources: new Set(), newestAt: at, pages: new Map() }
    known.posts++
    known.sources.add(source)
    if (at > known.newestAt) known.newestAt = at
    if (known.pages.has(address) || known.pages.size < MOST_PAGES)
      known.pages.set(address, (known.pages.get(address) ?? 0) + 1)
    found.set(place, known)
  }
}

/** Of pages that are linked to as often, the shortest address. */
function mostLinked(pages: Map<string, number>): string {
  const [first] = [...pages].sort(([a, n], [b, m]) => m - n || a.length - b.length || (a < b ? -1 : 1))
  if (!first) throw new Error('a place is linked to by a page of it')
  return first[0]
}

type Suggested = { place: string; address: string; posts: number; sources: number; newest_at: Date }

async function keepSuggestions(tx: Tx, often: readonly Suggested[]): Promise<void> {
  await tx.deleteFrom('community_suggestion').where('set_aside_at', 'is', null).execute()
  if (often.length === 0) return
  await sql`
    with known as materialized (
      select unnest(places_above(place_of(home))) as place from source where stopped_at is null and home is not null
      union
      select unnest(places_above(place_of(address))) from source where stopped_at is null and address is not null
      union
      select place from community_suggestion
    )
    insert into community_suggestion (place, address, posts, sources, newest_at)
    select said.place, said.address, said.posts, said.sources, said.newest_at
    from json_to_recordset(${JSON.stringify(often)}::json)
      as said (place text, address text, posts int, sources int, newest_at timestamptz)
    where said.place not in (select place from known)
      and not exists (select from unnest(places_above(said.place)) as above join community on community.place = above)
    order by said.sources desc, said.posts desc, said.place limit ${MOST_SUGGESTED}`.execute(tx)
}

/** A place that posts link to, and that is not in the directory. */
export type CommunitySuggestion = Omit<Suggested, 'newest_at'> & { newestAt: Date }

/** What may be a community, that which most sources link to first; at most fifty. */
export async function listSuggestions(db: Db): Promise<CommunitySuggestion[]> {
  return db
    .selectFrom('community_suggestion')
    .select(['place', 'address', 'posts', 'sources', 'newest_at as newestAt'])
    .where('set_aside_at', 'is', null)
    .orderBy('sources', 'desc')
    .orderBy('posts', 'desc')
    .orderBy('place')
    .limit(MOST_SUGGESTED)
    .execute()
}

/** Says that a place is no community: it is not suggested again. Who said so is not kept. */
export async function setSuggestionAside(tx: Tx, place: string, now: Date): Promise<void> {
  await tx
    .updateTable('community_suggestion')
    .set({ set_aside_at: now })
    .where('place', '=', place)
    .where('set_aside_at', 'is', null)
    .execute()
}
