import { defineMessages } from '#platform/i18n'

export const languageMessages = defineMessages(
  {
    foreign: 'Dit is in het {language}',
    translated: 'Door een medewerker vertaald uit het {language}',
    byMachine: 'Door een computer vertaald uit het {language}',
    original: 'Lees het origineel',
    unknown: 'Onbekend',
  },
  {
    foreign: 'This is in {language}',
    translated: 'Translated from {language} by a member of staff',
    byMachine: 'Translated from {language} by a computer',
    original: 'Read the original',
    unknown: 'Unknown',
  },
)
