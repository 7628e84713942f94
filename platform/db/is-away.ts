/** What the network says when nobody is there, and PostgreSQL while it starts, stops or is full. */
const CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'],
  ...['57P01', '57P02', '57P03', '53300'],
])

/** What the driver says in words alone. */
const WORDS = /^Connection terminated|^timeout e|^Query read timeout$|is not queryable$/

/**
 * Whether a fault means that the database is not to be reached now, and that trying again helps: not that it refuses a
 * password, or a query.
 */
export function isDatabaseAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (('code' in cause && CODES.has(String(cause.code))) || WORDS.test(cause.message)) return true
  return false
}
