import { ImapFlow } from 'imapflow'
import type { MailboxSource } from '#platform/config'
import { MailboxTrouble } from './failure.ts'

/** A mail in a mailbox, before it is fetched. */
export type ListedMail = { uid: number; bytes: number; arrivedAt: Date | undefined }

/** A connection to a mailbox that changes nothing in it: no mail becomes read by it. */
export type OpenMailbox = {
  /** The server's numbering: when it is another, all numbers begin again. */
  uidValidity: number
  /** The numbers of all mail above one of them, in their order. */
  listUids: (above: number) => Promise<number[]>
  /** Of those that are still there, how large they are and when they reached the server; in their order. */
  list: (uids: readonly number[]) => Promise<ListedMail[]>
  /** The bytes of each that is still there; of one that is too large its header is enough. */
  fetch: (uids: readonly number[], part: 'all' | 'header') => Promise<Map<number, Buffer>>
  /** Comes back when the server tells of mail or has done so since this was last waited for, after this many milliseconds, or
   *  when the signal says so. */
  waitForNews: (ms: number, signal: AbortSignal) => Promise<void>
  close: () => Promise<void>
}

const PATIENCE = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 90_000 }
/** The server tells of mail while nothing is asked of it. */
const IDLE_AFTER_MS = 100
const CLOSE_WITHIN_MS = 2000
/** A server that sends more than was asked for is left. */
const MOST_BYTES = 80_000_000

/**
 * Opens a mailbox to read in it (EXAMINE).
 * @throws MailboxTrouble, as all that is asked of it does
 */
export async function openMailbox(source: MailboxSource): Promise<OpenMailbox> {
  const { host, port, encryption, user, password, folder } = source
  const client = new ImapFlow({
    ...{ host, port, ...PATIENCE, autoIdleDelay: IDLE_AFTER_MS, logger: false },
    ...{ secure: encryption === 'tls', auth: { user, pass: password } },
    ...(encryption === 'tls' ? {} : { doSTARTTLS: encryption === 'starttls' }),
    ...{ maxLiteralSize: MOST_BYTES, maxResponseSize: 2 * MOST_BYTES },
    clientInfo: { name: 'Weerklank' },
  })
  const faults = new AbortController()
  client.on('error', (error) => faults.abort(error))
  client.on('close', () => faults.abort(new Error('The server closed the connection.')))
  try {
    await client.connect()
    const { uidValidity } = await client.mailboxOpen(folder, { readOnly: true })
    return { uidValidity: Number(uidValidity), ...readerOf(client, faults.signal) }
  } catch (error) {
    client.close()
    throw new MailboxTrouble(error)
  }
}

function readerOf(client: ImapFlow, broken: AbortSignal): Omit<OpenMailbox, 'uidValidity'> {
  // What the server tells while something else is asked of it would be missed by whoever begins to wait after that.
  let isThereNews = false
  client.on('exists', () => {
    isThereNews = true
  })
  return {
    listUids: telling(async (above: number) => {
      const found = await client.search({ uid: `${above + 1}:*` }, { uid: true })
      if (!found) throw new Error('The server did not say which mail it has.')
      // "5:*" is the last mail too where there is none from 5 on.
      return [...found].filter((uid) => uid > above).sort((a, b) => a - b)
    }),
    list: telling(async (uids: readonly number[]) => {
      const found = await client.fetchAll(
        [...uids],
        { uid: true, size: true, internalDate: true },
        { uid: true },
      )
      return found
        .map(({ uid, size, internalDate }) => ({ uid, bytes: size ?? 0, arrivedAt: momentOf(internalDate) }))
        .sort((a, b) => a.uid - b.uid)
    }),
    fetch: telling(async (uids: readonly number[], part: 'all' | 'header') => {
      const wanted = part === 'all' ? { source: true } : { headers: true }
      const found = await client.fetchAll([...uids], { uid: true, ...wanted }, { uid: true })
      return new Map(
        found.flatMap(({ uid, source, headers }) => {
          const bytes = part === 'all' ? source : headers
          return bytes ? [[uid, bytes] as const] : []
        }),
      )
    }),
    waitForNews: telling(async (ms: number, signal: AbortSignal) => {
      if (!isThereNews) await waitForNews(client, { ms, signal, broken })
      isThereNews = false
    }),
    close: () => closeClient(client),
  }
}

/** The same, with whatever goes wrong told as a trouble of the mailbox. */
function telling<Args extends unknown[], Result>(
  work: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    try {
      return await work(...args)
    } catch (error) {
      throw new MailboxTrouble(error)
    }
  }
}

function momentOf(date: Date | string | undefined): Date | undefined {
  const moment = date === undefined ? undefined : new Date(date)
  return moment && !Number.isNaN(moment.getTime()) ? moment : undefined
}

async function waitForNews(
  client: ImapFlow,
  { ms, signal, broken }: { ms: number; signal: AbortSignal; broken: AbortSignal },
): Promise<void> {
  const either = AbortSignal.any([signal, broken])
  if (!either.aborted)
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(late)
        client.off('exists', end)
        either.removeEventListener('abort', end)
        resolve()
      }
      const late = setTimeout(end, ms)
      client.on('exists', end)
      either.addEventListener('abort', end)
    })
  if (broken.aborted && !signal.aborted) throw broken.reason
}

/** A server that does not say goodbye is left. */
async function closeClient(client: ImapFlow): Promise<void> {
  const late = setTimeout(() => client.close(), CLOSE_WITHIN_MS)
  await client.logout().catch(() => undefined)
  clearTimeout(late)
  client.close()
}
