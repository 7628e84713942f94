import { defineMessages } from '#platform/i18n'

/** What the organisation wrote itself, in the other language of its pages. */
export const translateOwnMessages = defineMessages(
  {
    translateTitle: 'Vertaal naar het {language}',
    translateText: 'Wie de site in het {language} leest, ziet wat hier staat. Leeg laten mag.',
    translateOf: 'Vertaling van: {text}',
    byMachine: 'Vertaald door een computer, niet nagelezen',
    translate: 'Bewaar de vertaling',
  },
  {
    translateTitle: 'Translate into {language}',
    translateText:
      'Anyone who reads the site in {language} sees what you write here. You can leave it empty.',
    translateOf: 'Translation of: {text}',
    byMachine: 'Translated by a computer, not checked',
    translate: 'Save the translation',
  },
)
