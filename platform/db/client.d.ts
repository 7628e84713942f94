import pg from 'pg'
/**
 * A connection that is given up once a query on it gets no answer in time: what waits behind that query fails at once, and
 * the pool makes another. The driver itself would keep it, and have each query after it wait as long again. So is one to a
 * server that takes no changes: by then another may be the one that does, at the same address.
 */
export declare class MortalClient extends pg.Client {
  #private
  constructor(config?: pg.ClientConfig)
}
/** Ends a connection without a word to the other side, which may not listen any more. What waits on it fails. */
export declare function cutOff(client: pg.ClientBase): void
