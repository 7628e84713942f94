import { defineMessages } from '#platform/i18n'

export const shellMessages = defineMessages(
  {
    skip: 'Naar de inhoud',
    menu: 'Hoofdmenu',
    fold: 'Menu',
    language: 'Taal',
    noAnswer: 'Er kwam geen antwoord.',
    noAnswerText: 'Kijk of u verbinding hebt, en probeer het nog eens.',
    unsentRestored: 'Dit typte u eerder. Het blijft in dit tabblad staan tot u het verstuurt.',
    unsentAtDesk: 'Dit typte u eerder. Het is nog niet verstuurd.',
    unsentAlone:
      'Nog niet bewaard: u bent uitgelogd of er is geen verbinding. De tekst staat wel in deze browser, en wij proberen het opnieuw.',
    unsentDiscard: 'Gooi deze tekst weg',
    error: 'Fout',
    desk: 'Werkplek',
    alerts: '{label} ({n, number})',
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
    unsentRestored: 'You typed this earlier. It stays in this tab until you send it.',
    unsentAtDesk: 'You typed this earlier. It has not been sent yet.',
    unsentAlone:
      'Not saved yet: you are signed out, or there is no connection. The text is still in this browser, and we will try again.',
    unsentDiscard: 'Throw this text away',
    error: 'Error',
    desk: 'Desk',
    alerts: '{label} ({n, number})',
    signOut: 'Sign out',
    offlineTitle: 'Rather not online?',
    offline:
      'Call {phone}, {hours}. Or visit our desk, {address}. We will write down your story. You get a code and an answer just the same.',
    participateTitle: 'Take part',
    howTitle: 'How we work',
    demo: 'This is an example with made-up content.',
  },
)
