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
    jobsStuck:
      '{held, plural, =0 {} one {# taak hangt aan een programma dat er niet meer is. } other {# taken hangen aan een programma dat er niet meer is. }}{late, plural, =0 {} one {# taak wacht langer dan tien minuten.} other {# taken wachten langer dan tien minuten.}}',
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
      '{n, plural, one {# kaart loopt} other {# kaarten lopen}} meer dan een minuut achter. Vraag de beheerder van de server om “weerklank worker” te starten.',
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
    jobsStuck:
      '{held, plural, =0 {} one {# task is held by a program that is gone. } other {# tasks are held by a program that is gone. }}{late, plural, =0 {} one {# task has waited for more than ten minutes.} other {# tasks have waited for more than ten minutes.}}',
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
      '{n, plural, one {# map is} other {# maps are}} more than a minute behind. Ask whoever runs the server to start “weerklank worker”.',
  },
)
