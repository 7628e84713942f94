import { defineMessages } from '#platform/i18n'

export const dueMessages = defineMessages(
  {
    subject: 'Ons antwoord komt later',
    later:
      'U vroeg ons iets op {asked, date, long}. Ons antwoord komt later dan wij zeiden. U hoort {due, by, long} van ons.',
    research: 'Wij hebben meer tijd nodig om het goed uit te zoeken.',
    others: 'Wij wachten op iemand anders die ons iets moet laten weten.',
    visit: 'Wij komen eerst kijken.',
    busy: 'Er zijn nu veel vragen. Daardoor duurt het langer.',
    nothing: 'U hoeft niets te doen.',
    track: 'Volg uw vraag met uw volgcode:',
  },
  {
    subject: 'Our answer will be later',
    later:
      'You asked us something on {asked, date, long}. Our answer will be later than we said. You will hear from us {due, by, long}.',
    research: 'We need more time to look into it properly.',
    others: 'We are waiting for somebody else to let us know something.',
    visit: 'We are coming to have a look first.',
    busy: 'We are getting many questions at the moment, so it is taking longer.',
    nothing: 'You do not need to do anything.',
    track: 'Follow your question with your tracking code:',
  },
)
