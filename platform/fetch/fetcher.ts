import type { LookupFunction } from 'node:net'
import { Agent, type Dispatcher, request } from 'undici'
import { checkUrl } from './check-url.ts'
import { AddressRefused, guardedConnector, machineLookup } from './connect-guarded.ts'
import { type FetchOutcome, failedError, failedStatus, type ResponseHeaders } from './fetch-outcome.ts'
import { isPublicAddress } from './public-address.ts'
import { ACCEPTED_ENCODINGS, readBody } from './read-body.ts'

export interface FetcherOptions {
  /** Who we are, with an address where a site owner can reach us. */
  readonly userAgent: string
  /** Addresses that are not public and yet allowed: all of them (development), or these (an intranet's own feeds). */
  readonly allowPrivate?: boolean | readonly string[]
  readonly deadlineMs?: number
  /** Bytes, after unpacking. */
  readonly maxBytes?: number
  readonly maxRedirects?: number
  readonly lookup?: LookupFunction
}

export interface FetchRequest {
  readonly url: string
  readonly accept?: string
  /** Both as the server gave them, never made up; a server that knows ETags goes by that one. */
  readonly etag?: string
  readonly lastModified?: string
}

/** Fetches one address from the public internet, safely; see `FetchOutcome`. */
export type Fetcher = (request: FetchRequest) => Promise<FetchOutcome>

interface Settings extends Required<Omit<FetcherOptions, 'allowPrivate'>> {
  readonly permits: (address: string) => boolean
}

interface Hop {
  readonly url: URL
  readonly redirects: number
  /** Every redirect so far was permanent. */
  readonly permanent: boolean
}

export const DEFAULTS = { deadlineMs: 20_000, maxBytes: 15 * 1024 * 1024, maxRedirects: 5 }
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const PERMANENT_REDIRECTS = new Set([301, 308])

/**
 * Makes a fetcher that cannot be turned against our own network: http and https only, public addresses only (checked
 * on the address that is connected, at every redirect), with a deadline for the whole and a limit on what is unpacked.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { allowPrivate = false, ...limits } = options
  const settings: Settings = {
    ...DEFAULTS,
    lookup: machineLookup,
    ...limits,
    permits: permitsFor(allowPrivate),
  }
  return async (asked) => {
    const checked = checkUrl(asked.url, undefined, settings.permits)
    if (checked.kind === 'refused') return { ...checked, url: asked.url }
    const agent = new Agent({ connect: guardedConnector(settings, settings.deadlineMs), pipelining: 0 })
    const signal = AbortSignal.timeout(settings.deadlineMs)
    try {
      return await follow(asked, { url: checked.url, redirects: 0, permanent: true }, settings, {
        agent,
        signal,
      })
    } finally {
      void agent.destroy()
    }
  }
}

export function permitsFor(allowPrivate: boolean | readonly string[]): (address: string) => boolean {
  if (typeof allowPrivate === 'boolean') return allowPrivate ? () => true : isPublicAddress
  return (address) => isPublicAddress(address) || allowPrivate.includes(address)
}

interface Wire {
  readonly agent: Agent
  readonly signal: AbortSignal
}

async function follow(asked: FetchRequest, hop: Hop, settings: Settings, wire: Wire): Promise<FetchOutcome> {
  const url = hop.url.href
  try {
    const response = await send(asked, hop.url, settings, wire)
    const headers = headersOf(response)
    const location = headers.location
    if (!REDIRECTS.has(response.statusCode) || location === undefined) {
      return await conclude(response, headers, hop, settings)
    }
    response.body.destroy()
    if (hop.redirects === settings.maxRedirects) return { kind: 'refused', url, reason: 'too-many-redirects' }
    const next = checkUrl(location, hop.url, settings.permits)
    if (next.kind === 'refused') return { ...next, url: location }
    const permanent = hop.permanent && PERMANENT_REDIRECTS.has(response.statusCode)
    return await follow(asked, { url: next.url, redirects: hop.redirects + 1, permanent }, settings, wire)
  } catch (error) {
    if (error instanceof AddressRefused) return { kind: 'refused', url, reason: 'private-address' }
    return failedError(url, wire.signal.aborted ? wire.signal.reason : error)
  }
}

async function send(
  asked: FetchRequest,
  url: URL,
  settings: Settings,
  wire: Wire,
): Promise<Dispatcher.ResponseData> {
  const response = await request(url, {
    dispatcher: wire.agent,
    signal: wire.signal,
    headersTimeout: settings.deadlineMs,
    bodyTimeout: settings.deadlineMs,
    headers: {
      'user-agent': settings.userAgent,
      accept: asked.accept ?? '*/*',
      'accept-encoding': ACCEPTED_ENCODINGS,
      ...(asked.etag === undefined ? {} : { 'if-none-match': asked.etag }),
      ...(asked.lastModified === undefined ? {} : { 'if-modified-since': asked.lastModified }),
    },
  })
  // A body that is thrown away unread reports that as an error, which nobody else would hear.
  response.body.on('error', () => {})
  return response
}

async function conclude(
  response: Dispatcher.ResponseData,
  headers: ResponseHeaders,
  hop: Hop,
  settings: Settings,
): Promise<FetchOutcome> {
  const url = hop.url.href
  if (response.statusCode < 200 || response.statusCode > 299) {
    response.body.destroy()
    if (response.statusCode === 304) return { kind: 'not-modified', url, headers }
    return failedStatus(url, response.statusCode, headers)
  }
  const read = await readBody(response.body, headers['content-encoding'] ?? '', settings.maxBytes)
  if (read.kind === 'too-large') return { kind: 'refused', url, reason: 'too-large' }
  if (read.kind === 'unknown-encoding') return { kind: 'failed', url, reason: 'encoding', transient: false }
  const moved = hop.permanent && hop.redirects > 0
  return { kind: 'fetched', url, headers, body: read.bytes, ...(moved ? { movedTo: url } : {}) }
}

export function headersOf(response: Dispatcher.ResponseData): ResponseHeaders {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return headers
}
