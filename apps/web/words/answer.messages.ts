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
    pass: 'Not sure',
    ownAgree: 'agree',
    ownDisagree: 'disagree',
    ownPass: 'not sure',
  },
)
