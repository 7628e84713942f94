import { defineMessages } from '#platform/i18n'

/** The mail with a link to sign in. */
export const signInMessages = defineMessages(
  {
    mailSubject: 'Uw link om in te loggen bij {organisation}',
    mailText:
      'Hallo,\n\nMet deze link logt u in bij {organisation}:\n\n{link}\n\nDe link werkt 10 minuten, en één keer. Hebt u dit niet gevraagd? Dan hoeft u niets te doen.\n',
  },
  {
    mailSubject: 'Your link to sign in at {organisation}',
    mailText:
      'Hello,\n\nWith this link you sign in at {organisation}:\n\n{link}\n\nThe link works for 10 minutes, and once. You did not ask for this? Then you need not do anything.\n',
  },
)
