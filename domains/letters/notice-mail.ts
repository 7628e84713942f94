import type { Selectable } from 'kysely'
import type { DB } from '#db'
import { defineMessages, type Locale, type Translate, translatorOf } from '#platform/i18n'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'

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
  /** In the language in which it was written. */
  explanation: string
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
  const { question, unit, isChanged, verdict, reason, explanation } = answer
  const t = translatorOf(messages, language, timeZone)
  const stopUrl = pages.stop(language, notice.seal)
  const told = inputs.map(({ noticeId, ...input }) => ({
    ...input,
    url: pages.trackOfNotice(language, noticeId),
  }))
  const paragraphs = [
    t('greeting'),
    t('said', { question }),
    t(isChanged ? 'answerChanged' : 'answer', { verdict: lowerFirst(verdict) }),
    explanation,
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

type Say = Translate<keyof (typeof messages)['nl']>

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

const messages = defineMessages(
  {
    subject: 'U hebt antwoord: {question}',
    subjectChanged: 'Ons antwoord is veranderd: {question}',
    greeting: 'Goedendag,',
    said: 'U liet ons iets weten over deze vraag:\n{question}',
    answer: 'Dit is ons antwoord: {verdict}.',
    answerChanged: 'Wij hebben ons antwoord veranderd. Dit is het nu: {verdict}.',
    reason: 'De reden: {reason}.',
    track: 'Bekijk wat er met uw inbreng gebeurde, en wat er nog komt:\n{url}',
    trackAll: 'U liet ons {n} keer iets weten. Bekijk bij elk wat ermee gebeurde, en wat er nog komt:',
    statement: 'Uw stelling van {on, date, long}:',
    votes: 'Uw stemmen, sinds {on, date, long}:',
    question: 'Uw vraag van {on, date, long}:',
    message: 'Uw bericht van {on, date, long}:',
    stop: 'Wilt u geen berichten meer van ons? Dat regelt u met één klik:\n{url}',
  },
  {
    subject: 'You have an answer: {question}',
    subjectChanged: 'Our answer has changed: {question}',
    greeting: 'Hello,',
    said: 'You told us something about this question:\n{question}',
    answer: 'This is our answer: {verdict}.',
    answerChanged: 'We have changed our answer. It is now: {verdict}.',
    reason: 'The reason: {reason}.',
    track: 'See what came of your input, and what is still to come:\n{url}',
    trackAll: 'You told us something {n} times. See for each what came of it, and what is still to come:',
    statement: 'Your statement of {on, date, long}:',
    votes: 'Your votes, since {on, date, long}:',
    question: 'Your question of {on, date, long}:',
    message: 'Your message of {on, date, long}:',
    stop: 'No more messages from us? One click is enough:\n{url}',
  },
)
