import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A mail that arrived, with the envelope it came in. */
export type ReceivedMail = Email & { envelopeFrom: string; envelopeTo: string[] }

/** A real SMTP server on loopback that keeps what it receives. */
export type Mailbox = {
  url: string
  received: ReceivedMail[]
  /** Resolves with the first mail, from now or before, that the test accepts. */
  waitFor: (accepts: (mail: ReceivedMail) => boolean) => Promise<ReceivedMail>
  /** Answers every recipient with this code from now on; undefined takes mail again. */
  refuseWith: (code: number | undefined) => void
  stop: () => Promise<void>
}

/** Starts a mail server on a free port. */
export async function startMailbox(): Promise<Mailbox> {
  const received: ReceivedMail[] = []
  const waiting = new Set<() => void>()
  let refusal: number | undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) =>
      done(
        refusal === undefined
          ? null
          : Object.assign(new Error('refused by the test'), { responseCode: refusal }),
      ),
    onData: (stream, session, done) => {
      collect(stream)
        .then((raw) => PostalMime.parse(raw))
        .then((mail) => {
          const from = session.envelope.mailFrom
          received.push({
            ...mail,
            envelopeFrom: from ? from.address : '',
            envelopeTo: session.envelope.rcptTo.map((to) => to.address),
          })
          for (const look of waiting) look()
          done()
        }, done)
    },
  })
  const { port } = await listen(server)
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    waitFor: (accepts) =>
      new Promise((resolve) => {
        const look = () => {
          const mail = received.find(accepts)
          if (!mail) return
          waiting.delete(look)
          resolve(mail)
        }
        waiting.add(look)
        look()
      }),
    refuseWith: (code) => {
      refusal = code
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}

function listen(server: SMTPServer): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    const listening = server.listen(0, '127.0.0.1', () => resolve(listening.address() as AddressInfo))
  })
}
