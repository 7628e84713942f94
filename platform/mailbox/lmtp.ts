import { setTimeout as sleep } from 'node:timers/promises'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Log } from '#platform/log'
import { LARGEST_MAIL } from './read-mailbox.ts'

/** A mail that a mail server hands over, and for whom. */
export type DeliveredMail = { raw: Buffer; from: string; to: string[] }

export type LmtpOptions = {
  host: string
  port: number
  /** Whether mail is taken for an address; another is refused for good. */
  accepts: (recipient: string) => boolean
  /** Stores a mail for all of its recipients; once it is done, the mail is ours. */
  take: (mail: DeliveredMail) => Promise<void>
  log: Log
  /** How long storing may take, in milliseconds, until the mail server is told to come again. */
  takeWithinMs?: number
  /** How long to wait until a port that another process has is tried again, in milliseconds. */
  retryMs?: number
}

export type LmtpListener = {
  /** The port that is listened on; undefined while another process has it. */
  port: () => number | undefined
  stop: () => Promise<void>
}

const TAKE_WITHIN_MS = 60_000
const RETRY_MS = 10_000
const SILENT_MS = 5 * 60_000
const CLOSE_WITHIN_MS = 4000
/** Each may hold a whole mail in memory. */
const MOST_CLIENTS = 8
const MOST_RECIPIENTS = 100

/**
 * Takes mail from mail servers by LMTP (RFC 2033): each recipient is answered for, once the mail is stored. What cannot be
 * stored now gets a 451, by which the mail server keeps it and comes again. Of several processes on one machine one
 * listens, and another when that is gone.
 */
export function startLmtp(options: LmtpOptions): LmtpListener {
  const stopping = new AbortController()
  let listening: { server: SMTPServer; port: number } | undefined
  const over = (async () => {
    for (let isTold = false; !stopping.signal.aborted; ) {
      try {
        listening = await listen(options)
        return
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined
        // Usual where several run: they take turns.
        if (!isTold) options.log.warn({ code }, 'mail cannot be delivered to this process: it tries again')
        isTold = true
        await sleep(options.retryMs ?? RETRY_MS, undefined, { signal: stopping.signal }).catch(
          () => undefined,
        )
      }
    }
  })()
  return {
    port: () => listening?.port,
    stop: async () => {
      stopping.abort()
      await over
      const server = listening?.server
      if (server) await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

async function listen(options: LmtpOptions): Promise<{ server: SMTPServer; port: number }> {
  const { host, port, accepts } = options
  const server = new SMTPServer({
    ...{ lmtp: true, authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true },
    ...{ size: LARGEST_MAIL, maxClients: MOST_CLIENTS, socketTimeout: SILENT_MS, logger: false },
    closeTimeout: CLOSE_WITHIN_MS,
    onRcptTo: ({ address }, { envelope }, done) => {
      if (!accepts(address)) return done(reply(550, '5.1.1 We take no mail for this address'))
      if (envelope.rcptTo.length >= MOST_RECIPIENTS) return done(reply(452, '4.5.3 Too many recipients'))
      done()
    },
    onData: (stream, session, done) => {
      takeData(stream, session, options).then(
        (replies) => done(null, replies),
        (error: unknown) => done(error instanceof Error ? error : new Error('unknown')),
      )
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
  server.removeAllListeners('error')
  // A client that leaves in the middle delivers again.
  server.on('error', () => undefined)
  const address = server.server.address()
  return { server, port: typeof address === 'object' && address ? address.port : port }
}

async function takeData(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
  { take, log, takeWithinMs = TAKE_WITHIN_MS }: LmtpOptions,
): Promise<(string | Error)[]> {
  const to = envelope.rcptTo.map(({ address }) => address)
  const raw = await collect(stream)
  if (!raw) return to.map(() => reply(552, '5.3.4 The message is too large'))
  const from = envelope.mailFrom ? envelope.mailFrom.address : ''
  const late = new AbortController()
  try {
    await Promise.race([
      take({ raw, from, to }),
      sleep(takeWithinMs, undefined, { signal: late.signal }).then(() => {
        throw new Error('Storing it took too long.')
      }),
    ])
    return to.map(() => '2.0.0 It is stored')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    log.error({ code, bytes: raw.byteLength }, 'a mail could not be stored: its server keeps it')
    return to.map(() => reply(451, '4.3.0 Not now: keep it and come again'))
  } finally {
    late.abort()
  }
}

/** All of a mail; undefined where that is more than we take. What is too much is not kept in memory. */
async function collect(stream: SMTPServerDataStream): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk)
  return stream.sizeExceeded ? undefined : Buffer.concat(chunks)
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
