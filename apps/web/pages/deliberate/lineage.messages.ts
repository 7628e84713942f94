import { defineMessages } from '#platform/i18n'

export const lineageMessages = defineMessages(
  {
    cameFor: 'Deze stelling kwam in de plaats van een die u beantwoordde:',
    replacedVote: 'Deze stelling is vervangen. Uw antwoord telt mee in de kaart.',
    toNewer: 'Geef antwoord op de nieuwe stelling',
    saidReplaced: 'Deze stelling was er al, en is vervangen',
    title: '{n, plural, one {# stelling is} other {# stellingen zijn}} vervangen',
    lead: 'Wij verbeterden of splitsten een stelling, of voegden stellingen samen. De antwoorden op de oude tekst blijven staan en tellen mee in de kaart.',
    corrected: 'Verbeterd tot:',
    split: 'Gesplitst in:',
    merged: 'Samengevoegd tot:',
    reason: 'Waarom: {reason}',
    olderInLog: 'Hier staan de nieuwste {n}.',
    log: 'Wat er besloten is over de stellingen',
  },
  {
    cameFor: 'This statement came in the place of one that you answered:',
    replacedVote: 'This statement was replaced. Your answer counts in the map.',
    toNewer: 'Answer the new statement',
    saidReplaced: 'This statement was there already, and was replaced',
    title: '{n, plural, one {# statement was} other {# statements were}} replaced',
    lead: 'We corrected or split a statement, or merged statements. The answers to the old text stay and count in the map.',
    corrected: 'Corrected to:',
    split: 'Split into:',
    merged: 'Merged into:',
    reason: 'Why: {reason}',
    olderInLog: 'These are the newest {n}.',
    log: 'What was decided about the statements',
  },
)
