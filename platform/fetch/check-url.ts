import { isIP } from 'node:net'
import type { RefusalReason } from './fetch-outcome.ts'

/** Below this port sit the services of machines (mail, shells, files); only the two of the web are ours to call. */
const FIRST_FREE_PORT = 1024
const WEB_PORTS = new Set(['', '80', '443'])

export type UrlCheck = { kind: 'permitted'; url: URL } | { kind: 'refused'; reason: RefusalReason }

/** Judges an address by its text alone, before any name is looked up. */
export function checkUrl(
  text: string,
  base: URL | undefined,
  permits: (address: string) => boolean,
): UrlCheck {
  const url = URL.parse(text, base)
  const reason = url ? findRefusal(url, permits) : 'invalid-url'
  return url && !reason ? { kind: 'permitted', url } : { kind: 'refused', reason: reason ?? 'invalid-url' }
}

function findRefusal(url: URL, permits: (address: string) => boolean): RefusalReason | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme'
  if (url.username !== '' || url.password !== '') return 'credentials'
  if (!WEB_PORTS.has(url.port) && Number(url.port) < FIRST_FREE_PORT) return 'port'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) > 0 && !permits(host)) return 'private-address'
  return undefined
}
