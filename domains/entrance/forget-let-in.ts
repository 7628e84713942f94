import { sql } from 'kysely'
import { discardMail } from '#platform/mail'
import { defineRelease, defineRetention } from '#platform/retention'

/** How long the link in a mail works; it works once. */
export const ADMISSION_LINK_MINUTES = 60

/** Who asked to be let in, once their link no longer works. */
export const admissionMails = defineRetention<string>({
  kind: 'admission-mail',
  what: 'that an address asked to be let in, with the mail that holds it and its link',
  keptFor: { minutes: ADMISSION_LINK_MINUTES },
  from: 'it asked; sooner, when the link is used or the key of the dialogue is destroyed',
  ground: 'It serves to open one link, which works no longer than this.',
  table: 'admission_mail',
  key: 'mail_id',
  isDue: ({ now }) => sql<boolean>`expires_at <= ${now}`,
  letGo: async (tx, mailIds) => {
    const { numDeletedRows } = await tx
      .deleteFrom('admission_mail')
      .where('mail_id', 'in', mailIds)
      .executeTakeFirstOrThrow()
    await discardMail(tx, mailIds)
    return Number(numDeletedRows)
  },
})

/** Who was let in, and who still may. */
export const rolls = defineRelease({
  kind: 'roll',
  what: 'seals of the addresses and codes that were let in, and of browsers that have not voted yet',
  from: 'until the key of the dialogue is destroyed',
  ground: 'It keeps anybody from taking part twice for as long as it matters.',
})
