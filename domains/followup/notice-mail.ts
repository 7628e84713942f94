import { createTranslator, type Locale } from '#platform/i18n'
import type { OutgoingMail } from '#platform/mail'
import { noticeMessages, reasonMessages, verdictMessages } from './followup.messages.ts'
import type { ReasonCode, Verdict } from './response.ts'

/** What every mail about one version of a response says. */
export type NoticeText = {
  organisation: string
  question: string
  unit: string
  version: number
  verdict: Verdict
  reason: ReasonCode | null
  explanation: string
}

/** Writes the mail to one person, in their language; the explanation stays in the language it was written in. */
export function writeNoticeMail(
  notice: NoticeText,
  to: { address: string; language: Locale; trackUrl: string; stopUrl: string },
): OutgoingMail {
  const t = createTranslator(noticeMessages, to.language)
  const { question, organisation, unit, verdict, reason, explanation } = notice
  const changed = notice.version > 1
  const paragraphs = [
    t('greeting'),
    t('said', { question }),
    t(changed ? 'answerChanged' : 'answer', { verdict: lowerFirst(verdictMessages[to.language][verdict]) }),
    explanation,
    reason && t('reason', { reason: lowerFirst(reasonMessages[to.language][reason]) }),
    `${unit}, ${organisation}`,
    t('track', { url: to.trackUrl }),
    t('stop', { url: to.stopUrl }),
  ]
  return {
    to: to.address,
    subject: t(changed ? 'subjectChanged' : 'subject', { question }),
    text: `${paragraphs.filter(Boolean).join('\n\n')}\n`,
    stopUrl: to.stopUrl,
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
