import { dateOfDue, noonOf } from '#platform/clock'
import { type Locale, translatorOf } from '#platform/i18n'
import { escalationMessages } from './escalation-mail.messages.ts'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'

/** Conversations that must be answered: due when, and how urgent, from 1 to 3. */
export type EscalationLetter = {
  language: Locale
  lines: readonly { conversationId: string; due: string; level: 1 | 2 | 3 }[]
}

/** As many as somebody reads. */
const MOST_NAMED = 40
const levels = [3, 2, 1] as const

/** Tells a member of staff what is due, the most urgent first: by day and link alone, since what people wrote goes into no such mail. */
export function writeEscalationMail(
  { organisation, pages, timeZone }: Letterhead,
  { language, lines }: EscalationLetter,
): Letter {
  const t = translatorOf(escalationMessages, language, timeZone)
  const named = lines.toSorted((a, b) => b.level - a.level || a.due.localeCompare(b.due)).slice(0, MOST_NAMED)
  const parts = levels.flatMap((level) => {
    const ofLevel = named.filter((line) => line.level === level)
    const told = ofLevel.map(({ conversationId, due }) =>
      t('line', { due: noonOf(dateOfDue(due)), link: pages.inbox(language, conversationId) }),
    )
    return ofLevel.length > 0 ? [[t(`level${level}`), ...told].join('\n')] : []
  })
  const more = lines.length - named.length
  if (more > 0) parts.push(`${t('more', { n: more })}\n${pages.inbox(language)}`)
  return {
    subject: t('subject', { n: lines.length }),
    text: [...parts, organisation].join('\n\n'),
    automatic: true,
  }
}
