import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { clientOptions } from './connect.ts'

const RETRY_MS = 500
const LONGEST_RETRY_MS = 10_000

export type Listener = {
  channel: string
  hear: (payload: string) => void
  /** The connection is there, or there again: what was said while it was not, was missed. */
  begin: () => void
  /** It broke, or could not be made; it is tried again. Told once for each break. */
  fail: (error: unknown) => void
}

/** Hears what is notified on a channel, on a connection of its own that is made again when it breaks. */
export function listen(url: string, listener: Listener): { close: () => Promise<void> } {
  const stopping = new AbortController()
  const over = keepListening(url, listener, stopping.signal)
  return {
    close: async () => {
      stopping.abort()
      await over
    },
  }
}

async function keepListening(url: string, listener: Listener, signal: AbortSignal): Promise<void> {
  let wait = RETRY_MS
  let isTold = false
  while (!signal.aborted) {
    try {
      await hearUntilItEnds(url, signal, {
        ...listener,
        begin: () => {
          wait = RETRY_MS
          isTold = false
          listener.begin()
        },
      })
    } catch (error) {
      if (!isTold && !signal.aborted) listener.fail(error)
      isTold = true
    }
    await sleep(wait, undefined, { signal, ref: false }).catch(() => undefined)
    wait = Math.min(wait * 2, LONGEST_RETRY_MS)
  }
}

async function hearUntilItEnds(url: string, signal: AbortSignal, listener: Listener): Promise<void> {
  const client = new pg.Client(clientOptions(url))
  const ended = new Promise<void>((resolve, reject) => {
    client.on('error', reject)
    client.on('end', () => reject(new Error('The connection that listens was closed.')))
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  ended.catch(() => undefined)
  client.on('notification', ({ payload = '' }) => listener.hear(payload))
  try {
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(listener.channel)}`)
    listener.begin()
    await ended
  } finally {
    await client.end().catch(() => undefined)
  }
}
