import { type ClaimCode, showClaimCode } from '#domains/people'
import { type Catalog, createTranslator, type Locale } from '#platform/i18n'

/** Who writes, and the addresses in what they write: the same for all mail of an installation. */
export type Letterhead = {
  organisation: string
  /** The part of our Message-IDs after the @. */
  mailDomain: string
  timeZone: string
  /** Where a resident follows their input; with the code it opens at once. */
  trackUrl: (language: Locale, code?: ClaimCode) => string
  /** Where whoever holds an address says that they want our notices. */
  confirmUrl: (language: Locale, contactId: string) => string
  /** Where somebody asks something new. */
  askUrl: (language: Locale) => string
}

type Letter = { subject: string; text: string }

/**
 * The automatic receipt. It repeats nothing of what was said and greets nobody by name: anybody can fill in anybody's
 * address, and this mail must not carry a stranger's words to them.
 */
export function writeReceipt(
  letterhead: Letterhead,
  receipt: { language: Locale; code: ClaimCode; dueOn: string; now: Date; contactToConfirm?: string },
): Letter {
  const { language, code, dueOn, now, contactToConfirm } = receipt
  const say = createTranslator(catalog, language, letterhead.timeZone)
  const { organisation } = letterhead
  const text = [
    say('received', { organisation, at: now }),
    say('next', { due: noonOf(dueOn) }),
    say('code', { code: showClaimCode(code) }),
    letterhead.trackUrl(language, code),
    ...(contactToConfirm ? [`${say('confirm')}\n${letterhead.confirmUrl(language, contactToConfirm)}`] : []),
    say('notYou'),
    organisation,
  ]
  return { subject: say('receiptSubject', { organisation }), text: text.join('\n\n') }
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
  'receiptSubject' | 'received' | 'next' | 'code' | 'confirm' | 'notYou' | 'track' | 'askAgain' | 'youAsked'
> = {
  nl: {
    receiptSubject: 'Uw bericht aan {organisation} is ontvangen',
    received: 'Op {at, date, long} stuurde u een bericht aan {organisation}. Wij hebben het ontvangen.',
    next: 'Iemand van ons leest het. U hebt uiterlijk {due, date, long} antwoord, op dit adres.',
    code: 'Uw volgcode is {code}. Hiermee ziet u altijd wat er met uw bericht gebeurt:',
    confirm: 'Wilt u ook bericht als er later nieuws over is? Bevestig dan één keer uw adres:',
    notYou:
      'Hebt u ons niets gestuurd? Dan heeft iemand dit adres per ongeluk ingevuld. U hoeft niets te doen.',
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
    notYou: 'Did you not send us anything? Then somebody gave this address by mistake. You need do nothing.',
    track: 'With your code you can see what happens to your message:',
    askAgain: 'Do you have another question? Ask it here:',
    youAsked: 'On {at, date, long} you wrote:',
  },
}
