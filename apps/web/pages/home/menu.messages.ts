import { defineMessages } from '#platform/i18n'

/** What menus and the foot of each page call the pages of this part. */
export const menuMessages = defineMessages(
  {
    takePart: 'Meepraten',
  },
  {
    takePart: 'Have your say',
  },
)
