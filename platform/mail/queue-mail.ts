import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '#db'
import { newId } from '../db/index.ts'
import { addJob, defineJob } from '../jobs/index.ts'

/** Sends one mail of the outbox. */
export const sendMailJob = defineJob('send-mail', z.object({ id: z.uuid() }))

/** By which an answer is known as one, also when it comes without an address of ours. */
export type MailThread = {
  /** Stands at the beginning of the Message-ID: letters, digits and dots. */
  key: string
  /** Where answers go, if not to the sender. */
  replyTo?: string
}

export type OutgoingMail = {
  to: string
  /** Who gets it, as all who do may read it; without, `to` alone. */
  shownTo?: { to: string; cc: readonly string[] }
  subject: string
  text: string
  html?: string
  /** The message that this one answers, and the chain before it, oldest first. */
  inReplyTo?: string
  references?: string[]
  thread?: MailThread
  /** Sent by the machine itself, such as a receipt: other machines should not answer it (RFC 3834). */
  automatic?: boolean
  /** What a person answered somebody: it leaves only with the record that says that it was sent. */
  purpose?: 'reply'
  /** Where one click stops mail of this kind, without signing in or a further question (RFC 2369, RFC 8058). */
  stopUrl?: string
}

/**
 * Puts a mail in the outbox, in the transaction that causes it. Its Message-ID is chosen now, so that a second
 * attempt is recognised as the same message.
 * @param domain  the part of the Message-ID after the @
 * @returns the id of the mail in the outbox
 */
export async function queueMail(
  tx: Tx,
  mail: OutgoingMail,
  { domain, now }: { domain: string; now: Date },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('outgoing_mail')
    .values({
      id,
      message_id: messageIdOf(mail, domain),
      recipient: mail.to,
      subject: mail.subject.replace(/\s+/g, ' ').trim(),
      body_text: mail.text,
      body_html: mail.html ?? null,
      headers: JSON.stringify(headersOf(mail)),
      created_at: now,
      ...(mail.purpose ? { purpose: mail.purpose } : {}),
    })
    .execute()
  await addJob(tx, sendMailJob, { id }, { key: `send-mail:${id}` })
  return id
}

function messageIdOf({ thread }: OutgoingMail, domain: string): string {
  const name = randomBytes(16).toString('base64url')
  return `<${thread ? `${thread.key}.` : ''}${name}@${domain}>`
}

function headersOf(mail: OutgoingMail): Record<string, string> {
  return {
    ...(mail.shownTo ? { To: mail.shownTo.to, Cc: mail.shownTo.cc.join(', ') } : {}),
    ...(mail.inReplyTo ? { 'In-Reply-To': mail.inReplyTo } : {}),
    ...(mail.thread?.replyTo ? { 'Reply-To': mail.thread.replyTo } : {}),
    ...(mail.references?.length ? { References: mail.references.join(' ') } : {}),
    ...(mail.automatic ? { 'Auto-Submitted': 'auto-generated' } : {}),
    ...(mail.stopUrl
      ? {
          'List-Unsubscribe': `<${mail.stopUrl}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }
      : {}),
  }
}

/** Takes mails out of the outbox, with the addresses and texts in them; one that still waited is not sent any more. */
export async function discardMail(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.deleteFrom('outgoing_mail').where('id', 'in', ids).execute()
}
