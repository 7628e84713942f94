import { defineMessages } from '#platform/i18n'

export const hooksMessages = defineMessages(
  {
    title: 'Kanalen van anderen',
    table: 'Lijst van kanalen van anderen',
    channel: 'Kanaal',
    lastAt: 'Laatste bericht',
    never: 'Nog niets',
    at: '{at, date, short} om {at, time, short}',
    answers: 'Antwoorden',
    answersBack: 'Gaan terug via het kanaal',
    answersNot: 'Gaan niet terug',
    state: 'Hoe het gaat',
    good: 'Goed',
    look: 'Kijk hiernaar',
    held: '{n, plural, one {# bericht van de laatste week kunnen wij niet lezen} other {# berichten van de laatste week kunnen wij niet lezen}}. Het nieuwste: {reason}. De maker van het kanaal kan dit herstellen en het opnieuw sturen.',
    waiting:
      '{n, plural, one {# antwoord wacht} other {# antwoorden wachten}} langer dan tien minuten. Wij proberen het steeds opnieuw. Reden: {reason}.',
    waitingUnknown: 'onze server is er nog niet aan toegekomen',
    refused:
      '{n, plural, one {# antwoord van de laatste week is geweigerd. Het staat} other {# antwoorden van de laatste week zijn geweigerd. Ze staan}} bij “Niet bezorgd”.',
  },
  {
    title: 'Channels of others',
    table: 'List of channels of others',
    channel: 'Channel',
    lastAt: 'Last message',
    never: 'Nothing yet',
    at: '{at, date, short} at {at, time, short}',
    answers: 'Replies',
    answersBack: 'Go back by the channel',
    answersNot: 'Do not go back',
    state: 'Status',
    good: 'OK',
    look: 'Needs attention',
    held: '{n, plural, one {# message of the past week could not be read} other {# messages of the past week could not be read}}. The newest: {reason}. Whoever makes the channel can mend this and send it again.',
    waiting:
      '{n, plural, one {# reply has been waiting} other {# replies have been waiting}} for more than ten minutes. We keep trying. Reason: {reason}.',
    waitingUnknown: 'our server has not got round to it yet',
    refused:
      '{n, plural, one {# reply of the past week was refused. It is} other {# replies of the past week were refused. They are}} under “Not delivered”.',
  },
)
