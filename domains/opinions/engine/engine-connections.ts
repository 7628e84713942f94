import type { DB, Db } from '#db'
import { type Connection, connect, copyOut } from '#platform/db'
import { sessionOf } from './engine.store.ts'
import { wholeLines } from './engine-lines.ts'

/** Everything on the database takes far less; what takes longer is lost. */
const PATIENCE_MS = 15_000

/** Reading a large dialogue takes seconds. What holds locks is asked for each few seconds, or is gone with its locks. */
const ANSWER_WITHIN_MS = 5 * 60_000

/** The engine's own connections: one that holds its locks and writes maps, some that read. */
export type EngineConnections = {
  session: Db
  /** The server's process that holds the locks. */
  owner: number
  reading: Connection<DB>
  /** Copies votes or showings out, a piece of whole lines at a time. */
  copyOut: (statement: string) => AsyncGenerator<Uint8Array<ArrayBuffer>>
  close: () => Promise<void>
}

export async function openConnections(databaseUrl: string): Promise<EngineConnections> {
  const session = connect<DB>(databaseUrl, {
    ...{ max: 1, lasting: true, answerWithinMs: ANSWER_WITHIN_MS, settings: { idle_session_timeout: '60s' } },
  })
  const reading = connect<DB>(databaseUrl, { max: 3, answerWithinMs: ANSWER_WITHIN_MS })
  const close = async () => void (await Promise.allSettled([session.close(), reading.close()]))
  try {
    const owner = await inTime(sessionOf(session.db))
    return {
      session: session.db,
      owner,
      reading,
      copyOut: (statement) => wholeLines(copyOut(databaseUrl, statement)),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Fails when work on the database does not end, as on a network that lost a connection without a word. */
export async function inTime<Result>(work: Promise<Result>, patienceMs = PATIENCE_MS): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database does not answer.')), patienceMs)
  })
  try {
    return await Promise.race([work, over])
  } finally {
    clearTimeout(timer)
  }
}
