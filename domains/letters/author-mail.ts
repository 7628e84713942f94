import { type Locale, type Translate, translatorOf } from '#platform/i18n'
import { authorMessages } from './author-mail.messages.ts'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'

/** What was decided about one statement. */
export type AuthorNews = {
  event: 'refused' | 'removed' | 'upheld' | 'overturned'
  /** What the dialogue asks. */
  question: string
  receivedAt: Date
  /** In the words and the language of the reader: a sentence. */
  reason: string | undefined
  /** In the language in which it was written. */
  explanation: string
  /** The notice by whose link its author reads on. */
  noticeId: string
}

/**
 * Writes to an author what was decided about their statements, why, and how to ask for a second look. A statement is named
 * by its day and its question: whose words it holds, only the page behind the link shows.
 */
export function writeAuthorMail(
  { organisation, pages, timeZone }: Letterhead,
  { language, seal, news }: { language: Locale; seal: Buffer; news: [AuthorNews, ...AuthorNews[]] },
): Letter {
  const t = translatorOf(authorMessages, language, timeZone)
  const stopUrl = pages.stop(language, seal)
  const paragraphs = [
    t('greeting'),
    ...news.flatMap((one) => writeNews(t, one, pages.trackOfNotice(language, one.noticeId))),
    organisation,
    t('stop', { url: stopUrl }),
  ]
  const [{ event, question }, ...more] = news
  return {
    subject: more.length > 0 ? t('severalSubject', { n: news.length }) : t(`${event}Subject`, { question }),
    text: `${paragraphs.join('\n\n')}\n`,
    stopUrl,
  }
}

type Say = Translate<keyof (typeof authorMessages)['nl']>

function writeNews(t: Say, news: AuthorNews, url: string): string[] {
  const { event, question, receivedAt, reason, explanation } = news
  const mayAppeal = event === 'refused' || event === 'removed'
  return [
    t('wrote', { on: receivedAt, question }),
    t(event),
    reason ? t('reason', { reason }) : '',
    explanation,
    t(mayAppeal ? 'appeal' : 'track', { url }),
  ].filter(Boolean)
}
