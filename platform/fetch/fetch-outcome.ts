/** What the server said of itself; names in lower case, repeated headers joined with a comma. */
export type ResponseHeaders = Readonly<Record<string, string>>

export type RefusalReason =
  | 'invalid-url'
  | 'scheme'
  | 'credentials'
  | 'port'
  | 'private-address'
  | 'too-many-redirects'
  | 'too-large'

export type FailureReason = 'status' | 'timeout' | 'unknown-host' | 'certificate' | 'connection' | 'encoding'

/**
 * How a fetch ended.
 * - `fetched`: the whole body, unpacked; `movedTo` when every redirect on the way was permanent.
 * - `not-modified`: what was given in `etag` or `lastModified` still holds.
 * - `refused`: we will not do this; trying again changes nothing until the address or the server does.
 * - `failed`: it went wrong; `transient` says whether trying again soon makes sense.
 */
export type FetchOutcome =
  | { kind: 'fetched'; url: string; movedTo?: string; headers: ResponseHeaders; body: Uint8Array }
  | { kind: 'not-modified'; url: string; headers: ResponseHeaders }
  | { kind: 'refused'; url: string; reason: RefusalReason }
  | {
      kind: 'failed'
      url: string
      reason: FailureReason
      transient: boolean
      status?: number
      /** The raw header; see `parseRetryAfter`. */
      retryAfter?: string
    }

/** Statuses of a server that may well answer later: timeout, too early, too many, and its own faults. */
const TRANSIENT_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504])

export function failedStatus(url: string, status: number, headers: ResponseHeaders): FetchOutcome {
  const retryAfter = headers['retry-after']
  return {
    kind: 'failed',
    url,
    reason: 'status',
    status,
    transient: TRANSIENT_STATUSES.has(status) || retryAfter !== undefined,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  }
}

/** Names the fault behind an error of the network, so that the reader of a page sees what is wrong. */
export function failedError(url: string, error: unknown): FetchOutcome {
  const reason = reasonOf(error)
  return { kind: 'failed', url, reason, transient: reason !== 'certificate' }
}

function reasonOf(error: unknown): FailureReason {
  const { name, code } = faultOf(error)
  if (name === 'TimeoutError' || code.endsWith('TIMEOUT') || code === 'ETIMEDOUT') return 'timeout'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') return 'unknown-host'
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|TLS|SSL/.test(code)) return 'certificate'
  if (/^(Z_|ERR_BROTLI|ERR__ERROR_FORMAT|ERR_PADDING|ZSTD_)/.test(code)) return 'encoding'
  return 'connection'
}

function faultOf(error: unknown): { name: string; code: string } {
  if (!(error instanceof Error)) return { name: '', code: '' }
  const first = error instanceof AggregateError ? error.errors[0] : error
  const code = first instanceof Error && 'code' in first ? String(first.code) : ''
  return { name: error.name, code }
}
