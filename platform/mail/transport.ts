import { createTransport } from 'nodemailer'

/** Hands one message to a mail server; resolves once the server has taken it. */
export type MailTransport = {
  /** @param signal  aborted: the connection is broken off, and it throws */
  send: (
    message: {
      messageId: string
      /** Whom the server is to give it to. */
      to: string
      /** Whom it says to be for, where that is not the same. */
      shownTo?: { to: string; cc: string }
      subject: string
      text: string
      html?: string
      headers: Record<string, string>
    },
    signal?: AbortSignal,
  ) => Promise<void>
  verify: () => Promise<void>
  /** Breaks off what is being sent. */
  close: () => void
}

/** Who mail is from: always the same, or as it is set when a message leaves. */
export type MailSender = string | (() => Promise<string>)

/** How long a mail server may keep us waiting, in milliseconds. */
export type MailPatience = {
  /** From looking up its name to its greeting, and the agreement on encryption. */
  greeting: number
  /** Without a word, at any later moment: some servers read a message for viruses before they take it. */
  silence: number
  /** For one message from beginning to end: a server that drips its answers is never silent. */
  whole: number
}

const PATIENCE: MailPatience = { greeting: 20_000, silence: 60_000, whole: 120_000 }
/** A server that does not close with us is left. */
const CLOSE_WITHIN_MS = 1000

/**
 * A transport that speaks SMTP with the server of `url`, such as `smtps://user:password@mail.example:465`.
 * Automatic mail leaves with a null return path, so that nothing bounces back and forth (RFC 3834 §3.3).
 */
export function createSmtpTransport(url: string, from: MailSender, patience = PATIENCE): MailTransport {
  const smtp = createTransport({
    url,
    dnsTimeout: patience.greeting,
    connectionTimeout: patience.greeting,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
    socketCloseTimeout: CLOSE_WITHIN_MS,
  })
  const closing = new AbortController()
  return {
    send: async ({ shownTo, ...message }, signal) => {
      const automatic = message.headers['Auto-Submitted'] !== undefined
      const ends = [closing.signal, AbortSignal.timeout(patience.whole), ...(signal ? [signal] : [])]
      const sender = typeof from === 'string' ? from : await from()
      await smtp.sendMail({
        ...message,
        ...shownTo,
        from: sender,
        envelope: { from: automatic ? '' : sender, to: message.to },
        signal: AbortSignal.any(ends),
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
    verify: async () => void (await smtp.verify()),
    close: () => {
      closing.abort()
      smtp.close()
    },
  }
}
