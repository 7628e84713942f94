import { defineMessages } from '#platform/i18n'

export const shellMessages = defineMessages(
  {
    skip: 'Naar de inhoud',
    menu: 'Hoofdmenu',
    fold: 'Menu',
    language: 'Taal',
    noAnswer: 'Er kwam geen antwoord.',
    noAnswerText: 'Kijk of u verbinding hebt en probeer het opnieuw.',
    unsentRestored: 'Dit typte u eerder. Het blijft in dit tabblad staan tot u het verstuurt.',
    unsentAtDesk: 'Dit typte u eerder. Het is nog niet verstuurd.',
    unsentAlone:
      'Nog niet bewaard: u bent uitgelogd of er is geen verbinding. De tekst staat wel in deze browser, en wij proberen het opnieuw.',
    unsentDiscard: 'Gooi deze tekst weg',
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
    fold: 'Menu',
    language: 'Language',
    noAnswer: 'There was no response.',
    noAnswerText: 'Check your connection and try again.',
    unsentRestored: 'You typed this earlier. It stays in this tab until you send it.',
    unsentAtDesk: 'You typed this earlier. It has not been sent yet.',
    unsentAlone:
      'Not saved yet: you are signed out, or there is no connection. The text is still in this browser, and we will try again.',
    unsentDiscard: 'Throw this text away',
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
