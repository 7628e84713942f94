import { defineMessages } from '#platform/i18n'

export const trackDueMessages = defineMessages(
  {
    later: 'Ons antwoord komt later',
    until: 'U hoort {due, by, long} van ons.',
    research: 'Wij hebben meer tijd nodig om het goed uit te zoeken.',
    others: 'Wij wachten op iemand anders die ons iets moet laten weten.',
    visit: 'Wij komen eerst kijken.',
    busy: 'Er zijn nu veel vragen. Daardoor duurt het langer.',
    yourTurn: 'Wij wachten op u',
    yourTurnText: 'Beantwoord onze vraag hieronder. Daarna gaan wij verder.',
    yourTurnUntil: '{until, until, long}',
  },
  {
    later: 'Our answer will be later',
    until: 'You will hear from us {due, by, long}.',
    research: 'We need more time to look into it properly.',
    others: 'We are waiting for somebody else to let us know something.',
    visit: 'We are coming to have a look first.',
    busy: 'We are getting many questions at the moment, so it is taking longer.',
    yourTurn: 'We are waiting for you',
    yourTurnText: 'Answer our question below. Then we will carry on.',
    yourTurnUntil: '{until, until, long}',
  },
)
