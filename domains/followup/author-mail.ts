import { refusalMessages } from '#domains/deliberate'
import { type Locale, type Translate, translatorOf } from '#platform/i18n'
import type { OutgoingMail } from '#platform/mail'
import { authorMessages } from './followup.messages.ts'
import type { AuthorNews } from './tell-author.ts'

/** What was decided about one statement, and where its author reads on. */
type Told = AuthorNews & { trackUrl: string }

/**
 * Writes to an author what was decided about their statements, why, and how to ask for a second look. A statement is named
 * by its day and its question: whose words it holds, only the page behind the link shows.
 */
export function writeAuthorMail(
  told: Told[],
  to: { address: string; language: Locale; timeZone: string; stopUrl: string },
): OutgoingMail {
  const t = translatorOf(authorMessages, to.language, to.timeZone)
  const [first, ...more] = told
  if (!first) throw new Error('There is nothing to tell.')
  const paragraphs = [
    t('greeting'),
    ...told.flatMap((news) => writeNews(t, news, to.language)),
    first.organisation,
    t('stop', { url: to.stopUrl }),
  ]
  const { event, question } = first
  return {
    to: to.address,
    subject: more.length > 0 ? t('severalSubject', { n: told.length }) : t(`${event}Subject`, { question }),
    text: `${paragraphs.join('\n\n')}\n`,
    stopUrl: to.stopUrl,
  }
}

function writeNews(t: Translate<keyof typeof authorMessages.nl>, news: Told, language: Locale): string[] {
  const { event, question, receivedAt, reason, explanation, trackUrl } = news
  const mayAppeal = event === 'refused' || event === 'removed'
  return [
    t('wrote', { on: receivedAt, question }),
    t(event),
    reason ? t('reason', { reason: refusalMessages[language][reason] }) : '',
    explanation,
    t(mayAppeal ? 'appeal' : 'track', { url: trackUrl }),
  ].filter(Boolean)
}
