/**
 * What the network says when nobody is there or a connection was given up, classes of PostgreSQL's codes for connections
 * that fail, and its own for while it starts, stops, is full, ended a session that stood still, or takes no changes, as a
 * standby that has not taken over yet.
 */
const CODES =
  /^(E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|(HOST|NET)(UNREACH|DOWN)|NETRESET|NOTFOUND)|EAI_AGAIN|ERR_STREAM_(DESTROYED|WRITE_AFTER_END)|0800[0-7]|57P0[1235]|25P03|53300|25006)$/

/**
 * What a standby says of what it cannot do before it has taken over, where the code alone would say too little: an unlogged
 * table is not there (0A000), and a query was in the way of what came from the other server (40001). By the place in
 * PostgreSQL, which is the same in every language.
 */
const STANDBY = /^(0A000 get_relation_info|40001 Process\w+)$/

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
    ('routine' in error && STANDBY.test(`${code} ${error.routine}`)) ||
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
