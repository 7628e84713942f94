/**
 * Fetching from the internet without being turned against our own network.
 * Every address that a person or a feed gives us goes through here.
 */
export type { FailureReason, FetchOutcome, RefusalReason, ResponseHeaders } from './fetch-outcome.ts'
export { createFetcher, type Fetcher, type FetcherOptions, type FetchRequest } from './fetcher.ts'
export { createPoster, type Poster, type PostRequest } from './poster.ts'
export { parseRetryAfter } from './retry-after.ts'
