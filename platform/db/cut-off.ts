import type pg from 'pg'

/** Ends a connection without a word to the other side, which may not listen any more. What waits on it fails. */
export function cutOff(client: pg.PoolClient): void {
  const { connection } = client as unknown as { connection: { stream: { destroy: () => void } } }
  connection.stream.destroy()
}
