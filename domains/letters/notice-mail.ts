import type { Selectable } from 'kysely'
import type { DB } from '#db'
import type { Written } from '#domains/translation'
import { type Locale, languageName, type Translate, translatorOf } from '#platform/i18n'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'
import { noticeMessages } from './notice-mail.messages.ts'

/** What a mail says about one version of a response. */
export type NoticeAnswer = {
  question: string
  /** Who answers. */
  unit: string
  /** It stands in the place of an earlier one. */
  isChanged: boolean
  /** In the words and the language of the reader, as a line of its own. */
  verdict: string
  reason: string | undefined
  action: string
  why: string
  /** In which what we do and why are, and whether they are a translation. */
  written: Written
}

type InputKind = Selectable<DB['input']>['kind']

/** An input of theirs, and the notice by whose link they follow it. */
export type ToldInput = { kind: InputKind; receivedAt: Date; noticeId: string }

/**
 * Tells one person what came of what they said. Of several inputs each is named by what it was and its day: whose words
 * they are, only the page behind the link shows.
 */
export function writeNoticeMail(
  { organisation, pages, timeZone }: Letterhead,
  notice: { language: Locale; seal: Buffer; answer: NoticeAnswer; inputs: ToldInput[] },
): Letter {
  const { language, answer, inputs } = notice
  const { question, unit, isChanged, verdict, reason, action, why, written } = answer
  const t = translatorOf(noticeMessages, language, timeZone)
  const stopUrl = pages.stop(language, notice.seal)
  const told = inputs.map(({ noticeId, ...input }) => ({
    ...input,
    url: pages.trackOfNotice(language, noticeId),
  }))
  const paragraphs = [
    t('greeting'),
    t('said', { question }),
    t(isChanged ? 'answerChanged' : 'answer', { verdict: lowerFirst(verdict) }),
    sayLanguage(t, language, written),
    `${t('action')}\n${action}`,
    `${t('why')}\n${why}`,
    reason && t('reason', { reason: lowerFirst(reason) }),
    `${unit}, ${organisation}`,
    nameInputs(t, told),
    t('stop', { url: stopUrl }),
  ]
  return {
    subject: t(isChanged ? 'subjectChanged' : 'subject', { question }),
    text: `${paragraphs.filter(Boolean).join('\n\n')}\n`,
    stopUrl,
  }
}

type Say = Translate<keyof (typeof noticeMessages)['nl']>

/** Where the explanation is not in the language of the mail, or not as it was written. */
function sayLanguage(t: Say, locale: Locale, { language, translated }: Written): string | undefined {
  const name = languageName(locale, translated?.from ?? language)
  if (!name || (!translated && language === locale)) return undefined
  if (!translated) return t('foreign', { language: name })
  return t(translated.byMachine ? 'byMachine' : 'translated', { language: name })
}

function nameInputs(t: Say, inputs: { kind: InputKind; receivedAt: Date; url: string }[]): string {
  const [first, ...more] = inputs
  if (first && more.length === 0) return t('track', { url: first.url })
  const lines = inputs.map(({ kind, receivedAt, url }) => {
    const name = kind === 'statement' || kind === 'votes' || kind === 'question' ? kind : 'message'
    return `${t(name, { on: receivedAt })}\n${url}`
  })
  return [t('trackAll', { n: inputs.length }), ...lines].join('\n\n')
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
