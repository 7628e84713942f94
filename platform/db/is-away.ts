/**
 * What the network says when nobody is there, classes of PostgreSQL's codes for connections that fail, and its own
 * for while it starts, stops, is full, or takes no changes, as a standby that has not taken over yet.
 */
const CODES =
  /^(E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND)|EAI_AGAIN|0800[0-7]|57P0[123]|53300|25006)$/

/** What the driver says in words alone. */
const WORDS =
  /^Connection terminated|^connection error|^connection timeout|^timeout e|^Query read timeout$|is not queryable/i

/**
 * Whether a fault means that the database is not to be reached now, or takes nothing, and that trying again helps: not that
 * it refuses a password, or a query.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    CODES.test(code) ||
    isSocketMissing(error, code) ||
    WORDS.test(error.message) ||
    isDatabaseAway(error.cause)
  )
}

/** The driver's own words where all connections of a pool stayed in use for as long as may be waited. */
const POOL_IS_FULL = 'timeout exceeded when trying to connect'

/** Whether a fault means that too many wanted a connection at once. */
export function isPoolFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.message === POOL_IS_FULL || isPoolFull(error.cause)
}

/** Of a server that listens on a file, the file is there only while it runs. */
function isSocketMissing(error: Error, code: string): boolean {
  return code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect'
}
