import { defineMessages } from '#platform/i18n'

/** What menus and the foot of each page call the pages of this part. */
export const menuMessages = defineMessages(
  {
    outcomes: 'Wat er gebeurde',
    myInput: 'Mijn inbreng',
    overview: 'Overzicht',
    responses: 'Antwoorden',
    allOutcomes: 'Wat er met inbreng gebeurde',
    followInput: 'Mijn inbreng volgen',
  },
  {
    outcomes: 'What happened',
    myInput: 'My input',
    overview: 'Overview',
    responses: 'Responses',
    allOutcomes: 'What came of people’s input',
    followInput: 'Track my input',
  },
)
