import type { Db, Tx } from '#db'
import { newId } from '#platform/db'
import { isAddressConfirmed, mayAskAddress } from './notice-address.ts'

/** Somebody who asked to be told what came of an input: where, and in which language. */
export type NoticeRequest = { inputId: string; contactId: string; address: string; language: 'nl' | 'en' }

/** A wish to be told what comes of an input, as it came in. */
export type NoticeWish = {
  inputId: string
  address: string
  language: 'nl' | 'en'
  /** The installation's, to know the address by. */
  secret: string
  now: Date
  /** The date where we are. */
  today: string
}

/** The contact, and whether its address must be asked first; where we asked often enough, it is not. */
export type NewContact = { contactId: string; mustAsk: boolean }

/**
 * Remembers where to tell somebody what came of an input. The address stands apart from the input, and each request
 * makes a contact of its own, so that two inputs of one person cannot be joined by it. It is told nothing before whoever
 * holds the address has confirmed it, once for all.
 */
export async function requestNotices(tx: Tx, wish: NoticeWish): Promise<NewContact> {
  const { inputId, address, language, now } = wish
  const contactId = newId()
  const isConfirmed = await isAddressConfirmed(tx, wish)
  await tx
    .insertInto('notice_contact')
    .values({ id: contactId, address, language, is_confirmed: isConfirmed, created_at: now })
    .execute()
  await tx
    .insertInto('notice_request')
    .values({ input_id: inputId, contact_id: contactId, requested_at: now })
    .execute()
  return { contactId, mustAsk: !isConfirmed && (await mayAskAddress(tx, wish)) }
}

/** Who is told about any of these inputs: whoever asked for it and confirmed the address. Within a transaction none of them can be forgotten before its end. */
export async function listNoticeRequests(db: Db, inputIds: string[]): Promise<NoticeRequest[]> {
  if (inputIds.length === 0) return []
  return db
    .selectFrom('notice_request')
    .innerJoin('notice_contact', 'notice_contact.id', 'notice_request.contact_id')
    .select([
      'notice_request.input_id as inputId',
      'notice_contact.id as contactId',
      'notice_contact.address',
      'notice_contact.language',
    ])
    .where('notice_request.input_id', 'in', inputIds)
    .where('notice_contact.is_confirmed', '=', true)
    .orderBy('notice_contact.id')
    .forKeyShare('notice_contact')
    .execute()
}

/** Forgets addresses, and with them the requests that they came with. */
export async function forgetContacts(tx: Tx, contactIds: string[]): Promise<void> {
  if (contactIds.length === 0) return
  await tx.deleteFrom('notice_contact').where('id', 'in', contactIds).execute()
}
