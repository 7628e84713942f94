import { type Locale, translatorOf } from '#platform/i18n'
import type { OutgoingMail } from '#platform/mail'
import { confirmationMessages } from './followup.messages.ts'

/**
 * Asks somebody to confirm their address. It says nothing of what was said or where: anybody can fill in anybody's address.
 */
export function writeConfirmationMail(
  organisation: string,
  to: { address: string; language: Locale; confirmUrl: string; stopUrl: string },
): OutgoingMail {
  const t = translatorOf(confirmationMessages, to.language)
  const paragraphs = [
    t('greeting'),
    t('asked', { organisation }),
    t('confirm', { url: to.confirmUrl }),
    t('notYou'),
    t('stop', { url: to.stopUrl }),
    organisation,
  ]
  return {
    to: to.address,
    subject: t('subject', { organisation }),
    text: `${paragraphs.join('\n\n')}\n`,
    automatic: true,
    stopUrl: to.stopUrl,
  }
}
