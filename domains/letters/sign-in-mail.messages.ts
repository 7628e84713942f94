import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const signInMessages = defineMessages(
  {
    subject: 'Uw link om in te loggen bij {organisation}',
    text: 'Hallo,\n\nMet deze link logt u in bij {organisation}:\n\n{link}\n\nDe link werkt één keer, 10 minuten lang. Hebt u dit niet gevraagd? Dan hoeft u niets te doen.\n',
  },
  {
    subject: 'Your link to sign in at {organisation}',
    text: 'Hello,\n\nUse this link to sign in at {organisation}:\n\n{link}\n\nThe link works once, for 10 minutes. Did you not ask for this? Then you do not need to do anything.\n',
  },
)
