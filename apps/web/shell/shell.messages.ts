import { defineMessages } from '#platform/i18n'

export const shellMessages = defineMessages(
  {
    skip: 'Naar de inhoud',
    menu: 'Hoofdmenu',
    language: 'Taal',
    noAnswer: 'Er kwam geen antwoord.',
    noAnswerText: 'Kijk of u verbinding hebt en probeer het opnieuw.',
    error: 'Fout',
    desk: 'Werkplek',
    signOut: 'Uitloggen',
    offlineTitle: 'Liever niet via internet?',
    offline:
      'Bel {phone}, {hours}. Of kom langs aan de balie: {address}. Wij schrijven dan op wat u vertelt. Ook dan krijgt u een volgcode en een antwoord.',
    participateTitle: 'Meedoen',
    howTitle: 'Zo werken wij',
    demo: 'Dit is een voorbeeld. Alles wat hier staat, is verzonnen.',
  },
  {
    skip: 'Skip to content',
    menu: 'Main menu',
    language: 'Language',
    noAnswer: 'There was no response.',
    noAnswerText: 'Check your connection and try again.',
    error: 'Error',
    desk: 'Staff desk',
    signOut: 'Sign out',
    offlineTitle: 'Prefer not to do this online?',
    offline:
      'Call {phone}, {hours}, or drop in at {address}. We will write down what you have to say. You will get a tracking code and an answer, just like everyone else.',
    participateTitle: 'Take part',
    howTitle: 'How we work',
    demo: 'This is a demonstration. Everything in it is made up.',
  },
)
