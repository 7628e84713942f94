import { defineMessages } from '#platform/i18n'

/** Where we replied to what was said elsewhere: on the page of a dossier, and at the listener's desk. */
export const toldElsewhereMessages = defineMessages(
  {
    title: 'Waar wij elders antwoordden',
    lead: 'Op deze plekken antwoordden wij op wat mensen over dit onderwerp schreven.',
    on: '{at, date, long}',
    alone: 'Lees het antwoord op de plek zelf.',
    person: 'Wij noemen alleen de site. Het adres zou zeggen wie het bericht schreef.',
    paging: 'Bladeren door antwoorden elders',
    first: 'Nieuwste antwoorden',
    older: 'Oudere antwoorden',
    toPlace:
      '{n, plural, one {# antwoord is klaar. Zet het op zijn plek} other {# antwoorden zijn klaar. Zet ze op hun plek}}',
    manyToPlace: 'Meer dan {n} antwoorden zijn klaar. Zet ze op hun plek',
    othersPlace:
      '{n, plural, one {# goedgekeurd antwoord wacht tot een collega het plaatst} other {# goedgekeurde antwoorden wachten tot een collega ze plaatst}}',
    manyOthersPlace: 'Meer dan {n} goedgekeurde antwoorden wachten tot een collega ze plaatst',
  },
  {
    title: 'Where we replied elsewhere',
    lead: 'In these places we replied to what people wrote about this subject.',
    on: '{at, date, long}',
    alone: 'Read the reply where it stands.',
    person: 'We name the site alone. The address would tell who wrote the post.',
    paging: 'Pages of replies elsewhere',
    first: 'Newest replies',
    older: 'Older replies',
    toPlace:
      '{n, plural, one {# reply is ready. Put it in its place} other {# replies are ready. Put them in their place}}',
    manyToPlace: 'More than {n} replies are ready. Put them in their place',
    othersPlace:
      '{n, plural, one {# approved reply waits for a colleague to place it} other {# approved replies wait for a colleague to place them}}',
    manyOthersPlace: 'More than {n} approved replies wait for a colleague to place them',
  },
)
