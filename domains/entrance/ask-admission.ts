import type { Tx } from '#db'
import { isOpenOn } from '#domains/deliberate'
import type { Address } from '#domains/people'
import { queueMail } from '#platform/mail'
import { drawToken, hashToken, sealOf } from './admission.ts'

/** How long the link in a mail works; it works once. */
export const ADMISSION_LINK_MINUTES = 60

export type AskAdmissionOutcome =
  /** A mail is on its way; what it says, only its reader knows. */
  { kind: 'asked' } | { kind: 'dialogue-closed' }

export type AskedAdmission = {
  dialogueId: string
  address: Address
  /** The mail with a link, or for an address that was admitted before: where to go on. */
  write: (link: { token: string } | undefined) => { subject: string; text: string }
  /** The part of the Message-ID after the @. */
  domain: string
  now: Date
  today: string
}

/**
 * Mails somebody the link that lets a browser in. Whoever asks is told the same, whether or not the address is on the
 * roll already; only the mail differs.
 */
export async function askAdmission(tx: Tx, asked: AskedAdmission): Promise<AskAdmissionOutcome> {
  const { dialogueId, address, write, domain, now } = asked
  const dialogue = await tx
    .selectFrom('dialogue')
    .select(['state', 'closes_on', 'access', 'roll_key'])
    .where('id', '=', dialogueId)
    .executeTakeFirst()
  if (dialogue?.access !== 'mail' || !dialogue.roll_key || !isOpenOn(dialogue, asked.today))
    return { kind: 'dialogue-closed' }
  const seal = sealOf(dialogue.roll_key, address)
  const isOnRoll = await tx
    .selectFrom('dialogue_roll')
    .select('seal')
    .where('dialogue_id', '=', dialogueId)
    .where('seal', '=', seal)
    .executeTakeFirst()
  const token = drawToken()
  const letter = write(isOnRoll ? undefined : { token })
  const mailId = await queueMail(tx, { to: address.mailbox, ...letter, automatic: true }, { domain, now })
  await tx
    .insertInto('admission_mail')
    .values({
      mail_id: mailId,
      dialogue_id: dialogueId,
      token_hash: isOnRoll ? null : hashToken(token),
      seal: isOnRoll ? null : seal,
      expires_at: new Date(now.getTime() + ADMISSION_LINK_MINUTES * 60_000),
    })
    .execute()
  return { kind: 'asked' }
}
