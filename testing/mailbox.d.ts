import { type Email } from 'postal-mime'
/** A mail that arrived, with the envelope it came in. */
export type ReceivedMail = Email & {
  envelopeFrom: string
  envelopeTo: string[]
}
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
export declare function startMailbox(): Promise<Mailbox>
