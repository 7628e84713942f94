import { defineMessages } from '#platform/i18n'

/** A list of sources that another program wrote: bringing one, and what came of it. */
export const sourceListMessages = defineMessages(
  {
    title: 'Een lijst van bronnen toevoegen',
    lead: 'Volgt u al bronnen in een ander programma? Haal daar de lijst op (OPML). Wij voegen toe wat wij kunnen lezen.',
    file: 'Bestand met de lijst',
    fileHelp: 'Een OPML-bestand, van ten hoogste 2 MB.',
    forAll: 'Wat u hieronder invult, geldt voor alle bronnen in de lijst.',
    save: 'Voeg de lijst toe',
    missing: 'Kies eerst een bestand.',
    'too-large': 'Dit bestand is groter dan 2 MB. Verdeel de lijst over meer bestanden.',
    empty: 'Dit bestand is leeg.',
    'nothing-in-it':
      'In {name} staan geen bronnen. Kies het OPML-bestand dat u uit uw andere programma hebt gehaald.',
    unreadable: 'Wij kunnen {name} niet lezen: er staat meer in dan een lijst van bronnen kan hebben.',
    untitled: 'Lijst van bronnen',
    toSources: 'Naar alle bronnen',
    waiting:
      '{n, plural, one {Nog # adres te proberen} other {Nog # adressen te proberen}}. Dat gaat vanzelf verder.',
    again: 'Kijk hoe ver het is',
    ready: 'Alle adressen zijn geprobeerd',
    readyText:
      '{added, plural, =0 {Er kwam geen bron bij} one {Er kwam 1 bron bij} other {Er kwamen # bronnen bij}}. {already, plural, =0 {Geen enkele was er al} one {1 was er al} other {# waren er al}}. {unusable, plural, =0 {Alles was te lezen} one {1 adres was niet te lezen} other {# adressen waren niet te lezen}}.',
    leftOut:
      '{n, plural, one {# bron is niet meegenomen} other {# bronnen zijn niet meegenomen}}: een lijst kan er 2000 hebben.',
    lines: 'Wat er in de lijst staat',
    source: 'Bron',
    outcome: 'Wat ervan kwam',
    added: 'Toegevoegd',
    'already-added': 'Was er al',
    notYet: 'Nog niet geprobeerd',
    paging: 'Bladeren',
    first: 'Begin van de lijst',
    more: 'Verder',
  },
  {
    title: 'Add a list of sources',
    lead: 'Do you already follow sources in another program? Export the list there (OPML). We add what we can read.',
    file: 'File with the list',
    fileHelp: 'An OPML file of 2 MB at most.',
    forAll: 'What you fill in below applies to all sources in the list.',
    save: 'Add the list',
    missing: 'Choose a file first.',
    'too-large': 'This file is larger than 2 MB. Split the list into several files.',
    empty: 'This file is empty.',
    'nothing-in-it':
      'There are no sources in {name}. Choose the OPML file that you exported from your other program.',
    unreadable: 'We cannot read {name}: it contains more than a list of sources can have.',
    untitled: 'List of sources',
    toSources: 'Go to all sources',
    waiting:
      '{n, plural, one {# address still to try} other {# addresses still to try}}. This continues by itself.',
    again: 'See how far it is',
    ready: 'All addresses have been tried',
    readyText:
      '{added, plural, =0 {No source was added} one {1 source was added} other {# sources were added}}. {already, plural, =0 {None was on the list already} one {1 was on the list already} other {# were on the list already}}. {unusable, plural, =0 {Everything could be read} one {1 address could not be read} other {# addresses could not be read}}.',
    leftOut:
      '{n, plural, one {# source was left out} other {# sources were left out}}: a list can have 2000 of them.',
    lines: 'What is in the list',
    source: 'Source',
    outcome: 'What came of it',
    added: 'Added',
    'already-added': 'Was there already',
    notYet: 'Not tried yet',
    paging: 'Pages',
    first: 'Start of the list',
    more: 'More',
  },
)
