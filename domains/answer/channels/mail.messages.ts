import { defineMessages } from '#platform/i18n'

/** What a conversation is called where a mail says nothing. */
export const mailMessages = defineMessages({ noSubject: 'Zonder onderwerp' }, { noSubject: 'No subject' })
