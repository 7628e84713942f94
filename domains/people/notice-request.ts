import type { Db, Tx } from '#db'
import { newId } from '#platform/db'

/** Somebody who asked to be told what came of an input: where, and in which language. */
export type NoticeRequest = { inputId: string; contactId: string; address: string; language: 'nl' | 'en' }

/**
 * Remembers where to tell somebody what came of an input. The address stands apart from the input, and each request
 * makes a contact of its own, so that two inputs of one person cannot be joined by it.
 */
export async function requestNotices(
  tx: Tx,
  request: { inputId: string; address: string; language: 'nl' | 'en'; now: Date },
): Promise<void> {
  const { inputId, address, language, now } = request
  const contactId = newId()
  await tx
    .insertInto('notice_contact')
    .values({ id: contactId, address, language, created_at: now })
    .execute()
  await tx
    .insertInto('notice_request')
    .values({ input_id: inputId, contact_id: contactId, requested_at: now })
    .execute()
}

/** Who asked to be told about any of these inputs; within a transaction none of them can be forgotten before its end. */
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
    .orderBy('notice_contact.id')
    .forKeyShare('notice_contact')
    .execute()
}

/** Forgets addresses, and with them the requests that they came with. */
export async function forgetContacts(tx: Tx, contactIds: string[]): Promise<void> {
  if (contactIds.length === 0) return
  await tx.deleteFrom('notice_contact').where('id', 'in', contactIds).execute()
}

/** Stops all notices about an input, and forgets the addresses. */
export async function withdrawNotices(tx: Tx, inputId: string): Promise<void> {
  await tx
    .deleteFrom('notice_contact')
    .where('id', 'in', (from) =>
      from.selectFrom('notice_request').select('contact_id').where('input_id', '=', inputId),
    )
    .execute()
}
