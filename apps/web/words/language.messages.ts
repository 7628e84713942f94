import { defineMessages } from '#platform/i18n'

export const languageMessages = defineMessages(
  {
    foreign: 'Dit is in het {language}',
    translated: 'Vertaald uit het {language}, door een medewerker',
    byMachine: 'Vertaald uit het {language}, door een computer',
    original: 'Lees het origineel',
  },
  {
    foreign: 'This is in {language}',
    translated: 'Translated from {language} by a member of staff',
    byMachine: 'Translated from {language} by a computer',
    original: 'Read the original',
  },
)
