import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '#db'
import type { Address } from '#platform/address'
import {
  type AddressSaid,
  type AddressState,
  findAddressState,
  giveBackAsking,
  mayAskAddress,
  sealAddress,
} from './notice-address.ts'
import { holdDossierOf } from './place-input.ts'

/** Somebody who asked to be told what came of an input: where, in which language, and by which seal of the address. */
export type NoticeRequest = {
  inputId: string
  contactId: string
  address: string
  seal: Buffer
  language: 'nl' | 'en'
}

/** A wish to be told something by mail, as it came in. */
export type ContactWish = {
  address: Address
  language: 'nl' | 'en'
  /** The installation's, to know the address by. */
  secret: string
  now: Date
  /** The date where we are. */
  today: string
  /** Whether whoever sends this may have one more mail sent; asked only where one would leave. */
  mayMail: () => Promise<boolean>
}

/** A wish to be told what comes of an input. */
export type NoticeWish = ContactWish & { inputId: string }

/** The contact, how we stand with its address, and whether to ask it first; where we asked often enough, we do not. */
export type NewContact = { contactId: string; seal: Buffer; state: AddressState; mustAsk: boolean }

/**
 * Remembers where to tell somebody what came of an input. The address stands apart from the input, and each request
 * makes a contact of its own, so that two inputs of one person cannot be joined by it.
 */
export async function requestNotices(tx: Tx, wish: NoticeWish): Promise<NewContact> {
  const contact = await makeContact(tx, wish)
  await tx
    .insertInto('notice_request')
    .values({
      input_id: wish.inputId,
      contact_id: contact.contactId,
      dossier_id: await holdDossierOf(tx, wish.inputId),
      requested_at: wish.now,
    })
    .execute()
  return contact
}

/**
 * Remembers where to tell somebody something, for one thing; its id, which stays longer, is random. It is told nothing
 * before whoever holds the address has confirmed it, once for all. An address that was stopped makes a contact too, which
 * goes within days: what the pages say must not tell one from the other.
 */
export async function makeContact(tx: Tx, wish: ContactWish): Promise<NewContact> {
  const { address, language, now } = wish
  const contactId = randomUUID()
  const seal = sealAddress(address, wish.secret)
  const said = { seal, today: wish.today }
  const state = await findAddressState(tx, said)
  const isConfirmed = state === 'confirmed'
  const contact = { id: contactId, address: address.mailbox, seal, language, is_confirmed: isConfirmed }
  await tx
    .insertInto('notice_contact')
    .values({ ...contact, created_at: now })
    .execute()
  return { contactId, seal, state, mustAsk: state === 'asked' && (await mayAsk(tx, said, wish)) }
}

async function mayAsk(tx: Tx, said: AddressSaid, { mayMail }: ContactWish): Promise<boolean> {
  if (!(await mayAskAddress(tx, said))) return false
  if (await mayMail()) return true
  await giveBackAsking(tx, said)
  return false
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
      'notice_contact.seal',
      'notice_contact.language',
    ])
    .where('notice_request.input_id', 'in', inputIds)
    .where('notice_contact.is_confirmed', '=', true)
    .orderBy('notice_contact.id')
    .forKeyShare('notice_contact')
    .execute()
}

/**
 * Forgets addresses, and with them the requests that they came with.
 * @returns how many went
 */
export async function forgetContacts(tx: Tx, contactIds: string[]): Promise<number> {
  if (contactIds.length === 0) return 0
  const { numDeletedRows } = await tx
    .deleteFrom('notice_contact')
    .where('id', 'in', contactIds)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
