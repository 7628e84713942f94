import { type ClaimCode, showClaimCode } from '#domains/people'
import { noonOf } from '#platform/clock'
import { type Locale, translatorOf } from '#platform/i18n'
import type { OutgoingMail } from '#platform/mail'
import { letterMessages } from './letters.messages.ts'

/** Who writes, and the addresses in what they write: the same for all mail of an installation. */
export type Letterhead = {
  organisation: string
  /** The part of our Message-IDs after the @. */
  mailDomain: string
  timeZone: string
  /** Where a resident follows their input; with the code it opens at once. */
  trackUrl: (language: Locale, code?: ClaimCode) => string
  /** Where whoever holds an address says that they want our notices. */
  confirmUrl: (language: Locale, seal: Buffer) => string
  /** Where they stop all mail that the machine sends. */
  stopUrl: (language: Locale, seal: Buffer) => string
  /** Where somebody asks something new. */
  askUrl: (language: Locale) => string
}

type Letter = { subject: string; text: string }

/**
 * The automatic receipt. It repeats nothing of what was said and greets nobody by name: anybody can fill in anybody's
 * address, and this mail must not carry a stranger's words to them. Who did not ask for it stops all of them by one click.
 */
export function writeReceipt(
  letterhead: Letterhead,
  receipt: {
    language: Locale
    code: ClaimCode
    dueOn: string
    now: Date
    /** Of the address that it goes to. */
    seal: Buffer
    /** It asks to confirm the address too, so that asking costs no second mail. */
    mustAsk: boolean
  },
): Omit<OutgoingMail, 'to'> {
  const { language, code, dueOn, now, seal, mustAsk } = receipt
  const say = translatorOf(letterMessages, language, letterhead.timeZone)
  const { organisation } = letterhead
  const stopUrl = letterhead.stopUrl(language, seal)
  const text = [
    say('received', { organisation, at: now }),
    say('next', { due: noonOf(dueOn) }),
    say('code', { code: showClaimCode(code) }),
    letterhead.trackUrl(language, code),
    ...(mustAsk ? [`${say('confirm')}\n${letterhead.confirmUrl(language, seal)}`] : []),
    say('notYou'),
    `${say('stop')}\n${stopUrl}`,
    organisation,
  ]
  const subject = say('receiptSubject', { organisation })
  return { subject, text: text.join('\n\n'), automatic: true, stopUrl }
}

/** A reply by a person: their words, where to go on, and below them what was asked. */
export function writeReply(
  letterhead: Letterhead,
  reply: { language: Locale; subject: string; body: string; question: string; askedAt: Date },
): Letter {
  const { language } = reply
  const say = translatorOf(letterMessages, language, letterhead.timeZone)
  const text = [
    reply.body,
    `-- \n${letterhead.organisation}`,
    `${say('track')}\n${letterhead.trackUrl(language)}`,
    `${say('askAgain')}\n${letterhead.askUrl(language)}`,
    `${say('youAsked', { at: reply.askedAt })}\n${quote(reply.question)}`,
  ]
  return { subject: `Re: ${reply.subject}`, text: text.join('\n\n') }
}

function quote(text: string): string {
  return text.replace(/^/gm, '> ').replace(/^> $/gm, '>')
}
