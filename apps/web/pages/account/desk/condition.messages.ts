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
      '{n, plural, one {# taak hangt} other {# taken hangen}} aan een programma dat er niet meer is. Dat komt binnen een minuut goed. Zo niet, vraag het de beheerder van de server.',
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
    mailWaiting:
      '{n, plural, one {# mail wacht} other {# mails wachten}} al sinds {since, date, short}. Vraag de beheerder van de server naar de mailserver.',
    mailRefused:
      '{n, plural, one {# mail is} other {# mails zijn}} deze week geweigerd door de mailserver van de ontvanger.',
    maps: 'Meningskaarten',
    mapsGood: 'Alle antwoorden staan op de kaarten.',
    mapsLate:
      '{n, plural, one {# kaart loopt} other {# kaarten lopen}} meer dan een minuut achter. Vraag de beheerder van de server om “weerklank doctor” te draaien: dat zegt waarom.',
  },
  {
    title: 'Is everything working?',
    yes: 'Yes, everything works.',
    no: '{n, plural, one {No, one thing needs your attention.} other {No, # things need your attention.}}',
    now: 'This is how things are now. Load the page again to see how they are later.',
    good: 'Good',
    look: 'Look at this',
    jobs: 'Work in the background',
    jobsGood: 'Nothing stands still.',
    jobsHeld:
      '{n, plural, one {# task is} other {# tasks are}} held by a program that is gone. That is mended within a minute. If not, ask whoever runs the server.',
    jobsLate: '{n, plural, one {# task has} other {# tasks have}} waited for more than ten minutes.',
    jobsFailing:
      '“{name}” fails: {jobs, plural, one {# task} other {# tasks}}, tried up to {tries, plural, one {# time} other {# times}}. {givenUp, plural, =0 {We will try again.} one {We no longer try # task.} other {We no longer try # tasks.}}',
    jobsFailingAsk:
      'Ask whoever runs the server to look in the log: under these names it says what went wrong.',
    jobsLong:
      '{n, plural, one {# task has} other {# tasks have}} been under way for more than a quarter of an hour. Ask whoever runs the server to look in the log.',
    noWorker: 'No program for this work is running. Ask whoever runs the server to start “weerklank worker”.',
    mail: 'Mail',
    mailGood: 'All mail is on its way or has arrived.',
    mailWaiting:
      '{n, plural, one {# mail has} other {# mails have}} been waiting since {since, date, short}. Ask whoever runs the server about the mail server.',
    mailRefused:
      '{n, plural, one {# mail was} other {# mails were}} refused this week by the mail server of the recipient.',
    maps: 'Opinion maps',
    mapsGood: 'All answers are on the maps.',
    mapsLate:
      '{n, plural, one {# map is} other {# maps are}} more than a minute behind. Ask whoever runs the server to run “weerklank doctor”: it says why.',
  },
)
