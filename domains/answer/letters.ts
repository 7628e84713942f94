import type { ClaimCode } from '#domains/register'
import { showCode } from '#platform/code'
import { type Catalog, createTranslator, type Locale } from '#platform/i18n'
import type { OutgoingMail } from '#platform/mail'

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
  const say = createTranslator(catalog, language, letterhead.timeZone)
  const { organisation } = letterhead
  const stopUrl = letterhead.stopUrl(language, seal)
  const text = [
    say('received', { organisation, at: now }),
    say('next', { due: noonOf(dueOn) }),
    say('code', { code: showCode(code) }),
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
  const say = createTranslator(catalog, language, letterhead.timeZone)
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

/** An instant that is on this date in every time zone of Europe. */
function noonOf(date: string): Date {
  return new Date(`${date}T12:00:00Z`)
}

const catalog: Catalog<
  | 'receiptSubject'
  | 'received'
  | 'next'
  | 'code'
  | 'confirm'
  | 'notYou'
  | 'stop'
  | 'track'
  | 'askAgain'
  | 'youAsked'
> = {
  nl: {
    receiptSubject: 'Uw bericht aan {organisation} is ontvangen',
    received: 'Op {at, date, long} stuurde u een bericht aan {organisation}. Wij hebben het ontvangen.',
    next: 'Iemand van ons leest het. U hebt uiterlijk {due, date, long} antwoord, op dit adres.',
    code: 'Uw volgcode is {code}. Hiermee ziet u altijd wat er met uw bericht gebeurt:',
    confirm: 'Wilt u ook bericht als er later nieuws over is? Bevestig dan één keer uw adres:',
    notYou: 'Hebt u ons niets gestuurd? Dan heeft iemand anders dit adres ingevuld. U hoeft niets te doen.',
    stop: 'Wilt u geen mail als deze meer? Dat regelt u met één klik. Een antwoord dat een medewerker schrijft, krijgt u dan nog wel:',
    track: 'Met uw volgcode ziet u wat er met uw bericht gebeurt:',
    askAgain: 'Hebt u nog een vraag? Stel die hier:',
    youAsked: 'Op {at, date, long} schreef u:',
  },
  en: {
    receiptSubject: 'Your message to {organisation} has arrived',
    received: 'On {at, date, long} you sent a message to {organisation}. We have received it.',
    next: 'One of us will read it. You will have our answer by {due, date, long}, at this address.',
    code: 'Your code is {code}. It always shows you what happens to your message:',
    confirm: 'Do you want to hear when there is news about it later? Then confirm your address, once:',
    notYou: 'Did you not send us anything? Then somebody else gave this address. You need not do anything.',
    stop: 'No more mails like this one? One click is enough. You will still get a reply that one of us writes:',
    track: 'With your code you can see what happens to your message:',
    askAgain: 'Do you have another question? Ask it here:',
    youAsked: 'On {at, date, long} you wrote:',
  },
}
