import type { Tx } from '#db'
import { type Letter, type Letterhead, postLetter } from '#domains/letters'
import type { Address } from '#platform/address'
import { drawToken, type EntranceOwner, hashToken, sealOf } from './admission.ts'
import { shareEntrance } from './entrance.store.ts'
import { ADMISSION_LINK_MINUTES } from './forget-let-in.ts'

export type AskAdmissionOutcome =
  /** A mail is on its way; what it says, only its reader knows. */
  { kind: 'asked' } | { kind: 'closed' }

export type AskedAdmission = {
  entranceId: string
  address: Address
  /** The mail with a link, or for an address that was admitted before: where to go on. */
  write: (link: { token: string } | undefined) => Letter
  letterhead: Letterhead
  now: Date
  today: string
}

/**
 * Mails somebody the link that lets a browser in. Whoever asks is told the same, whether or not the address is on the
 * roll already; only the mail differs.
 */
export async function askAdmission(
  tx: Tx,
  owner: EntranceOwner,
  asked: AskedAdmission,
): Promise<AskAdmissionOutcome> {
  const { entranceId, address, write, letterhead, now } = asked
  const isOpen = await owner.isOpen(tx, entranceId, asked.today)
  const entrance = await shareEntrance(tx, entranceId)
  if (!isOpen || entrance?.access !== 'mail' || !entrance.roll_key) return { kind: 'closed' }
  const seal = sealOf(entrance.roll_key, address)
  const formerSeal = sealOf(entrance.roll_key, { handle: address.formerHandle })
  const isOnRoll = await tx
    .selectFrom('roll')
    .select('seal')
    .where('entrance_id', '=', entranceId)
    .where('seal', 'in', [seal, formerSeal])
    .executeTakeFirst()
  const token = drawToken()
  const letter = write(isOnRoll ? undefined : { token })
  const mailId = await postLetter(tx, letter, { letterhead, to: address.mailbox, now })
  await tx
    .insertInto('admission_mail')
    .values({
      mail_id: mailId,
      entrance_id: entranceId,
      token_hash: isOnRoll ? null : hashToken(token),
      seal: isOnRoll ? null : seal,
      expires_at: new Date(now.getTime() + ADMISSION_LINK_MINUTES * 60_000),
    })
    .execute()
  return { kind: 'asked' }
}
