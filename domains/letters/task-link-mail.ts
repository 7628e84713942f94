import { noonOf } from '#platform/clock'
import { type Locale, translatorOf } from '#platform/i18n'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'
import { taskLinkMessages } from './task-link-mail.messages.ts'

/**
 * Sends somebody outside the organisation the link to one question of ours. It says nothing of the question: a mail may be read by
 * others.
 */
export function writeTaskLink(
  { organisation, pages, timeZone }: Letterhead,
  { language, key, answerOn }: { language: Locale; key: string; answerOn: string },
): Letter {
  const t = translatorOf(taskLinkMessages, language, timeZone)
  const words = { organisation, link: pages.taskLink(language, key), on: noonOf(answerOn) }
  return { subject: t('subject', words), text: t('text', words), automatic: true }
}
