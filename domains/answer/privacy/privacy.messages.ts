import { defineMessages } from '#platform/i18n'

/** What a conversation is called once its first words were removed. */
export const privacyMessages = defineMessages(
  { removedTitle: 'Verwijderd bericht' },
  { removedTitle: 'Removed message' },
)
