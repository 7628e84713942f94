import { defineMessages } from '#platform/i18n'

export const errorMessages = defineMessages(
  {
    notFoundTitle: 'Deze pagina bestaat niet',
    notFound:
      'Het adres klopt niet, of de pagina bestaat niet meer. Misschien zoekt u een van deze pagina’s:',
    forbiddenTitle: 'U hebt geen toegang tot deze pagina',
    forbidden: 'U bent ingelogd, maar deze pagina hoort niet bij uw rol. Vraag uw beheerder om toegang.',
    foreignTitle: 'Dit formulier kwam van een andere site',
    foreign: 'Wij hebben niets bewaard. Ga terug naar onze pagina en verstuur het formulier daar.',
    limitedTitle: 'Even wachten',
    limited:
      'Er kwamen te veel berichten achter elkaar. Probeer het over {seconds, plural, one {# seconde} other {# seconden}} opnieuw. Wat u stuurde, is niet bewaard.',
    limitedForm:
      'Er kwamen te veel berichten achter elkaar. Wacht {seconds, plural, one {# seconde} other {# seconden}}. Wat u invulde, is niet weg: met de knop op deze pagina verstuurt u het opnieuw.',
    unreadableTitle: 'Dit formulier kwam niet goed aan',
    unreadable: 'Wij hebben niets bewaard. Ga terug en verstuur het formulier opnieuw.',
    tooLargeTitle: 'Dit is te groot',
    tooLarge: 'Wat u stuurde, is te groot voor ons. Maak het korter en probeer het opnieuw.',
    brokenTitle: 'Er ging bij ons iets mis',
    broken:
      'Dat ligt niet aan u. De fout is vastgelegd en wij kijken ernaar. Probeer het over een paar minuten opnieuw.',
    awayTitle: 'Wij zijn er zo weer',
    away: 'De site kan nu even niet bij haar gegevens. Probeer het over een minuut opnieuw.',
    awayForm:
      'De site kan nu even niet bij haar gegevens. Misschien is dit nog niet bewaard. Wat u invulde, is niet weg: wacht een minuut en verstuur het opnieuw met de knop op deze pagina.',
    busyTitle: 'Het is nu erg druk',
    busy: 'Er zijn nu meer bezoekers dan de site aankan. Probeer het over een halve minuut opnieuw.',
    busyForm:
      'Er zijn nu meer bezoekers dan de site aankan. Wij hebben dit nog niet bewaard. Wat u invulde, is niet weg: wacht een halve minuut en verstuur het opnieuw met de knop op deze pagina.',
    busyFiles:
      'Er komen nu heel veel foto’s en bestanden tegelijk binnen. Wacht een halve minuut, ga terug en verstuur het opnieuw.',
    heldTitle: 'Welkom terug',
    held: 'U was uitgelogd toen u dit verstuurde. Er is niets weg: lees het na, en verstuur het opnieuw.',
    heldNone:
      'Er wacht geen formulier meer op u. Wat u verder typte, staat bij het gesprek of het dossier zelf.',
    heldAway: 'Gooi dit weg',
    typed: 'Dit hebt u ingevuld',
    notDoneTitle: 'Dit is niet gelukt',
    notDone: 'Wat u schreef, staat hieronder. U kunt het nog kopiëren.',
    notDoneBack: 'Ga verder',
    secretAgain: 'Uw code',
    secretHelp: 'Een code laten wij niet op de pagina zien. Vul hem daarom nog een keer in.',
    sendAgain: 'Verstuur opnieuw',
    tryAgain: 'Probeer deze pagina opnieuw',
    reference: 'Noem dit nummer als u ons belt: {id}.',
    toHome: 'Naar het begin',
    toDossiers: 'Alles waarover u kunt meepraten',
    toMyInput: 'Mijn inbreng volgen',
    toTellUs: 'Stel uw vraag',
  },
  {
    notFoundTitle: 'Page not found',
    notFound:
      'The address may be wrong, or the page may have been removed. You may be looking for one of these:',
    forbiddenTitle: 'You do not have access to this page',
    forbidden:
      'You are signed in, but your role does not include this page. Ask your administrator for access.',
    foreignTitle: 'This form came from another site',
    foreign: 'Nothing has been saved. Go back to our page and send the form from there.',
    limitedTitle: 'Please wait a moment',
    limited:
      'Too many messages arrived in a short time. Try again in {seconds, plural, one {# second} other {# seconds}}. What you sent has not been saved.',
    limitedForm:
      'Too many messages arrived in a short time. Wait {seconds, plural, one {# second} other {# seconds}}. Nothing you typed is lost: use the button on this page to send it again.',
    unreadableTitle: 'We could not read this form',
    unreadable: 'Nothing has been saved. Go back and send the form again.',
    tooLargeTitle: 'This is too large',
    tooLarge: 'What you sent is larger than we can accept. Make it shorter and try again.',
    brokenTitle: 'Something went wrong',
    broken:
      'It was our fault, not yours. We have logged the error and will look into it. Please try again in a moment.',
    awayTitle: 'We will be right back',
    away: 'The site cannot reach its data at the moment. Please try again in a minute.',
    awayForm:
      'The site cannot reach its data at the moment, so this may not have been saved yet. Nothing you typed is lost: wait a minute, then use the button on this page to send it again.',
    busyTitle: 'It is very busy right now',
    busy: 'More people are visiting than the site can handle right now. Please try again in half a minute.',
    busyForm:
      'More people are visiting than the site can handle right now. This has not been saved yet. Nothing you typed is lost: wait half a minute, then use the button on this page to send it again.',
    busyFiles:
      'A great many photos and files are coming in at once. Wait half a minute, go back and send it again.',
    heldTitle: 'Welcome back',
    held: 'You were signed out when you sent this. Nothing is lost: read it once more, and send it again.',
    heldNone:
      'No form is waiting for you any more. Anything else that you typed is with the conversation or the dossier itself.',
    heldAway: 'Throw this away',
    typed: 'What you typed',
    notDoneTitle: 'This was not done',
    notDone: 'What you wrote is below. You can still copy it.',
    notDoneBack: 'Continue',
    secretAgain: 'Your code',
    secretHelp: 'We do not show codes on the page, so please enter yours again.',
    sendAgain: 'Send again',
    tryAgain: 'Try this page again',
    reference: 'If you call us, mention this number: {id}.',
    toHome: 'Home',
    toDossiers: 'All topics you can have a say on',
    toMyInput: 'Track my input',
    toTellUs: 'Ask a question',
  },
)
