import { defineMessages } from '#platform/i18n'

export const scanMessages = defineMessages(
  {
    waiting: '{what}: wordt nog gecontroleerd op virussen.',
    away: 'De virusscanner antwoordt niet. Wij proberen het elke minuut opnieuw.',
    found: '{what}: hierin zit een virus ({name}). U kunt dit niet openen.',
    unchecked:
      '{what}: konden wij niet controleren op virussen. Het is te groot, of er zitten te veel bestanden in de mail. U kunt dit niet openen.',
    uncheckedWay: 'Hebt u het toch nodig? Vraag het uw beheerder.',
    why: 'Bekijk wat er met de bijlagen is',
    again: 'Controleer opnieuw',
    asked: 'Wij controleren de mail opnieuw',
    askedBody: 'Dat duurt meestal maar even. Laad deze pagina daarna opnieuw.',
  },
  {
    waiting: '{what}: is still being checked for viruses.',
    away: 'The virus scanner does not answer. We try again every minute.',
    found: '{what}: there is a virus in this ({name}). You cannot open it.',
    unchecked:
      '{what}: could not be checked for viruses. It is too large, or there were too many files in the email. You cannot open it.',
    uncheckedWay: 'Do you need it all the same? Ask your administrator.',
    why: 'See what happened to the attachments',
    again: 'Check again',
    asked: 'We are checking the email again',
    askedBody: 'This usually takes a moment. Then reload this page.',
  },
)
