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

/** Redirects that ask to send the same again elsewhere; hubs and services use the first two for that as well. */
const SENT_AGAIN = new Set([301, 302, 307, 308])

/**
 * Makes what sends to addresses that others gave us, and cannot be turned against our own network: as `createFetcher`, but it follows no
 * redirect unless it is told to, since what is sent is meant for one address.
 */
export function createPoster({ allowPrivate = false, maxRedirects = 0, ...limits }: FetcherOptions): Poster {
  const { deadlineMs, maxBytes, lookup, userAgent } = { ...DEFAULTS, lookup: machineLookup, ...limits }
  const permits = permitsFor(allowPrivate)
  const send = async (asked: PostRequest, url: URL, wire: Wire, redirects: number): Promise<FetchOutcome> => {
    const { headers, body } = asked
    const response = await request(url, {
      ...{ method: 'POST', dispatcher: wire.agent, signal: wire.signal, body },
      ...{ headersTimeout: deadlineMs, bodyTimeout: deadlineMs },
      headers: { 'user-agent': userAgent, ...headers },
    })
    // A body that is thrown away unread reports that as an error, which nobody else would hear.
    response.body.on('error', () => {})
    const answered = headersOf(response)
    if (response.statusCode < 200 || response.statusCode > 299) {
      response.body.destroy()
      const { location } = answered
      if (location === undefined || redirects === 0 || !SENT_AGAIN.has(response.statusCode))
        return failedStatus(url.href, response.statusCode, answered)
      const next = checkUrl(location, url, permits)
      if (next.kind === 'refused') return { ...next, url: location }
      return send(asked, next.url, wire, redirects - 1)
    }
    const read = await readBody(response.body, answered['content-encoding'] ?? '', maxBytes)
    // What is too large was taken all the same; what is said about that matters to nobody.
    const bytes = read.kind === 'read' ? read.bytes : new Uint8Array()
    return { kind: 'fetched', url: url.href, headers: answered, body: bytes }
  }
  return async (asked) => {
    const { url, signal } = asked
    const checked = checkUrl(url, undefined, permits)
    if (checked.kind === 'refused') return { ...checked, url }
    const agent = new Agent({ connect: guardedConnector({ permits, lookup }, deadlineMs), pipelining: 0 })
    const ends = AbortSignal.any([AbortSignal.timeout(deadlineMs), ...(signal ? [signal] : [])])
    try {
      return await send(asked, checked.url, { agent, signal: ends }, maxRedirects)
    } catch (error) {
      if (error instanceof AddressRefused) return { kind: 'refused', url, reason: 'private-address' }
      return failedError(url, ends.aborted ? ends.reason : error)
    } finally {
      void agent.destroy()
    }
  }
}

interface Wire {
  readonly agent: Agent
  readonly signal: AbortSignal
}
