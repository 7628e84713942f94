import { defineMessages } from '#platform/i18n'

export const resultsMessages = defineMessages(
  {
    report: 'Lees het rapport',
    closedTitle: 'De vragen zijn gesloten',
    closedText: 'U kunt geen antwoord meer geven. Hieronder ziet u wat mensen vinden.',
    tooLateTitle: 'Net te laat: de vragen zijn gesloten.',
    tooLateText:
      'Wat u net deed, telt niet mee. Uw eerdere antwoorden wel. Hieronder ziet u wat mensen vinden.',
    notOpenTitle: 'Deze vragen zijn nog niet open',
    notOpenText: 'Kom later terug. Alleen medewerkers zien deze pagina nu.',
    resultsLead:
      'Er {statements, plural, one {is # stelling} other {zijn # stellingen}}. {open, select, yes {{people, plural, =0 {Minder dan {least} mensen doen mee} other {Meer dan # mensen doen mee}}} other {{people, plural, =0 {Minder dan {least} mensen deden mee} other {# mensen deden mee}}}}.',
    resultsNote: 'Wie wilde, deed mee. De uitslag geldt dus niet voor alle inwoners.',
    by_everyone: 'Meedoen {open, select, yes {kan} other {kon}} iedereen.',
    by_mail: 'Meedoen {open, select, yes {kan} other {kon}} met een e-mailadres, elk adres één keer.',
    by_code: 'Meedoen {open, select, yes {kan} other {kon}} met een code uit een brief, elke code één keer.',
    sortLabel: 'Volgorde',
    sortAgree: 'Meest eens',
    sortDivided: 'Meest verdeeld',
    sortNewest: 'Nieuwste',
    fewTitle: '{n, plural, one {# stelling heeft} other {# stellingen hebben}} minder dan {least} antwoorden',
    fewText: 'Wij tonen pas een uitslag als {least} mensen antwoord gaven.',
    paging: 'Meer stellingen',
    next: 'Volgende stellingen',
    back: 'Vorige stellingen',
  },
  {
    report: 'Read the report',
    closedTitle: 'Voting has closed',
    closedText: 'You can no longer vote. Below you can see what people think.',
    tooLateTitle: 'Just too late: voting has closed.',
    tooLateText:
      'What you just did was not counted. Your earlier answers were. Below you can see what people think.',
    notOpenTitle: 'Voting is not open yet',
    notOpenText: 'Come back later. Only staff can see this page for now.',
    resultsLead:
      'There {statements, plural, one {is # statement} other {are # statements}}. {open, select, yes {{people, plural, =0 {Fewer than {least} people have taken part} other {More than # people have taken part}}} other {{people, plural, =0 {Fewer than {least} people took part} other {# people took part}}}}.',
    resultsNote: 'Everyone who took part chose to. So this does not speak for all residents.',
    by_everyone: 'Everyone {open, select, yes {can} other {could}} take part.',
    by_mail: 'People {open, select, yes {take} other {took}} part with an email address, once per address.',
    by_code: 'People {open, select, yes {take} other {took}} part with a code from a letter, once per code.',
    sortLabel: 'Order',
    sortAgree: 'Most agreed',
    sortDivided: 'Most divided',
    sortNewest: 'Newest',
    fewTitle: '{n, plural, one {# statement has} other {# statements have}} fewer than {least} answers',
    fewText: 'We only show a result once {least} people have answered.',
    paging: 'More statements',
    next: 'Next statements',
    back: 'Previous statements',
  },
)
