import { Agent, request } from 'undici'
import { checkUrl } from './check-url.ts'
import { AddressRefused, guardedConnector, machineLookup } from './connect-guarded.ts'
import { type FetchOutcome, failedError, failedStatus } from './fetch-outcome.ts'
import { DEFAULTS, type FetcherOptions, headersOf, permitsFor } from './fetcher.ts'
import { readBody } from './read-body.ts'

export interface PostRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Breaks it off. */
  readonly signal?: AbortSignal | undefined
}

/** Sends a body to one address of the public internet, safely; see `FetchOutcome`. */
export type Poster = (request: PostRequest) => Promise<FetchOutcome>

/**
 * Makes what sends to addresses that others gave us, and cannot be turned against our own network: as `createFetcher`, but it follows no
 * redirect, since what is sent is meant for one address.
 */
export function createPoster({
  allowPrivate = false,
  ...limits
}: Omit<FetcherOptions, 'maxRedirects'>): Poster {
  const { deadlineMs, maxBytes, lookup, userAgent } = { ...DEFAULTS, lookup: machineLookup, ...limits }
  const permits = permitsFor(allowPrivate)
  return async ({ url, headers, body, signal }) => {
    const checked = checkUrl(url, undefined, permits)
    if (checked.kind === 'refused') return { ...checked, url }
    const agent = new Agent({ connect: guardedConnector({ permits, lookup }, deadlineMs), pipelining: 0 })
    const ends = AbortSignal.any([AbortSignal.timeout(deadlineMs), ...(signal ? [signal] : [])])
    try {
      const response = await request(checked.url, {
        ...{ method: 'POST', dispatcher: agent, signal: ends, body },
        ...{ headersTimeout: deadlineMs, bodyTimeout: deadlineMs },
        headers: { 'user-agent': userAgent, ...headers },
      })
      // A body that is thrown away unread reports that as an error, which nobody else would hear.
      response.body.on('error', () => {})
      const answered = headersOf(response)
      if (response.statusCode < 200 || response.statusCode > 299) {
        response.body.destroy()
        return failedStatus(url, response.statusCode, answered)
      }
      const read = await readBody(response.body, answered['content-encoding'] ?? '', maxBytes)
      if (read.kind === 'read') return { kind: 'fetched', url, headers: answered, body: read.bytes }
      // It was taken; what is said about that matters to nobody.
      return { kind: 'fetched', url, headers: answered, body: new Uint8Array() }
    } catch (error) {
      if (error instanceof AddressRefused) return { kind: 'refused', url, reason: 'private-address' }
      return failedError(url, ends.aborted ? ends.reason : error)
    } finally {
      void agent.destroy()
    }
  }
}
