import { defineMessages } from '#platform/i18n'

export const conditionMessages = defineMessages(
  {
    title: 'Werkt alles?',
    yes: 'Ja, alles werkt.',
    no: '{n, plural, one {Nee, één ding vraagt uw aandacht.} other {Nee, # dingen vragen uw aandacht.}}',
    now: 'Dit is de stand van nu. Ververs de pagina voor de stand van straks.',
    good: 'Goed',
    look: 'Kijk hiernaar',
    jobs: 'Werk op de achtergrond',
    jobsGood: 'Er staat niets stil.',
    jobsHeld:
      '{n, plural, one {# taak hangt} other {# taken hangen}} aan een programma dat niet meer draait. Dat komt binnen een minuut goed. Zo niet, vraag het dan aan de beheerder van de server.',
    jobsLate: '{n, plural, one {# taak wacht} other {# taken wachten}} langer dan tien minuten.',
    jobsFailing:
      '“{name}” mislukt: {jobs, plural, one {# taak} other {# taken}}, tot {tries, plural, one {# keer} other {# keer}} geprobeerd. {givenUp, plural, =0 {Wij proberen het opnieuw.} one {# taak proberen wij niet meer.} other {# taken proberen wij niet meer.}}',
    jobsFailingAsk:
      'Vraag de beheerder van de server om in het logboek te kijken: daar staat bij deze namen wat er misging.',
    jobsLong:
      '{n, plural, one {# taak is} other {# taken zijn}} langer dan een kwartier bezig. Vraag de beheerder van de server om in het logboek te kijken.',
    noWorker:
      'Er draait geen programma voor dit werk. Vraag de beheerder van de server om “weerklank worker” te starten.',
    mail: 'Mail',
    mailGood: 'Alle mail is op weg of aangekomen.',
    mailDemo: 'Een demo stuurt geen mail. U leest ze op de pagina “Mails van deze demo”.',
    mailWaiting:
      '{n, plural, one {# mail wacht} other {# mails wachten}} al sinds {since, date, short}. Vraag de beheerder van de server naar de mailserver.',
    mailRefused:
      '{n, plural, one {# mail is} other {# mails zijn}} deze week geweigerd door de mailserver van de ontvanger.',
    mailIn: 'Mail die binnenkomt',
    mailInGood: 'Wij lezen alle mailboxen.',
    mailInLate:
      'Wij lezen de mailbox {name} (map {folder}) niet. Nieuwe mail blijft op de mailserver staan. Vraag de beheerder van de server om “weerklank doctor” te draaien: dat zegt waarom.',
    mailInMissed:
      'Bij de controle van {name} (map {folder}) op {at, date, short} {n, plural, one {ontbrak # mail. Die halen wij alsnog op.} other {ontbraken # mails. Die halen wij alsnog op.}}',
    maps: 'Meningskaarten',
    mapsGood: 'De kaarten zijn bij.',
    mapsLate:
      '{n, plural, one {# kaart loopt} other {# kaarten lopen}} meer dan een minuut achter. Vraag de beheerder van de server om “weerklank doctor” te draaien: dat zegt waarom.',
  },
  {
    title: 'System status',
    yes: 'Everything is working.',
    no: '{n, plural, one {No, one thing needs your attention.} other {No, # things need your attention.}}',
    now: 'This is the situation right now. Reload the page for an update.',
    good: 'OK',
    look: 'Needs attention',
    jobs: 'Background jobs',
    jobsGood: 'Nothing is stuck.',
    jobsHeld:
      '{n, plural, one {# job is} other {# jobs are}} held by a program that is no longer running. This should resolve within a minute. If it does not, contact whoever runs the server.',
    jobsLate: '{n, plural, one {# job has} other {# jobs have}} been waiting for more than ten minutes.',
    jobsFailing:
      '“{name}” keeps failing: {jobs, plural, one {# job} other {# jobs}}, tried up to {tries, plural, one {# time} other {# times}}. {givenUp, plural, =0 {We will try again.} one {# job will not be tried again.} other {# jobs will not be tried again.}}',
    jobsFailingAsk:
      'Ask whoever runs the server to check the log. What went wrong is listed there under these names.',
    jobsLong:
      '{n, plural, one {# job has} other {# jobs have}} been running for more than a quarter of an hour. Ask whoever runs the server to check the log.',
    noWorker:
      'No program is running for these jobs. Ask whoever runs the server to start “weerklank worker”.',
    mail: 'Email',
    mailGood: 'All email is on its way or has been delivered.',
    mailDemo: 'A demo sends no email. You can read it on the page “Emails in this demo”.',
    mailWaiting:
      '{n, plural, one {# email has} other {# emails have}} been waiting since {since, date, short}. Ask whoever runs the server about the mail server.',
    mailRefused:
      '{n, plural, one {# email was} other {# emails were}} refused by the recipient’s mail server this week.',
    mailIn: 'Incoming email',
    mailInGood: 'All mailboxes are being read.',
    mailInLate:
      'The mailbox {name} (folder {folder}) is not being read. New email stays on the mail server. Ask whoever runs the server to run “weerklank doctor”, which will say why.',
    mailInMissed:
      'The check of {name} (folder {folder}) on {at, date, short} found {n, plural, one {# email that was missed. It is being fetched now.} other {# emails that were missed. They are being fetched now.}}',
    maps: 'Opinion maps',
    mapsGood: 'The maps include all answers.',
    mapsLate:
      '{n, plural, one {# map is} other {# maps are}} more than a minute behind. Ask whoever runs the server to run “weerklank doctor”, which will say why.',
  },
)
