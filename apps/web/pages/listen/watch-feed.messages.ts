import { defineMessages } from '#platform/i18n'

/** What a feed of watches is called. */
export const watchFeedMessages = defineMessages(
  {
    all: 'Zoekvragen die ik volg – {organisation}',
    one: '{watch} – {organisation}',
    untitled: 'Bericht zonder titel',
  },
  {
    all: 'Saved searches I follow – {organisation}',
    one: '{watch} – {organisation}',
    untitled: 'Post without a title',
  },
)
