import { type Selectable, sql } from 'kysely'
import type { DB, Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { listAreasOf, type PostArea, selectOfArea } from '../areas/post-area.store.ts'
import { findWordsOf, selectAskedPosts } from '../asked/asked.queries.ts'
import { type PostKeyAt, selectFound, selectWaiting } from '../desk/waiting.queries.ts'
import type { FeedAttachment } from '../feeds/parsed-feed.ts'
import { type MarkedPost, marksOf, type PostMark } from '../watches/marks-of.ts'

type Post = Selectable<DB['post']>

/** A dossier in which a post counts. */
export interface PostDossier {
  readonly slug: string
  readonly question: string
  readonly language: string
}

/** A post in a list. */
export type PostLine = Pick<
  Post,
  'id' | 'url' | 'title' | 'body' | 'language' | 'published_at' | 'is_dated'
> & {
  readonly source: string
  /** A watch found it, and nobody judged it or made something of it. */
  readonly waits: boolean
  /** An input or a conversation was made of it. */
  readonly isTaken: boolean
  /** What it asks, in a list of posts that ask the same. */
  readonly question?: string | undefined
  readonly marks: readonly PostMark[]
  readonly dossiers: readonly PostDossier[]
}

/** What waits for somebody, the oldest first; of that what was found lately, the newest first; all that was found; all. */
export type PostList = 'waiting' | 'new' | 'found' | 'all'

export type PostFilter = {
  /** Where nothing is said: what was found by the watch or for the dossier, else all. */
  show?: PostList | undefined
  /** Of what is new: found after this moment. */
  since?: Date | undefined
  watchId?: string | undefined
  sourceId?: string | undefined
  /** What the watches that serve it found. */
  dossierId?: string | undefined
  /** About this area, of what watches found. */
  areaCode?: string | undefined
  /** What asks this question. */
  askedId?: string | undefined
  /** What the watches found that this member of staff follows. */
  followedBy?: string | undefined
  /** Of a watch, what was said to be not relevant to it. */
  isNotRelevant?: boolean | undefined
}

/** Characters of a post that a list needs, to show a passage of it around what matched. */
const LISTED_TEXT = 4000

/** Posts of a list in its order, with what marked them and where they count. */
export async function listPosts(db: Db, filter: PostFilter, page: PageRequest): Promise<Page<PostLine>> {
  const keys = pageOf(await listKeys(db, filter, page), page.size, (post) => [post.at.toISOString(), post.id])
  const ids = keys.rows.map((key) => key.id)
  if (ids.length === 0) return { rows: [], next: undefined }
  const [posts, dossiers, words] = await Promise.all([
    listByIds(db, ids),
    listDossiersOf(db, ids),
    filter.askedId === undefined ? undefined : findWordsOf(db, filter.askedId, ids),
  ])
  const marks = await marksOf(db, posts)
  const byId = new Map(posts.map((post) => [post.id, post]))
  const rows = ids
    .map((id) => byId.get(id))
    .filter((post) => post !== undefined)
    .map((post) => ({
      ...post,
      question: words?.get(post.id),
      marks: marks.get(post.id) ?? [],
      dossiers: dossiers.get(post.id) ?? [],
    }))
  return { rows, next: keys.next }
}

/** Which posts stand on a page, each by the moment that their order goes by: walks the index of that order. */
async function listKeys(db: Db, filter: PostFilter, page: PageRequest): Promise<PostKeyAt[]> {
  const cursor = readCursor(page.after, ['instant', 'uuid'])
  const at = new Date(cursor?.[0] ?? 0)
  const id = cursor?.[1] ?? ''
  const { size } = page
  const { watchId, sourceId, dossierId, followedBy, askedId, areaCode, show } = filter
  const after = cursor && { at, id }
  if (askedId !== undefined)
    return (await selectAskedPosts({ askedId, watchId, dossierId }, { after, size }).execute(db)).rows
  if (show === 'waiting' || show === 'new') {
    const order = show === 'new' ? ('newest' as const) : ('oldest' as const)
    const { rows } = await selectWaiting(filter, { order, since: filter.since, after, size }).execute(db)
    return rows
  }
  if (areaCode !== undefined)
    return (await selectOfArea({ areaCode, watchId, dossierId }, { after, size }).execute(db)).rows
  if ((watchId ?? dossierId ?? followedBy) !== undefined)
    return (await selectMarked(filter, { before: after, size }).execute(db)).rows
  if (show === 'found') return (await selectFound({ after, size }).execute(db)).rows
  return db
    .selectFrom('post')
    .select(['id', 'published_at as at'])
    .where('text_removed_at', 'is', null)
    .$if(sourceId !== undefined, (query) => query.where('source_id', '=', sourceId ?? ''))
    .$if(cursor !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) => eb(refTuple('published_at', 'id'), '<', tuple(at, id))),
    )
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.size + 1)
    .execute()
}

type MarkedPage = { before: { at: Date; id: string } | undefined; size: number }

/** The first page of each watch holds the first page of all of them together. */
export function selectMarked(
  { watchId, sourceId, dossierId, followedBy, isNotRelevant }: PostFilter,
  { before, size }: MarkedPage,
) {
  const watches = [
    sql`watch.ended_at is null`,
    ...(watchId === undefined ? [] : [sql`watch.id = ${watchId}::uuid`]),
    ...(dossierId === undefined
      ? []
      : [sql`watch.id in (select watch_id from watch_dossier where dossier_id = ${dossierId}::uuid)`]),
    ...(followedBy === undefined
      ? []
      : [sql`watch.id in (select watch_id from watch_follow where account_id = ${followedBy}::uuid)`]),
  ]
  const marked = [
    sql`hit.watch_id = watch.id and post.text_removed_at is null`,
    isNotRelevant ? sql`hit.not_relevant_at is not null` : sql`hit.not_relevant_at is null`,
    ...(before
      ? [sql`(hit.published_at, hit.post_id) < (${before.at}::timestamptz, ${before.id}::uuid)`]
      : []),
    ...(sourceId === undefined ? [] : [sql`post.source_id = ${sourceId}::uuid`]),
  ]
  return sql<PostKeyAt>`
    select distinct found.published_at as at, found.id from watch cross join lateral (
      select hit.post_id as id, hit.published_at from post_match hit join post on post.id = hit.post_id
      where ${sql.join(marked, sql` and `)}
      order by hit.published_at desc, hit.post_id desc limit ${size + 1}
    ) found where ${sql.join(watches, sql` and `)}
    order by at desc, found.id desc limit ${size + 1}`
}

async function listByIds(
  db: Db,
  ids: readonly string[],
): Promise<(MarkedPost & Omit<PostLine, 'marks' | 'dossiers' | 'question'>)[]> {
  return db
    .selectFrom('post')
    .innerJoin('source', 'source.id', 'post.source_id')
    .select(({ fn, val }) => [
      'post.id',
      'post.url',
      'post.title',
      fn<string>('left', ['post.body', val(LISTED_TEXT)]).as('body'),
      'post.language',
      'post.published_at',
      'post.is_dated',
      'source.title as source',
    ])
    .select(({ eb, exists, selectFrom }) => [
      eb('post.taken_at', 'is not', null).$castTo<boolean>().as('isTaken'),
      exists(
        selectFrom('post_match')
          .select('post_match.post_id')
          .whereRef('post_match.post_id', '=', 'post.id')
          .where('post_match.waits', '=', true),
      )
        .$castTo<boolean>()
        .as('waits'),
    ])
    .where('post.id', 'in', ids)
    .execute()
}

async function listDossiersOf(db: Db, postIds: readonly string[]): Promise<Map<string, PostDossier[]>> {
  const rows = await db
    .selectFrom('post_input')
    .innerJoin('dossier', 'dossier.id', 'post_input.dossier_id')
    .select(['post_input.post_id', 'dossier.slug', 'dossier.question', 'dossier.language'])
    .where('post_input.post_id', 'in', postIds)
    .orderBy('post_input.made_at')
    .execute()
  return Map.groupBy(rows, (row) => row.post_id)
}

/** A post with all that its page shows. */
export type PostPage = Omit<Post, 'attachments'> & {
  readonly attachments: readonly FeedAttachment[]
  readonly source: string
  readonly marks: readonly PostMark[]
  readonly dossiers: readonly PostDossier[]
  /** The areas that it is about, by the names in it. */
  readonly areas: readonly PostArea[]
  /** What it said before, the newest first. */
  readonly versions: ReadonlyArray<{ version: number; title: string; body: string; replaced_at: Date }>
}

export async function findPost(db: Db, id: string): Promise<PostPage | undefined> {
  const post = await db
    .selectFrom('post')
    .innerJoin('source', 'source.id', 'post.source_id')
    .selectAll('post')
    .select('source.title as source')
    .$narrowType<{ attachments: FeedAttachment[] }>()
    .where('post.id', '=', id)
    .where('post.text_removed_at', 'is', null)
    .executeTakeFirst()
  if (!post) return undefined
  const [marks, dossiers, areas, versions] = await Promise.all([
    marksOf(db, [post], { withNotRelevant: true }),
    listDossiersOf(db, [id]),
    listAreasOf(db, id),
    db
      .selectFrom('post_version')
      .select(['version', 'title', 'body', 'replaced_at'])
      .where('post_id', '=', id)
      .orderBy('version', 'desc')
      .limit(20)
      .execute(),
  ])
  return { ...post, marks: marks.get(id) ?? [], dossiers: dossiers.get(id) ?? [], areas, versions }
}

/** Which post each of these inputs was made of: of those that were made of one. */
export async function findPostsOf(
  db: Db,
  inputIds: readonly string[],
): Promise<{ inputId: string; id: string }[]> {
  if (inputIds.length === 0) return []
  return db
    .selectFrom('post_input')
    .select(['input_id as inputId', 'post_id as id'])
    .where('input_id', 'in', inputIds)
    .execute()
}
