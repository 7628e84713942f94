import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const followMailMessages = defineMessages(
  {
    subject: '{state}: {title}',
    subjectWithdrawn: 'Een melding die u volgt, is weggehaald',
    greeting: 'Goedendag,',
    follows: 'U volgt deze melding in uw buurt:\n{title}',
    followedWithdrawn: 'U volgde een melding in uw buurt. Wij hebben die van de site gehaald.',
    state: 'Zo staat het er nu mee: {state}.',
    foreign: 'Onze uitleg is in het {language}.',
    translated: 'Een medewerker vertaalde onze uitleg uit het {language}.',
    byMachine: 'Een computer vertaalde onze uitleg uit het {language}.',
    page: 'Bekijk de melding op de kaart:\n{url}',
    stop: 'Wilt u geen berichten meer van ons? Dat regelt u met één klik:\n{url}',
  },
  {
    subject: '{state}: {title}',
    subjectWithdrawn: 'A report you follow has been removed',
    greeting: 'Hello,',
    follows: 'You follow this report near you:\n{title}',
    followedWithdrawn: 'You followed a report near you. We have removed it from the site.',
    state: 'This is how things stand: {state}.',
    foreign: 'Our explanation is in {language}.',
    translated: 'A member of staff translated our explanation from {language}.',
    byMachine: 'A computer translated our explanation from {language}.',
    page: 'See the report on the map:\n{url}',
    stop: 'To stop getting messages from us, use this link. One click is enough:\n{url}',
  },
)
