import type { Selectable } from 'kysely'
import type { DB } from '#db'
import { type Locale, type Translate, translatorOf } from '#platform/i18n'
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

export type InputKind = Selectable<DB['input']>['kind']

/** An input of theirs, and where they follow it. */
type OwnInput = { kind: InputKind; receivedAt: Date; trackUrl: string }

/**
 * Writes the mail to one person, in their language; the explanation stays in the language it was written in. Of several
 * inputs each is named by what it was and its day: whose words they are, only the page behind the link shows.
 */
export function writeNoticeMail(
  notice: NoticeText,
  to: { address: string; language: Locale; timeZone: string; inputs: OwnInput[]; stopUrl: string },
): OutgoingMail {
  const t = translatorOf(noticeMessages, to.language, to.timeZone)
  const { question, organisation, unit, verdict, reason, explanation } = notice
  const changed = notice.version > 1
  const paragraphs = [
    t('greeting'),
    t('said', { question }),
    t(changed ? 'answerChanged' : 'answer', { verdict: lowerFirst(verdictMessages[to.language][verdict]) }),
    explanation,
    reason && t('reason', { reason: lowerFirst(reasonMessages[to.language][reason]) }),
    `${unit}, ${organisation}`,
    nameInputs(t, to.inputs),
    t('stop', { url: to.stopUrl }),
  ]
  return {
    to: to.address,
    subject: t(changed ? 'subjectChanged' : 'subject', { question }),
    text: `${paragraphs.filter(Boolean).join('\n\n')}\n`,
    stopUrl: to.stopUrl,
  }
}

function nameInputs(t: Translate<keyof typeof noticeMessages.nl>, inputs: OwnInput[]): string {
  const [first, ...more] = inputs
  if (first && more.length === 0) return t('track', { url: first.trackUrl })
  const lines = inputs.map(({ kind, receivedAt, trackUrl }) => {
    const name = kind === 'statement' || kind === 'votes' || kind === 'question' ? kind : 'message'
    return `${t(name, { on: receivedAt })}\n${trackUrl}`
  })
  return [t('trackAll', { n: inputs.length }), ...lines].join('\n\n')
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
