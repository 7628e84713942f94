import { defineMessages } from '#platform/i18n'

export const rulesMessages = defineMessages(
  {
    title: 'Welke stellingen wij plaatsen',
    toDialogue: 'Terug naar de stellingen',
    since: 'Zo doen wij het sinds {on, date, long}.',
    none: 'Voor deze dialoog zijn nog geen spelregels.',
    strict: 'In deze dialoog lezen wij elke stelling voordat die op de site komt.',
    light: 'In deze dialoog komt elke stelling meteen op de site. Wij lezen haar daarna.',
    reasons: 'Waarom wij een stelling weigeren',
    earlier: 'Lees de eerdere spelregels',
    until: '{on, From, long}',
    log: 'Lees welke besluiten wij namen',
  },
  {
    title: 'Which statements we publish',
    toDialogue: 'Back to the statements',
    since: 'We have worked this way since {on, date, long}.',
    none: 'There are no rules for this dialogue yet.',
    strict: 'In this dialogue we read every statement before it goes on the site.',
    light: 'In this dialogue every statement goes on the site straight away, and we read it afterwards.',
    reasons: 'Why we refuse a statement',
    earlier: 'Read the earlier rules',
    until: '{on, From, long}',
    log: 'Read our decisions',
  },
)
