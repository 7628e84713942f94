import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const receiptMessages = defineMessages(
  {
    subject: 'Uw bericht aan {organisation} is ontvangen',
    received: 'Op {at, date, long} stuurde u een bericht aan {organisation}. Wij hebben het ontvangen.',
    next: 'Iemand van ons leest het. U hebt {due, by, long} antwoord, op dit adres.',
    code: 'Uw volgcode is {code}. Daarmee ziet u altijd wat er met uw bericht gebeurt:',
    confirm: 'Wilt u ook bericht als er later nieuws over is? Bevestig dan één keer uw adres:',
    notYou: 'Hebt u ons niets gestuurd? Dan heeft iemand anders dit adres ingevuld. U hoeft niets te doen.',
    stop: 'Wilt u zulke automatische mails niet meer? Dat regelt u met één klik. Een antwoord dat een medewerker schrijft, krijgt u nog wel:',
  },
  {
    subject: '{organisation} has received your message',
    received: 'On {at, date, long} you sent a message to {organisation}. We have received it.',
    next: 'One of us will read it. You will have our answer {due, by, long}, at this address.',
    code: 'Your tracking code is {code}. You can always use it to see what is happening with your message:',
    confirm:
      'Would you also like to hear if there is news about it later? Then please confirm your address, once:',
    notYou:
      'If you did not send us anything, someone else entered this address. You do not need to do anything.',
    stop: 'If you do not want automatic emails like this one, use this link. One click is enough. A reply written by one of us will still reach you:',
  },
)
