import { defineMessages } from '#platform/i18n'

export const hiddenResultsMessages = defineMessages(
  {
    hiddenTitle: 'De antwoorden ziet u later',
    hiddenUntil: 'Wat mensen antwoordden, staat hier na {date, date, long}.',
    hiddenOpen: 'Wat mensen antwoordden, staat hier zodra het stemmen voorbij is.',
    hiddenWhy: 'Zo laat niemand zich leiden door de uitslag.',
    hiddenSoFar:
      '{people, plural, =0 {Tot nu toe deden minder dan {least} mensen mee.} other {Tot nu toe deden meer dan # mensen mee.}}',
    hiddenStaff: 'Alleen medewerkers zien deze antwoorden nu',
    hiddenStaffText: 'Bewoners zien ze als de dialoog gesloten is.',
  },
  {
    hiddenTitle: 'The answers will be shown later',
    hiddenUntil: 'You can see what people answered here after {date, date, long}.',
    hiddenOpen: 'You can see what people answered here once voting has closed.',
    hiddenWhy: 'That way, the result does not sway anyone.',
    hiddenSoFar:
      '{people, plural, =0 {So far, fewer than {least} people have taken part.} other {So far, more than # people have taken part.}}',
    hiddenStaff: 'Only staff can see these answers for now',
    hiddenStaffText: 'Residents can see them once the dialogue has closed.',
  },
)
