import { defineMessages } from '#platform/i18n'

export const rulesMessages = defineMessages(
  {
    title: 'Welke stellingen wij plaatsen',
    toDialogue: 'Terug naar de stellingen',
    since: 'Zo doen wij het sinds {on, date, long}.',
    none: 'Voor deze dialoog zijn nog geen spelregels.',
    strict: 'In deze dialoog lezen wij elke stelling voordat zij op de site komt.',
    light: 'In deze dialoog komt elke stelling meteen op de site. Wij lezen haar daarna.',
    reasons: 'Waarom wij een stelling weigeren',
    earlier: 'Lees de spelregels van eerder',
    until: '{on, From, long}',
    log: 'Lees wat er besloten is',
  },
  {
    title: 'Which statements we publish',
    toDialogue: 'Back to the statements',
    since: 'This is how we do it since {on, date, long}.',
    none: 'There are no rules for this dialogue yet.',
    strict: 'In this dialogue we read every statement before it is on the site.',
    light: 'In this dialogue every statement is on the site at once. We read it afterwards.',
    reasons: 'Why we refuse a statement',
    earlier: 'Read the rules of before',
    until: '{on, From, long}',
    log: 'Read what was decided',
  },
)
