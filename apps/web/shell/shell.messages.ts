import { defineMessages } from '#platform/i18n'

export const shellMessages = defineMessages(
  {
    skip: 'Naar de inhoud',
    menu: 'Hoofdmenu',
    fold: 'Menu',
    language: 'Taal',
    noAnswer: 'Er kwam geen antwoord.',
    noAnswerText: 'Kijk of u verbinding hebt, en probeer het nog eens.',
    error: 'Fout',
    desk: 'Werkplek',
    signOut: 'Uitloggen',
    offlineTitle: 'Liever niet online?',
    offline:
      'Bel {phone}, {hours}. Of kom langs bij de balie, {address}. Wij schrijven uw verhaal dan op. U krijgt net zo goed een volgcode en een antwoord.',
    participateTitle: 'Meedoen',
    howTitle: 'Zo werken wij',
    demo: 'Dit is een voorbeeld met verzonnen inhoud.',
  },
  {
    skip: 'To the content',
    menu: 'Main menu',
    fold: 'Menu',
    language: 'Language',
    noAnswer: 'No answer came.',
    noAnswerText: 'Look whether you are connected, and try again.',
    error: 'Error',
    desk: 'Desk',
    signOut: 'Sign out',
    offlineTitle: 'Rather not online?',
    offline:
      'Call {phone}, {hours}. Or visit our desk, {address}. We will write down your story. You get a code and an answer just the same.',
    participateTitle: 'Take part',
    howTitle: 'How we work',
    demo: 'This is an example with made-up content.',
  },
)
