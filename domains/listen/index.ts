export { type AddSourceOutcome, addSource, type FeedWeb } from './add-source.ts'
export { type AddWatchOutcome, addWatch, applyWatch, type EndWatchOutcome, endWatch } from './add-watch.ts'
export { createFeedReader, type FeedReader } from './feed-reader.ts'
export { type FetchSourceOutcome, fetchDueSources, fetchSource } from './fetch-source.ts'
export {
  applyWatchJob,
  fetchDueSourcesJob,
  fetchSourceJob,
  understandRawJob,
} from './listen.jobs.ts'
export { type MakeInputOutcome, makePostAnInput } from './make-post-an-input.ts'
export {
  findPost,
  findPostsOf,
  listPosts,
  type PostDossier,
  type PostFilter,
  type PostLine,
  type PostMark,
  type PostPage,
} from './post.queries.ts'
export { listened, RETENTION_DAYS } from './remove-expired.ts'
export {
  countSources,
  listRegisteredSources,
  listSources,
  listWatches,
  type RegisteredSource,
  type SourceLine,
  type WatchLine,
} from './source.queries.ts'
export { type LegalBasis, legalBases, type NewSource, newSourceSchema, type Source } from './source.ts'
export { createSourceFetcher } from './source-fetcher.ts'
export type { SourceProblem } from './source-problem.ts'
export { type StopSourceOutcome, stopSource } from './stop-source.ts'
export { type UnderstandOutcome, understandRaw } from './understand-raw.ts'
export { type NewWatch, newWatchSchema, type Watch } from './watch.ts'
export type { WatchRefusal } from './watch-words.ts'
