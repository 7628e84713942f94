import type { Selectable } from 'kysely'
import type { DB, Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'

type Post = Selectable<DB['post']>

/** A watch that marked a post, and where: pairs of start and end, in UTF-16 units. */
export interface PostMark {
  readonly watchId: string
  readonly watch: string
  readonly titleSpans: readonly number[]
  readonly bodySpans: readonly number[]
}

/** A dossier in which a post counts. */
export interface PostDossier {
  readonly slug: string
  readonly question: string
  readonly language: string
}

/** A post in a list. */
export type PostLine = Pick<Post, 'id' | 'url' | 'title' | 'body' | 'language' | 'published_at'> & {
  readonly source: string
  readonly marks: readonly PostMark[]
  readonly dossiers: readonly PostDossier[]
}

export type PostFilter = { watchId?: string | undefined; sourceId?: string | undefined }

/** Characters of a post that a list needs, to show a passage of it around what matched. */
const LISTED_TEXT = 4000

/** Posts, the newest first, with what marked them and where they count. */
export async function listPosts(db: Db, filter: PostFilter, page: PageRequest): Promise<Page<PostLine>> {
  const cursor = readCursor(page.after, ['instant', 'uuid'])
  const posts = await selectPosts(db, filter)
    .$if(cursor !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('post.published_at', 'post.id'),
          '<',
          tuple(new Date(cursor?.[0] ?? 0), cursor?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('post.published_at', 'desc')
    .orderBy('post.id', 'desc')
    .limit(page.size + 1)
    .execute()
  const { rows, next } = pageOf(posts, page.size, (post) => [post.published_at.toISOString(), post.id])
  const ids = rows.map((post) => post.id)
  const [marks, dossiers] = await Promise.all([listMarks(db, ids), listDossiersOf(db, ids)])
  return {
    rows: rows.map((post) => ({
      ...post,
      marks: marks.get(post.id) ?? [],
      dossiers: dossiers.get(post.id) ?? [],
    })),
    next,
  }
}

function selectPosts(db: Db, { watchId, sourceId }: PostFilter) {
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
      'source.title as source',
    ])
    .where('post.text_removed_at', 'is', null)
    .$if(sourceId !== undefined, (query) => query.where('post.source_id', '=', sourceId ?? ''))
    .$if(watchId !== undefined, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('post_match')
            .select('post_match.post_id')
            .whereRef('post_match.post_id', '=', 'post.id')
            .where('post_match.watch_id', '=', watchId ?? ''),
        ),
      ),
    )
}

async function listMarks(db: Db, postIds: readonly string[]): Promise<Map<string, PostMark[]>> {
  if (postIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('post_match')
    .innerJoin('watch', 'watch.id', 'post_match.watch_id')
    .select([
      'post_match.post_id',
      'watch.id as watchId',
      'watch.name as watch',
      'post_match.title_spans as titleSpans',
      'post_match.body_spans as bodySpans',
    ])
    .where('post_match.post_id', 'in', postIds)
    .orderBy('watch.name')
    .execute()
  return Map.groupBy(rows, (row) => row.post_id)
}

async function listDossiersOf(db: Db, postIds: readonly string[]): Promise<Map<string, PostDossier[]>> {
  if (postIds.length === 0) return new Map()
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
export type PostPage = Post & {
  readonly source: string
  readonly marks: readonly PostMark[]
  readonly dossiers: readonly PostDossier[]
  /** What it said before, the newest first. */
  readonly versions: ReadonlyArray<{ version: number; title: string; body: string; replaced_at: Date }>
}

export async function findPost(db: Db, id: string): Promise<PostPage | undefined> {
  const post = await db
    .selectFrom('post')
    .innerJoin('source', 'source.id', 'post.source_id')
    .selectAll('post')
    .select('source.title as source')
    .where('post.id', '=', id)
    .where('post.text_removed_at', 'is', null)
    .executeTakeFirst()
  if (!post) return undefined
  const [marks, dossiers, versions] = await Promise.all([
    listMarks(db, [id]),
    listDossiersOf(db, [id]),
    db
      .selectFrom('post_version')
      .select(['version', 'title', 'body', 'replaced_at'])
      .where('post_id', '=', id)
      .orderBy('version', 'desc')
      .limit(20)
      .execute(),
  ])
  return { ...post, marks: marks.get(id) ?? [], dossiers: dossiers.get(id) ?? [], versions }
}
