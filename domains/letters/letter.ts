import type { Tx } from '#db'
import { type OutgoingMail, queueMail } from '#platform/mail'
import type { Letterhead } from './letterhead.ts'

/** What a mail says, and how machines should take it; whoever it goes to. */
export type Letter = Omit<OutgoingMail, 'to'>

/**
 * Puts a letter in the outbox, in the transaction that causes it.
 * @returns the id of the mail in the outbox
 */
export function postLetter(
  tx: Tx,
  letter: Letter,
  { letterhead, to, now }: { letterhead: Letterhead; to: string; now: Date },
): Promise<string> {
  return queueMail(tx, { to, ...letter }, { domain: letterhead.mailDomain, now })
}
