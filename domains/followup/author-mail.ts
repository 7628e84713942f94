import { refusalMessages } from '#domains/deliberate'
import { createTranslator, type Locale } from '#platform/i18n'
import type { OutgoingMail } from '#platform/mail'
import { authorMessages } from './followup.messages.ts'
import type { AuthorNews } from './tell-author.ts'

/** Writes to the author of a statement what was decided about it, why, and how to ask for a second look. */
export function writeAuthorMail(
  news: AuthorNews,
  to: { address: string; language: Locale; trackUrl: string; stopUrl: string },
): OutgoingMail {
  const t = createTranslator(authorMessages, to.language)
  const { event, question, statement, reason, explanation, organisation } = news
  const mayAppeal = event === 'refused' || event === 'removed'
  const paragraphs = [
    t('greeting'),
    t('wrote', { question, statement }),
    t(event),
    reason && t('reason', { reason: refusalMessages[to.language][reason] }),
    explanation,
    organisation,
    t(mayAppeal ? 'appeal' : 'track', { url: to.trackUrl }),
    t('stop', { url: to.stopUrl }),
  ]
  return {
    to: to.address,
    subject: t(`${event}Subject`, { question }),
    text: `${paragraphs.filter(Boolean).join('\n\n')}\n`,
    stopUrl: to.stopUrl,
  }
}
