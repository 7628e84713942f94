import { defineMessages } from '#platform/i18n'

/** What menus and the foot of each page call the pages of this part. */
export const menuMessages = defineMessages(
  {
    inbox: 'Postvak',
    tellUs: 'Iets vragen of vertellen',
    near: 'Gemeld in de buurt',
  },
  {
    inbox: 'Inbox',
    tellUs: 'Ask or tell us something',
    near: 'Reported near you',
  },
)
