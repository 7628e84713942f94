/** No server silences us for longer than this. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000

/**
 * The moment until which a server asks to be left alone: seconds or a date, a day at most.
 * @returns undefined when the header says nothing that can be understood, or a moment that has passed
 */
export function parseRetryAfter(header: string, now: Date): Date | undefined {
  const text = header.trim()
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime()
  if (!(wait > 0)) return undefined
  return new Date(now.getTime() + Math.min(wait, LONGEST_WAIT_MS))
}
