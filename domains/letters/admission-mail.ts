import { type Locale, translatorOf } from '#platform/i18n'
import { admissionMessages } from './admission-mail.messages.ts'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'

/** Where somebody asked to take part. */
export type AskedDialogue = { language: Locale; slug: string; question: string }

/**
 * Sends whoever asked to take part in a dialogue the link that lets their browser in. An address that takes part already
 * gets no token, and reads where to go on.
 */
export function writeAdmissionMail(
  { organisation, pages }: Letterhead,
  { language, slug, question, token }: AskedDialogue & { token: string | undefined },
): Letter {
  const t = translatorOf(admissionMessages, language)
  const words = { question, organisation }
  if (token === undefined) {
    const link = pages.dialogue(language, slug)
    return { subject: t('againSubject', words), text: t('againText', { ...words, link }), automatic: true }
  }
  const link = pages.admission(language, slug, token)
  return { subject: t('subject', words), text: t('text', { ...words, link }), automatic: true }
}
