import { createTransport } from 'nodemailer'

/** Hands one message to a mail server; resolves once the server has taken it. */
export type MailTransport = {
  send: (message: {
    messageId: string
    to: string
    subject: string
    text: string
    html?: string
    headers: Record<string, string>
  }) => Promise<void>
  verify: () => Promise<void>
  close: () => void
}

/** How long a mail server may be silent before it counts as gone, phase by phase; milliseconds. */
export type MailPatience = { connect: number; greet: number; answer: number }

/** RFC 5321 §4.5.3.2 lets a client wait for minutes; a job that waits so long keeps others from their turn. */
const usualPatience: MailPatience = { connect: 10_000, greet: 15_000, answer: 60_000 }

/**
 * A transport that speaks SMTP with the server of `url`, such as `smtps://user:password@mail.example:465`.
 * Automatic mail leaves with a null return path, so that nothing bounces back and forth (RFC 3834 §3.3).
 */
export function createSmtpTransport(
  url: string,
  from: string,
  { connect, greet, answer }: MailPatience = usualPatience,
): MailTransport {
  const patience = {
    dnsTimeout: connect,
    connectionTimeout: connect,
    greetingTimeout: greet,
    socketTimeout: answer,
  }
  const smtp = createTransport({ url, ...patience }, { from })
  return {
    send: async (message) => {
      const automatic = message.headers['Auto-Submitted'] !== undefined
      await smtp.sendMail({
        ...message,
        ...(automatic ? { envelope: { from: '', to: message.to } } : {}),
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
    verify: async () => void (await smtp.verify()),
    close: () => smtp.close(),
  }
}
