import type { Db } from '#db'
import { readAddress } from '#platform/address'
import { handleOf } from '../channels/handle.ts'
import type { OtherPerson } from '../channels/other-person.ts'
import { listOwnAddresses } from '../channels/own-addresses.ts'
import { type Entry, listEntries } from '../conversations/entry.queries.ts'
import { findAddress } from '../conversations/reply-thread.queries.ts'
import {
  type CopiesOutcome,
  type Copy,
  type CopyProblem,
  LONGEST_COPY_REASON,
  MOST_COPIES,
  type WantedCopies,
} from './copy.ts'

/** Where our mail comes from, and answers go. */
type OwnSite = { mailFrom: string; mailReplyTo?: string | undefined }

/**
 * Who may get a reply without a reason: those who were in a mail of the conversation, wrote one, or got a reply of it; never we ourselves.
 * Nobody where whoever asked gets no mail.
 * @param entries  of one conversation, all of them
 * @param own  handles of our own addresses
 */
export function offeredIn(
  entries: readonly Pick<Entry, 'mail' | 'copies'>[],
  { asker, own }: { asker: string | undefined; own: ReadonlySet<string> },
): OtherPerson[] {
  if (!asker) return []
  const people = entries.flatMap(({ mail, copies }) => [
    ...(mail?.isFromOther ? [mail.from] : []),
    ...(mail?.others ?? []),
    ...copies.map(({ address }) => ({ name: '', address })),
  ])
  const seen = new Set([...own, handleOf(asker)])
  return people.flatMap(({ name, address }) => {
    const mailbox = readAddress(address)?.mailbox.toLowerCase()
    if (!mailbox || seen.has(handleOf(address))) return []
    seen.add(handleOf(address))
    return [{ name, address: mailbox }]
  })
}

/**
 * Reads who is to get a reply besides whoever asked. Nobody is chosen who was not named; somebody new takes a reason, and is not added to
 * what a colleague approved.
 */
export async function chooseCopies(
  db: Db,
  conversationId: string,
  { chosen, added, draftSeq }: WantedCopies,
  site: OwnSite,
): Promise<CopiesOutcome> {
  const typed = added.address.trim()
  if (chosen.length === 0 && typed === '') return { kind: 'chosen', copies: [] }
  const asker = await findAddress(db, conversationId)
  if (!asker) return refuse('no-mail', typed)
  const [entries, own] = await Promise.all([listEntries(db, conversationId), listOwnAddresses(db, site)])
  const offered = new Set(offeredIn(entries, { asker, own }).map(({ address }) => address))
  const unknown = chosen.find((address) => !offered.has(address))
  if (unknown !== undefined) return refuse('not-in-mail', unknown)
  const copies = new Map(
    chosen.map((address): [string, Copy] => [handleOf(address), { address, reason: null }]),
  )
  if (typed !== '') {
    const read = readAdded(added, { asker, offered, own })
    if ('problem' in read) return refuse(read.problem, typed)
    if (read.reason !== null && isApproved(entries, draftSeq)) return refuse('approved', typed)
    const handle = handleOf(read.address)
    if (!copies.has(handle)) copies.set(handle, read)
  }
  return copies.size > MOST_COPIES ? refuse('too-many', '') : { kind: 'chosen', copies: [...copies.values()] }
}

function isApproved(
  entries: readonly Pick<Entry, 'kind' | 'draftSeq'>[],
  draftSeq: number | undefined,
): boolean {
  return draftSeq !== undefined && entries.some((one) => one.kind === 'approved' && one.draftSeq === draftSeq)
}

function refuse(problem: CopyProblem, address: string): CopiesOutcome {
  return { kind: 'refused', problem, address }
}

type Known = { asker: string; offered: ReadonlySet<string>; own: ReadonlySet<string> }

/** Somebody whose address was typed. */
function readAdded(
  { address, reason }: WantedCopies['added'],
  { asker, offered, own }: Known,
): Copy | { problem: CopyProblem } {
  const mailbox = readAddress(address)?.mailbox.toLowerCase()
  if (!mailbox) return { problem: 'not-an-address' }
  if (handleOf(mailbox) === handleOf(asker)) return { problem: 'asker' }
  if (own.has(handleOf(mailbox))) return { problem: 'ours' }
  const why = reason.trim()
  if (why === '' && !offered.has(mailbox)) return { problem: 'no-reason' }
  return why.length > LONGEST_COPY_REASON
    ? { problem: 'reason-too-long' }
    : { address: mailbox, reason: why || null }
}
