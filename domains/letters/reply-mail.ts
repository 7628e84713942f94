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
  conversationId: string
  askedAt: Date
  /** The Message-IDs of what was mailed in this conversation before, by both sides, oldest first. */
  thread: string[]
  /** That of the last mail that came in; without one, ours is answered to. */
  heard?: string | undefined
}

/** A reply by a person: their words, where to go on, and below them what was asked. */
export function writeReply(letterhead: Letterhead, reply: ReplyLetter): Letter {
  const { organisation, pages, timeZone } = letterhead
  const { language, thread: references } = reply
  const thread = letterhead.threadOf(reply.conversationId)
  const t = translatorOf(replyMessages, language, timeZone)
  const paragraphs = [
    reply.body,
    `-- \n${organisation}`,
    `${t('track')}\n${pages.track(language)}`,
    thread.replyTo ? t('answerThis') : `${t('askAgain')}\n${pages.ask(language)}`,
    `${t('youAsked', { at: reply.askedAt })}\n${quote(reply.question)}`,
  ]
  const inReplyTo = reply.heard ?? references.at(-1)
  return {
    subject: /^re:/i.test(reply.subject) ? reply.subject : `Re: ${reply.subject}`,
    text: paragraphs.join('\n\n'),
    ...{ references, thread },
    purpose: 'reply',
    ...(inReplyTo ? { inReplyTo } : {}),
  }
}

function quote(text: string): string {
  return text.replace(/^/gm, '> ').replace(/^> $/gm, '>')
}
