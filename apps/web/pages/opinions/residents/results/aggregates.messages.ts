import { defineMessages } from '#platform/i18n'

export const aggregateMessages = defineMessages(
  {
    files: 'De aantallen als bestand:',
    spreadsheet: 'voor een rekenblad (CSV)',
    programs: 'voor programma’s (JSON)',
    reuse: 'U mag ze gebruiken als u zegt dat ze van {organisation} komen (CC BY 4.0).',
  },
  {
    files: 'The counts as a file:',
    spreadsheet: 'for a spreadsheet (CSV)',
    programs: 'for programs (JSON)',
    reuse: 'You may use them if you say that they come from {organisation} (CC BY 4.0).',
  },
)
