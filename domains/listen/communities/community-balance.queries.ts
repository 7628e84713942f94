import { sql } from 'kysely'
import type { Db } from '#db'

/** A source that brings what is said in a community. */
export type CommunitySource = { id: string; title: string; isStopped: boolean }

/** What came from a community in the last year, by its sources. */
export type CommunityBalance = {
  /** From when it is counted. */
  from: Date
  /** Those that are read first, then by title. */
  sources: CommunitySource[]
  posts: number
  /** Of these, entered in a dossier. */
  inputs: number
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1000
/** One place has a feed or a few. */
const MOST_SOURCES = 50

/**
 * Which sources lie in a community, and what they brought in a year. A source lies in the nearest community: what is read of a group on a
 * forum does not count for the forum.
 */
export async function weighCommunity(db: Db, id: string, now: Date): Promise<CommunityBalance> {
  const { rows: sources } = await sql<CommunitySource>`
    select source.id, source.title, source.stopped_at is not null as "isStopped"
    from community
    join source on (public.place_of(coalesce(source.home, source.address)) collate "C" = community.place
      or (public.place_of(coalesce(source.home, source.address)) collate "C" >= community.place || '/'
        and public.place_of(coalesce(source.home, source.address)) collate "C" < community.place || '0'))
    where community.id = ${id}::uuid and community.id = (
      select nearest.id from community nearest
      where nearest.place = any (places_above(place_of(coalesce(source.home, source.address))))
      order by length(nearest.place) desc limit 1)
    order by 3, source.title, source.id limit ${MOST_SOURCES}`.execute(db)
  const from = new Date(now.getTime() - YEAR_MS)
  const ids = sources.map((source) => source.id)
  const { rows } = await sql<{ posts: number; inputs: number }>`
    select count(*)::int as posts, (count(*) filter (where exists (select from post_input where post_id = post.id)))::int as inputs
    from post where source_id = any (${ids}::uuid[]) and published_at >= ${from}`.execute(db)
  return { from, sources, ...(rows[0] ?? { posts: 0, inputs: 0 }) }
}
