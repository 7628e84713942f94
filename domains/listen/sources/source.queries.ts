import type { Db } from '#db'
import type { Source } from './source.ts'

/** A source in the list of staff. */
export type SourceLine = Omit<Source, 'etag' | 'last_modified' | 'body_hash' | 'address_key'> & {
  /** When its newest post was published. */
  readonly newestPostAt: Date | null
}

/** A municipality reads along in hundreds of places at most; the lists are whole. */
const MOST_SOURCES = 2000

/** All sources that are listened to, what needs attention first. */
export async function listSources(db: Db): Promise<SourceLine[]> {
  return db
    .selectFrom('source')
    .selectAll()
    .select(({ selectFrom }) =>
      selectFrom('post')
        .select('post.published_at')
        .whereRef('post.source_id', '=', 'source.id')
        .orderBy('post.published_at', 'desc')
        .limit(1)
        .as('newestPostAt'),
    )
    .where('stopped_at', 'is', null)
    .orderBy('failures', 'desc')
    .orderBy('title')
    .limit(MOST_SOURCES)
    .execute()
}

/** A source as the public register shows it. */
export type RegisteredSource = Pick<
  Source,
  'id' | 'title' | 'home' | 'address' | 'language' | 'purpose' | 'legal_basis' | 'added_at'
>

/** Where we read along, and why: for everybody. */
export async function listRegisteredSources(db: Db): Promise<RegisteredSource[]> {
  return db
    .selectFrom('source')
    .select(['id', 'title', 'home', 'address', 'language', 'purpose', 'legal_basis', 'added_at'])
    .where('stopped_at', 'is', null)
    .orderBy('title')
    .orderBy('id')
    .limit(MOST_SOURCES)
    .execute()
}

/** How many sources work, of how many; for the head of a page. */
export async function countSources(db: Db): Promise<{ all: number; working: number }> {
  return db
    .selectFrom('source')
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('health', 'in', ['ok', 'degraded']).as('working'),
    ])
    .where('stopped_at', 'is', null)
    .executeTakeFirstOrThrow()
}
