import { defineMessages } from '#platform/i18n'

/** What menus and the foot of each page call the pages of this part. */
export const menuMessages = defineMessages(
  {
    staff: 'Medewerkers',
    organisation: 'Instellingen',
    condition: 'Werkt alles?',
    desk: 'Voor medewerkers',
  },
  {
    staff: 'Staff',
    organisation: 'Settings',
    condition: 'System status',
    desk: 'For staff',
  },
)
