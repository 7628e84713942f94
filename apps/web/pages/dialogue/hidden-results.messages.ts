import { defineMessages } from '#platform/i18n'

export const hiddenResultsMessages = defineMessages(
  {
    hiddenTitle: 'De antwoorden ziet u later',
    hiddenUntil: 'Wat mensen antwoordden, staat hier na {date, date, long}.',
    hiddenOpen: 'Wat mensen antwoordden, staat hier als de vragen gesloten zijn.',
    hiddenWhy: 'Zo stuurt de uitslag niemand.',
    hiddenSoFar:
      '{people, plural, =0 {Tot nu toe deden minder dan {least} mensen mee.} other {Tot nu toe deden meer dan # mensen mee.}}',
    hiddenStaff: 'Alleen medewerkers zien deze antwoorden nu',
    hiddenStaffText: 'Bewoners zien ze als de dialoog gesloten is.',
  },
  {
    hiddenTitle: 'You will see the answers later',
    hiddenUntil: 'What people answered will be here after {date, date, long}.',
    hiddenOpen: 'What people answered will be here once the questions are closed.',
    hiddenWhy: 'That way the result steers nobody.',
    hiddenSoFar:
      '{people, plural, =0 {So far fewer than {least} people took part.} other {So far more than # people took part.}}',
    hiddenStaff: 'Only staff see these answers now',
    hiddenStaffText: 'Residents see them once the dialogue is closed.',
  },
)
