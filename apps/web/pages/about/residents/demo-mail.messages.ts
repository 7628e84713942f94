import { defineMessages } from '#platform/i18n'

export const demoMailMessages = defineMessages(
  {
    title: 'De mail van deze demo',
    lead: 'Een demo stuurt geen mail. Wat zij zou sturen, leest u hier: de nieuwste mail staat bovenaan.',
    none: 'Er is nog geen mail',
    noneText: 'Vraag ons iets met uw e-mailadres, of vraag een link om in te loggen.',
    to: 'Aan {to}, {at, date, long} om {at, time, short} uur',
    again: 'Kijk opnieuw',
  },
  {
    title: 'The mail of this demo',
    lead: 'A demo sends no mail. What it would send, you can read here: the newest mail is on top.',
    none: 'There is no mail yet',
    noneText: 'Ask us something with your e-mail address, or ask for a link to sign in.',
    to: 'To {to}, {at, date, long} at {at, time, short}',
    again: 'Look again',
  },
)
