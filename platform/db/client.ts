import pg from 'pg'

/** The driver's own words for a query that got no answer in time; there is no code. */
const UNANSWERED = 'Query read timeout'

/** The server takes no changes: it was set back to a standby, or has not taken over yet. */
const READ_ONLY = '25006'

/**
 * A connection that is given up once a query on it gets no answer in time: what waits behind that query fails at once, and
 * the pool makes another. The driver itself would keep it, and have each query after it wait as long again. So is one to a
 * server that takes no changes: by then another may be the one that does, at the same address.
 */
export class MortalClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    const ask = this.query.bind(this)
    this.query = ((...asked: Parameters<typeof ask>) => {
      const answer: unknown = ask(...asked)
      if (answer instanceof Promise) answer.catch((error: unknown) => this.#leaveOn(error))
      return answer
    }) as typeof this.query
  }

  #leaveOn(error: unknown): void {
    if (!(error instanceof Error)) return
    if (error.message === UNANSWERED || ('code' in error && error.code === READ_ONLY)) cutOff(this)
  }
}

/** Ends a connection without a word to the other side, which may not listen any more. What waits on it fails. */
export function cutOff(client: pg.ClientBase): void {
  const { connection } = client as unknown as { connection: { stream: { destroy: () => void } } }
  connection.stream.destroy()
}
