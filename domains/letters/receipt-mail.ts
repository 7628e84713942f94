import { defineMessages, type Locale, translatorOf } from '#platform/i18n'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'

export type Receipt = {
  language: Locale
  /** The claim code as people read it, and as it stands in an address. */
  code: { shown: string; typed: string }
  receivedAt: Date
  /** The last day on which our answer is in time. */
  dueOn: string
  /** Of the address that it goes to. */
  seal: Buffer
  /** It asks to confirm the address too, so that asking costs no second mail. */
  mustAsk: boolean
}

/**
 * Tells somebody that what they sent has arrived. It repeats nothing of what was said and greets nobody by name:
 * anybody can fill in anybody's address, and this mail must not carry a stranger's words to them. Whoever did not ask
 * for it stops all of them with one click.
 */
export function writeReceipt({ organisation, pages, timeZone }: Letterhead, receipt: Receipt): Letter {
  const { language, code, receivedAt, dueOn, seal, mustAsk } = receipt
  const t = translatorOf(messages, language, timeZone)
  const stopUrl = pages.stop(language, seal)
  const paragraphs = [
    t('received', { organisation, at: receivedAt }),
    t('next', { due: noonOf(dueOn) }),
    t('code', { code: code.shown }),
    pages.track(language, code.typed),
    ...(mustAsk ? [`${t('confirm')}\n${pages.confirm(language, seal)}`] : []),
    t('notYou'),
    `${t('stop')}\n${stopUrl}`,
    organisation,
  ]
  return { subject: t('subject', { organisation }), text: paragraphs.join('\n\n'), automatic: true, stopUrl }
}

/** An instant that is on this date in every time zone of Europe. */
function noonOf(date: string): Date {
  return new Date(`${date}T12:00:00Z`)
}

const messages = defineMessages(
  {
    subject: 'Uw bericht aan {organisation} is ontvangen',
    received: 'Op {at, date, long} stuurde u een bericht aan {organisation}. Wij hebben het ontvangen.',
    next: 'Iemand van ons leest het. U hebt uiterlijk {due, date, long} antwoord, op dit adres.',
    code: 'Uw volgcode is {code}. Hiermee ziet u altijd wat er met uw bericht gebeurt:',
    confirm: 'Wilt u ook bericht als er later nieuws over is? Bevestig dan één keer uw adres:',
    notYou: 'Hebt u ons niets gestuurd? Dan heeft iemand anders dit adres ingevuld. U hoeft niets te doen.',
    stop: 'Wilt u geen mail als deze meer? Dat regelt u met één klik. Een antwoord dat een medewerker schrijft, krijgt u dan nog wel:',
  },
  {
    subject: 'Your message to {organisation} has arrived',
    received: 'On {at, date, long} you sent a message to {organisation}. We have received it.',
    next: 'One of us will read it. You will have our answer by {due, date, long}, at this address.',
    code: 'Your code is {code}. It always shows you what happens to your message:',
    confirm: 'Do you want to hear when there is news about it later? Then confirm your address, once:',
    notYou: 'Did you not send us anything? Then somebody else gave this address. You need not do anything.',
    stop: 'No more mails like this one? One click is enough. You will still get a reply that one of us writes:',
  },
)
