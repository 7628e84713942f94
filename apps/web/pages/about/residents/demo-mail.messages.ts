import { defineMessages } from '#platform/i18n'

export const demoMailMessages = defineMessages(
  {
    title: 'Mails van deze demo',
    lead: 'Een demo stuurt geen mail. Hier leest u wat zij zou sturen: de nieuwste mail staat bovenaan.',
    none: 'Er is nog geen mail',
    noneText: 'Vraag ons iets met uw e-mailadres, of vraag een link om in te loggen.',
    to: 'Aan {to}, {at, date, long} om {at, time, short} uur',
    again: 'Kijk opnieuw',
  },
  {
    title: 'Emails in this demo',
    lead: 'A demo does not send email. Here you can read what it would have sent, newest first.',
    none: 'There are no emails yet',
    noneText: 'Ask us something and give your email address, or ask for a link to sign in.',
    to: 'To {to}, {at, date, long} at {at, time, short}',
    again: 'Check again',
  },
)
