import { defineMessages } from '#platform/i18n'

/** What menus and the foot of each page call the pages of this part. */
export const menuMessages = defineMessages(
  {
    staff: 'Medewerkers',
    condition: 'Werkt alles?',
    desk: 'Voor medewerkers',
  },
  {
    staff: 'Staff',
    condition: 'System status',
    desk: 'For staff',
  },
)
