import { type Locale, translatorOf } from '#platform/i18n'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'
import { replyMessages } from './reply-mail.messages.ts'

export type ReplyLetter = {
  language: Locale
  /** What the conversation is called. */
  subject: string
  body: string
  question: string
  askedAt: Date
  /** The Message-IDs of what we mailed in this conversation before, oldest first. */
  thread: string[]
}

/** A reply by a person: their words, where to go on, and below them what was asked. */
export function writeReply({ organisation, pages, timeZone }: Letterhead, reply: ReplyLetter): Letter {
  const { language, thread } = reply
  const t = translatorOf(replyMessages, language, timeZone)
  const paragraphs = [
    reply.body,
    `-- \n${organisation}`,
    `${t('track')}\n${pages.track(language)}`,
    `${t('askAgain')}\n${pages.ask(language)}`,
    `${t('youAsked', { at: reply.askedAt })}\n${quote(reply.question)}`,
  ]
  const inReplyTo = thread.at(-1)
  return {
    subject: `Re: ${reply.subject}`,
    text: paragraphs.join('\n\n'),
    references: thread,
    purpose: 'reply',
    ...(inReplyTo ? { inReplyTo } : {}),
  }
}

function quote(text: string): string {
  return text.replace(/^/gm, '> ').replace(/^> $/gm, '>')
}
