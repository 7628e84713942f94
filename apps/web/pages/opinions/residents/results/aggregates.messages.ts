import { defineMessages } from '#platform/i18n'

export const aggregateMessages = defineMessages(
  {
    files: 'Download de aantallen:',
    spreadsheet: 'voor een spreadsheet (CSV)',
    programs: 'voor programma’s (JSON)',
    reuse: 'U mag ze gebruiken als u zegt dat ze van {organisation} komen (CC BY 4.0).',
  },
  {
    files: 'Download the figures:',
    spreadsheet: 'for a spreadsheet (CSV)',
    programs: 'for software (JSON)',
    reuse: 'You may use them if you state that they come from {organisation} (CC BY 4.0).',
  },
)
