import type { Tx } from '#db'
import { discardMail } from '#platform/mail'

/**
 * Forgets, of dialogues that are over, who was let in and what people told about themselves. Votes and counts stay, and
 * the figures of who took part as they were last shown.
 */
export async function forgetPeople(tx: Tx, dialogueIds: string[]): Promise<void> {
  if (dialogueIds.length === 0) return
  const mails = await tx
    .deleteFrom('admission_mail')
    .where('dialogue_id', 'in', dialogueIds)
    .returning('mail_id')
    .execute()
  await discardMail(
    tx,
    mails.map((mail) => mail.mail_id),
  )
  for (const table of ['dialogue_roll', 'dialogue_code', 'dialogue_admission', 'background_answer'] as const)
    await tx.deleteFrom(table).where('dialogue_id', 'in', dialogueIds).execute()
}
