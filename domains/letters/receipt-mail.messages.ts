import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const receiptMessages = defineMessages(
  {
    subject: 'Uw bericht aan {organisation} is ontvangen',
    received: 'Op {at, date, long} stuurde u een bericht aan {organisation}. Wij hebben het ontvangen.',
    next: 'Iemand van ons leest het. U hebt {due, by, long} antwoord, op dit adres.',
    code: 'Uw volgcode is {code}. Hiermee ziet u altijd wat er met uw bericht gebeurt:',
    confirm: 'Wilt u ook bericht als er later nieuws over is? Bevestig dan één keer uw adres:',
    notYou: 'Hebt u ons niets gestuurd? Dan heeft iemand anders dit adres ingevuld. U hoeft niets te doen.',
    stop: 'Wilt u geen mail als deze meer? Dat regelt u met één klik. Een antwoord dat een medewerker schrijft, krijgt u dan nog wel:',
  },
  {
    subject: 'Your message to {organisation} has arrived',
    received: 'On {at, date, long} you sent a message to {organisation}. We have received it.',
    next: 'One of us will read it. You will have our answer {due, by, long}, at this address.',
    code: 'Your code is {code}. It always shows you what happens to your message:',
    confirm: 'Do you want to hear when there is news about it later? Then confirm your address, once:',
    notYou: 'Did you not send us anything? Then somebody else gave this address. You need not do anything.',
    stop: 'No more mails like this one? One click is enough. You will still get a reply that one of us writes:',
  },
)
