import { defineMessages } from '#platform/i18n'

/** What menus and the foot of each page call the pages of this part. */
export const menuMessages = defineMessages(
  {
    dossiers: 'Dossiers',
    allDossiers: 'Alles waarover u kunt meepraten',
  },
  {
    dossiers: 'Dossiers',
    allDossiers: 'All topics you can have a say on',
  },
)
