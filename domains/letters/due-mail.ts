import { noonOf } from '#platform/clock'
import { type Locale, translatorOf } from '#platform/i18n'
import { dueMessages } from './due-mail.messages.ts'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'

export type DueLetter = {
  conversationId: string
  language: Locale
  /** When they asked, and the new last day, as 2026-03-09. */
  askedOn: string
  dueOn: string
  reason: 'research' | 'others' | 'visit' | 'busy'
  /** The Message-IDs of what was mailed in this conversation before, by both sides, oldest first. */
  thread: string[]
  /** That of the last mail that came in; without one, ours is answered to. */
  heard?: string | undefined
}

/** Tells whoever asked that our answer comes later than was told, and why: in words that stand ready. */
export function writeDueMail(letterhead: Letterhead, due: DueLetter): Letter {
  const { organisation, pages, timeZone } = letterhead
  const { language, reason, thread: references } = due
  const t = translatorOf(dueMessages, language, timeZone)
  const paragraphs = [
    t('later', { asked: noonOf(due.askedOn), due: noonOf(due.dueOn) }),
    `${t(reason)} ${t('nothing')}`,
    `${t('track')}\n${pages.track(language)}`,
    organisation,
  ]
  const inReplyTo = due.heard ?? references.at(-1)
  return {
    subject: t('subject'),
    text: paragraphs.join('\n\n'),
    automatic: true,
    ...{ references, thread: letterhead.threadOf(due.conversationId) },
    ...(inReplyTo ? { inReplyTo } : {}),
  }
}
