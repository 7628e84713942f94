import type { Db } from '#db'

/** A post as it was just written, for the watches to look at. */
export type WrittenPost = {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly publishedAt: Date
  readonly url: string | null
  readonly language: string | null
  /** What its source is called. */
  readonly source: string
}

/** Posts whose text is there, with all that watches look at. */
export function selectWritten(db: Db) {
  return db
    .selectFrom('post')
    .innerJoin('source', 'source.id', 'post.source_id')
    .select(['post.id', 'post.title', 'post.body', 'post.published_at as publishedAt'])
    .select(['post.url', 'post.language', 'source.title as source'])
    .where('post.text_removed_at', 'is', null)
}
