import { sql } from 'kysely'
import type { Db } from '#db'
import type { Watch } from './watch.ts'

/** A watch in force, with what it marked in the last thirty days, and how much of that was said to be not relevant. */
export type WatchLine = Pick<
  Watch,
  'id' | 'name' | 'handle' | 'query' | 'purpose' | 'added_at' | 'subject_id' | 'change_number' | 'held'
> & {
  readonly recent: number
  readonly notRelevant: number
}

const DAY_MS = 24 * 60 * 60 * 1000
const RECENT_DAYS = 30

/** A municipality has some hundreds at most; the list is whole. */
const MOST_WATCHES = 1000

/** The watches in force, by name. */
export async function listWatches(db: Db, now: Date): Promise<WatchLine[]> {
  return selectWatches(db, now).orderBy('watch.name').limit(MOST_WATCHES).execute()
}

/** What the watches in force are called, by name: for a choice among them, which counts nothing. */
export async function listWatchNames(
  db: Db,
  dossierId?: string | undefined,
): Promise<Pick<Watch, 'id' | 'name'>[]> {
  return db
    .selectFrom('watch')
    .select(['id', 'name'])
    .where('ended_at', 'is', null)
    .$if(dossierId !== undefined, (query) =>
      query.where('id', 'in', (eb) =>
        eb
          .selectFrom('watch_dossier')
          .select('watch_id')
          .where('dossier_id', '=', dossierId ?? ''),
      ),
    )
    .orderBy('name')
    .limit(MOST_WATCHES)
    .execute()
}

export async function findWatch(db: Db, id: string, now: Date): Promise<WatchLine | undefined> {
  return selectWatches(db, now).where('watch.id', '=', id).executeTakeFirst()
}

/** Those that serve a dossier, by name. */
export async function listWatchesOfDossier(db: Db, dossierId: string, now: Date): Promise<WatchLine[]> {
  return selectWatches(db, now)
    .innerJoin('watch_dossier', 'watch_dossier.watch_id', 'watch.id')
    .where('watch_dossier.dossier_id', '=', dossierId)
    .orderBy('watch.name')
    .limit(MOST_WATCHES)
    .execute()
}

function selectWatches(db: Db, now: Date) {
  return db
    .selectFrom('watch')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('post_match')
          .select(({ fn }) => [
            fn.countAll<number>().as('all'),
            fn.count<number>('not_relevant_at').as('notRelevant'),
          ])
          .whereRef('post_match.watch_id', '=', 'watch.id')
          .where('post_match.published_at', '>=', new Date(now.getTime() - RECENT_DAYS * DAY_MS))
          .as('counted'),
      (join) => join.onTrue(),
    )
    .select(['watch.id', 'watch.name', 'watch.handle', 'watch.query', 'watch.purpose', 'watch.added_at'])
    .select(['watch.subject_id', 'watch.change_number', 'watch.held', 'counted.notRelevant'])
    .select(sql<number>`counted."all" - counted."notRelevant"`.as('recent'))
    .where('watch.ended_at', 'is', null)
}

/** A dossier that a watch serves. */
export type ServedDossier = { id: string; slug: string; question: string; language: string; isDraft: boolean }

export async function findServedDossier(db: Db, id: string): Promise<ServedDossier | undefined> {
  return db
    .selectFrom('dossier')
    .select(['id', 'slug', 'question', 'language'])
    .select(({ eb }) => eb('state', '=', 'draft').$castTo<boolean>().as('isDraft'))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The dossiers that each of these watches serves. */
export async function listServedDossiers(
  db: Db,
  watchIds: readonly string[],
): Promise<Map<string, ServedDossier[]>> {
  if (watchIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('watch_dossier')
    .innerJoin('dossier', 'dossier.id', 'watch_dossier.dossier_id')
    .select(['watch_dossier.watch_id', 'dossier.id', 'dossier.slug', 'dossier.question', 'dossier.language'])
    .select(({ eb }) => eb('dossier.state', '=', 'draft').$castTo<boolean>().as('isDraft'))
    .where('watch_dossier.watch_id', 'in', watchIds)
    .orderBy('watch_dossier.since')
    .orderBy('dossier.id')
    .execute()
  return Map.groupBy(rows, (row) => row.watch_id)
}
