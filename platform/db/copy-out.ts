import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { clientOptions } from './connect.ts'

/** Streams what a `copy … to stdout` gives, in pieces that may end anywhere, on a connection of its own. */
export async function* copyOut(url: string, statement: string): AsyncGenerator<Uint8Array> {
  const client = new pg.Client(clientOptions(url))
  client.on('error', () => undefined)
  try {
    await client.connect()
    yield* client.query(copyTo(statement))
  } finally {
    await client.end()
  }
}
