import { defineMessages } from '#platform/i18n'

/** What menus and the foot of each page call the pages of this part. */
export const menuMessages = defineMessages(
  {
    listen: 'Luisteren',
    whereWeListen: 'Waar wij meelezen, en waarom',
  },
  {
    listen: 'Listen',
    whereWeListen: 'Where we listen, and why',
  },
)
