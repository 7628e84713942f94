import type { FailureReason, FetchOutcome, RefusalReason } from '#platform/fetch'
import type { HeldReason } from '#platform/received-mail'
import type { NotAFeedReason } from '../feeds/parsed-feed.ts'

/** Why a source gives nothing, in one word that is stored and that pages have a sentence for. */
export type SourceProblem =
  | `refused-${RefusalReason}`
  | `failed-${Exclude<FailureReason, 'status'>}`
  | `status-${number}`
  | `not-a-feed-${NotAFeedReason}`
  | 'another-list'
  /** A platform that is not read, by its name. */
  | `closed-${string}`
  | 'behind-sign-in'
  /** A mail that could not be read. */
  | `mail-${HeldReason}`

/** The problem of a fetch that gave no file. */
export function problemOf(outcome: Extract<FetchOutcome, { kind: 'refused' | 'failed' }>): SourceProblem {
  if (outcome.kind === 'refused') return `refused-${outcome.reason}`
  if (outcome.status === 401) return 'behind-sign-in'
  return outcome.reason === 'status' ? `status-${outcome.status ?? 0}` : `failed-${outcome.reason}`
}
