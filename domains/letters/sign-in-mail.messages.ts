import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const signInMessages = defineMessages(
  {
    subject: 'Uw link om in te loggen bij {organisation}',
    text: 'Hallo,\n\nMet deze link logt u in bij {organisation}:\n\n{link}\n\nDe link werkt 10 minuten, en één keer. Hebt u dit niet gevraagd? Dan hoeft u niets te doen.\n',
  },
  {
    subject: 'Your link to sign in at {organisation}',
    text: 'Hello,\n\nWith this link you sign in at {organisation}:\n\n{link}\n\nThe link works for 10 minutes, and once. You did not ask for this? Then you need not do anything.\n',
  },
)
