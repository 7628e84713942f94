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

/**
 * A transport that speaks SMTP with the server of `url`, such as `smtps://user:password@mail.example:465`.
 * Automatic mail leaves with a null return path, so that nothing bounces back and forth (RFC 3834 §3.3).
 */
export function createSmtpTransport(url: string, from: string): MailTransport {
  const smtp = createTransport(url, { from })
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
