/**
 * Whether a fault means that the database is not to be reached now, or takes nothing, and that trying again helps: not that
 * it refuses a password, or a query.
 */
export declare function isDatabaseAway(error: unknown): boolean
/** Whether a fault means that too many wanted a connection at once. */
export declare function isPoolFull(error: unknown): boolean
