import { type Locale, translatorOf } from '#platform/i18n'
import { confirmationMessages } from './confirmation-mail.messages.ts'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'

/**
 * Asks whoever holds an address, known by its seal, whether they want our notices. It says nothing of what was said or
 * where: anybody can fill in anybody's address.
 */
export function writeConfirmationMail(
  { organisation, pages }: Letterhead,
  { language, seal }: { language: Locale; seal: Buffer },
): Letter {
  const t = translatorOf(confirmationMessages, language)
  const stopUrl = pages.stop(language, seal)
  const paragraphs = [
    t('greeting'),
    t('asked', { organisation }),
    t('confirm', { url: pages.confirm(language, seal) }),
    t('notYou'),
    t('stop', { url: stopUrl }),
    organisation,
  ]
  return {
    subject: t('subject', { organisation }),
    text: `${paragraphs.join('\n\n')}\n`,
    automatic: true,
    stopUrl,
  }
}
