export { createFeedReader, type FeedReader } from './feeds/feed-reader.ts'
export type { FeedWarning, ParsedFeed } from './feeds/parsed-feed.ts'
export { readFeed } from './feeds/read-feed.ts'
export { readHost } from './hosts/read-host.ts'
export {
  addListedJob,
  applyWatchJob,
  fetchDueSourcesJob,
  fetchSourceJob,
  readHostJob,
  understandRawJob,
} from './listen.jobs.ts'
export { type AddListOutcome, addList, addListed } from './lists/add-list.ts'
export type { FeedList } from './lists/feed-list.ts'
export { findList, type ListLine, type ListProgress, listLines } from './lists/list.queries.ts'
export { readList } from './lists/read-list.ts'
export { writeOpml } from './lists/write-opml.ts'
export { type MakeInputOutcome, makePostAnInput } from './posts/make-post-an-input.ts'
export {
  findPost,
  findPostsOf,
  listPosts,
  type PostDossier,
  type PostFilter,
  type PostLine,
  type PostMark,
  type PostPage,
} from './posts/post.queries.ts'
export { type UnderstandOutcome, understandRaw } from './posts/understand-raw.ts'
export { listened, RETENTION_DAYS } from './remove-expired.ts'
export { type AddSourceOutcome, addSource } from './sources/add-source.ts'
export { fetchDueSources } from './sources/fetch-due-sources.ts'
export { type FetchSourceOutcome, fetchSource } from './sources/fetch-source.ts'
export type { FeedWeb } from './sources/find-feed.ts'
export {
  countSources,
  findSource,
  listRegisteredSources,
  listSources,
  listWatches,
  type RegisteredSource,
  type SourceBalance,
  type SourceLine,
  type WatchLine,
  weighSource,
} from './sources/source.queries.ts'
export {
  type LegalBasis,
  legalBases,
  type NewSource,
  newSourceSchema,
  type Source,
  sourceGroundsSchema,
} from './sources/source.ts'
export { createSourceFetcher } from './sources/source-fetcher.ts'
export type { SourceProblem } from './sources/source-problem.ts'
export { type StopSourceOutcome, stopSource } from './sources/stop-source.ts'
export {
  type AddWatchOutcome,
  addWatch,
  applyWatch,
  type EndWatchOutcome,
  endWatch,
} from './watches/add-watch.ts'
export { type NewWatch, newWatchSchema, type Watch } from './watches/watch.ts'
export type { WatchRefusal } from './watches/watch-words.ts'
