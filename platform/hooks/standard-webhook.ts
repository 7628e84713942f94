import { createHmac, timingSafeEqual } from 'node:crypto'

/** What is sent along, by the names of Standard Webhooks (https://www.standardwebhooks.com, 1.0.0). */
export type HookHeaders = {
  'webhook-id': string
  /** Seconds since 1970. */
  'webhook-timestamp': string
  /** One or more, with spaces between them. */
  'webhook-signature': string
}

/** How far the clock of whoever signed may be from ours, in seconds: what was overheard cannot be sent again later. */
export const TOLERANCE_SECONDS = 300

/** Longer than anybody's name of a message. */
const LONGEST_ID = 256

export type HookProblem =
  /** A header is missing, or not written as it should be. */
  | 'no-id'
  | 'no-timestamp'
  | 'no-signature'
  /** Signed too long ago, or in the future: sent again, or a clock is wrong. */
  | 'too-old'
  | 'too-new'
  /** Signed with another secret, or not what was signed. */
  | 'wrong-signature'

export type VerifiedHook = { kind: 'verified'; id: string } | { kind: 'refused'; problem: HookProblem }

/**
 * Whether a body was signed, just now, with one of the secrets that count.
 * @param body  the bytes as they came: parsed and written again they are others
 * @param secrets  several while a secret is changed; each as `readHookSecret` gives it
 */
export function verifyHook(
  { headers, body }: { headers: Partial<HookHeaders>; body: Uint8Array },
  secrets: readonly Uint8Array[],
  now: Date,
): VerifiedHook {
  const id = headers['webhook-id'] ?? ''
  const timestamp = headers['webhook-timestamp'] ?? ''
  const given = (headers['webhook-signature'] ?? '').split(' ').filter((one) => one.startsWith('v1,'))
  const refused = (problem: HookProblem): VerifiedHook => ({ kind: 'refused', problem })
  if (id === '' || id.length > LONGEST_ID || /[^\x21-\x7e]/.test(id)) return refused('no-id')
  if (!/^\d{1,12}$/.test(timestamp)) return refused('no-timestamp')
  if (given.length === 0) return refused('no-signature')
  const age = Math.floor(now.getTime() / 1000) - Number(timestamp)
  if (age > TOLERANCE_SECONDS) return refused('too-old')
  if (age < -TOLERANCE_SECONDS) return refused('too-new')
  const wanted = secrets.map((secret) => signatureOf({ id, timestamp, body }, secret))
  const isSigned = given.some((one) => wanted.some((signature) => isSame(one, signature)))
  return isSigned ? { kind: 'verified', id } : refused('wrong-signature')
}

/** The headers with which a body leaves, signed with every secret that still counts. */
export function signHook(
  { id, body }: { id: string; body: string },
  secrets: readonly Uint8Array[],
  now: Date,
): HookHeaders {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const signatures = secrets.map((secret) => signatureOf({ id, timestamp, body: Buffer.from(body) }, secret))
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}

function signatureOf(
  { id, timestamp, body }: { id: string; timestamp: string; body: Uint8Array },
  secret: Uint8Array,
): string {
  return `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
}

/** In a time that tells nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
