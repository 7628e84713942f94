import { defineMessages } from '#platform/i18n'

export const answerMessages = defineMessages(
  {
    agree: 'Eens',
    disagree: 'Oneens',
    pass: 'Weet ik niet',
    ownAgree: 'eens',
    ownDisagree: 'oneens',
    ownPass: 'weet ik niet',
  },
  {
    agree: 'Agree',
    disagree: 'Disagree',
    pass: 'I do not know',
    ownAgree: 'agree',
    ownDisagree: 'disagree',
    ownPass: 'I do not know',
  },
)
