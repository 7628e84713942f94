import type { Db } from '#db'
import { findOrganisation } from '#domains/people'
import type { MailThread } from '#platform/mail'
import { type PageAddresses, pageAddressesOf, type Site } from './page-addresses.ts'
import { replyAddress, sealThread } from './sealed-thread.ts'

/** Who writes, and the addresses in what they write: the same for all mail of an installation. */
export type Letterhead = {
  organisation: string
  /** The part of our Message-IDs after the @. */
  mailDomain: string
  timeZone: string
  pages: PageAddresses
  /** How answers to mail in a conversation find it again. */
  threadOf: (conversationId: string) => MailThread
}

/** The letterhead of an organisation. */
export function letterheadOf({ name }: { name: string }, site: Site): Letterhead {
  return {
    organisation: name,
    mailDomain: new URL(site.url).hostname,
    timeZone: site.timeZone,
    pages: pageAddressesOf(site),
    threadOf: (conversationId) => threadOf(conversationId, site),
  }
}

function threadOf(conversationId: string, { secret, mailReplyTo }: Site): MailThread {
  const key = sealThread(conversationId, secret)
  return { key, ...(mailReplyTo ? { replyTo: replyAddress(mailReplyTo, key) } : {}) }
}

/**
 * The letterhead under the name that the organisation has now, for a job that writes.
 * @throws when the database holds no organisation
 */
export async function getLetterhead(db: Db, site: Site): Promise<Letterhead> {
  const organisation = await findOrganisation(db)
  if (!organisation) throw new Error('There is no organisation to write for.')
  return letterheadOf(organisation, site)
}
