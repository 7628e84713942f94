import { createHash, createHmac } from 'node:crypto'
import { extensionOf, openThread } from '#domains/letters'
import { listRelatingIds, type ThreadedMessage } from '#platform/received-mail'
import { handleOf } from './handle.ts'
import type { ReadMail } from './read-mail.ts'

/** Ids that a mail is looked up by, and addresses that take part by it: who names more means harm. */
const MOST_REFERENCES = 100
const MOST_PARTICIPANTS = 200

/** Somebody who takes part, as the database knows them: 32 hexadecimal digits, by which nobody is found who lacks the secret. */
export function sealParticipant(who: string, secret: string): string {
  return createHmac('sha256', secret).update(`mail-participant:${who}`).digest('hex').slice(0, 32)
}

/** A Message-ID as the database knows it: 32 hexadecimal digits. */
export function hashId(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 32)
}

/** A mail as it is placed: its addresses and its list are seals. */
export function threadedOf({ mail }: ReadMail, secret: string): ThreadedMessage {
  const seals = (boxes: readonly { address: string }[]) =>
    boxes
      .filter(({ address }) => address !== '')
      .slice(0, MOST_PARTICIPANTS)
      .map(({ address }) => sealParticipant(handleOf(address), secret))
  return {
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo.slice(0, MOST_REFERENCES),
    references: mail.references.slice(-MOST_REFERENCES),
    from: seals(mail.from),
    to: seals([...mail.to, ...mail.cc]),
    list: mail.listId === null ? null : sealParticipant(`list:${mail.listId}`, secret),
  }
}

/** The ids that a mail is looked up by: those that it refers to, the nearest first, and its own. */
export function idsOf(message: ThreadedMessage): string[] {
  const relating = listRelatingIds(message).slice(0, MOST_REFERENCES)
  return message.messageId === null ? relating : [...relating, message.messageId]
}

/** The conversation that a Message-ID of ours names. */
export function conversationOfId(id: string, secret: string): string | undefined {
  return openThread(id.slice(0, id.lastIndexOf('@')), secret)
}

/** The conversation whose own address somebody wrote to: they were given it. */
export function conversationWrittenTo({ mail, envelopeTo }: ReadMail, secret: string): string | undefined {
  const addresses = [...envelopeTo, ...[...mail.to, ...mail.cc].map(({ address }) => address)]
  for (const address of addresses.slice(0, MOST_PARTICIPANTS)) {
    const key = extensionOf(address)
    const found = key === undefined ? undefined : openThread(key, secret)
    if (found) return found
  }
  return undefined
}
