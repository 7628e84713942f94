import { defineMessages } from '#platform/i18n'

export const errorMessages = defineMessages(
  {
    notFoundTitle: 'Deze pagina bestaat niet',
    notFound: 'Het adres klopt niet, of de pagina is weg. Wat u zoekt, vindt u misschien hier:',
    forbiddenTitle: 'Dit mag u niet zien',
    forbidden: 'U bent ingelogd, maar uw rol hoort hier niet bij. Vraag uw beheerder om toegang.',
    foreignTitle: 'Dit formulier kwam van een andere site',
    foreign: 'Wij hebben niets bewaard. Ga terug naar onze pagina en verstuur het formulier daar opnieuw.',
    limitedTitle: 'Even wachten',
    limited:
      'Er kwamen te veel berichten achter elkaar. Probeer het over {seconds, plural, one {# seconde} other {# seconden}} opnieuw. Wat u stuurde, is niet bewaard.',
    limitedForm:
      'Er kwamen te veel berichten achter elkaar. Wacht {seconds, plural, one {# seconde} other {# seconden}}. Wat u invulde, is niet weg: met de knop op deze pagina verstuurt u het opnieuw.',
    unreadableTitle: 'Dit formulier kwam niet goed aan',
    unreadable: 'Wij hebben niets bewaard. Ga terug en verstuur het formulier opnieuw.',
    tooLargeTitle: 'Dit is te groot',
    tooLarge: 'Wat u stuurde, is groter dan wij aannemen. Maak het korter en probeer het opnieuw.',
    brokenTitle: 'Er ging bij ons iets mis',
    broken: 'Dat ligt niet aan u. Wij hebben de fout bewaard en kijken ernaar. Probeer het zo nog eens.',
    awayTitle: 'Wij zijn er zo weer',
    away: 'De site kan nu even niet bij haar gegevens. Probeer het over een minuut opnieuw.',
    awayForm:
      'De site kan nu even niet bij haar gegevens. Misschien hebben wij het nog niet bewaard. Wat u invulde, is niet weg: wacht een minuut, en verstuur het opnieuw met de knop op deze pagina.',
    busyTitle: 'Het is nu erg druk',
    busy: 'Er komen op dit moment meer mensen dan de site aankan. Probeer het over een halve minuut opnieuw.',
    busyForm:
      'Er komen op dit moment meer mensen dan de site aankan. Wij hebben dit nog niet bewaard. Wat u invulde, is niet weg: wacht een halve minuut, en verstuur het opnieuw met de knop op deze pagina.',
    heldTitle: 'Welkom terug',
    held: 'U was uitgelogd toen u dit verstuurde. Er is niets weg: lees het na, en verstuur het opnieuw.',
    heldNone:
      'Er wacht geen formulier meer op u. Wat u verder typte, staat bij het gesprek of het dossier zelf.',
    heldAway: 'Gooi dit weg',
    typed: 'Dit hebt u ingevuld',
    secretAgain: 'Uw code',
    secretHelp: 'Een code zetten wij niet op de pagina. Vul hem daarom nog een keer in.',
    sendAgain: 'Verstuur opnieuw',
    tryAgain: 'Probeer deze pagina opnieuw',
    reference: 'Noem dit nummer als u ons belt: {id}.',
    toHome: 'Naar het begin',
    toDossiers: 'Alles waarover u kunt meepraten',
    toMyInput: 'Mijn inbreng volgen',
    toTellUs: 'Stel uw vraag',
  },
  {
    notFoundTitle: 'This page does not exist',
    notFound: 'The address is wrong, or the page is gone. Perhaps you are looking for one of these:',
    forbiddenTitle: 'You may not see this',
    forbidden:
      'You are signed in, but your role does not go with this page. Ask your administrator for access.',
    foreignTitle: 'This form came from another site',
    foreign: 'We have kept nothing. Go back to our page and send the form from there.',
    limitedTitle: 'Please wait a moment',
    limited:
      'Too many messages came one after the other. Try again in {seconds, plural, one {# second} other {# seconds}}. What you sent was not kept.',
    limitedForm:
      'Too many messages came one after the other. Wait {seconds, plural, one {# second} other {# seconds}}. What you filled in is not lost: send it again with the button on this page.',
    unreadableTitle: 'This form did not arrive well',
    unreadable: 'We have kept nothing. Go back and send the form again.',
    tooLargeTitle: 'This is too large',
    tooLarge: 'What you sent is larger than we take. Make it shorter and try again.',
    brokenTitle: 'Something went wrong on our side',
    broken: 'It is not your fault. We have kept the error and will look at it. Please try again in a moment.',
    awayTitle: 'We will be right back',
    away: 'The site cannot reach its data just now. Please try again in a minute.',
    awayForm:
      'The site cannot reach its data just now. We may not have kept this yet. What you filled in is not lost: wait a minute, and send it again with the button on this page.',
    busyTitle: 'It is very busy right now',
    busy: 'More people are coming than the site can handle at the moment. Please try again in half a minute.',
    busyForm:
      'More people are coming than the site can handle at the moment. We have not kept this yet. What you filled in is not lost: wait half a minute, and send it again with the button on this page.',
    heldTitle: 'Welcome back',
    held: 'You were signed out when you sent this. Nothing is lost: read it once more, and send it again.',
    heldNone:
      'No form is waiting for you any more. Anything else that you typed is with the conversation or the dossier itself.',
    heldAway: 'Throw this away',
    typed: 'This is what you filled in',
    secretAgain: 'Your code',
    secretHelp: 'We do not put a code on the page. Please fill it in once more.',
    sendAgain: 'Send again',
    tryAgain: 'Try this page again',
    reference: 'Mention this number if you call us: {id}.',
    toHome: 'To the start',
    toDossiers: 'Everything you can talk about',
    toMyInput: 'Follow my input',
    toTellUs: 'Ask your question',
  },
)
