import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const confirmationMessages = defineMessages(
  {
    subject: 'Bevestig uw e-mailadres voor {organisation}',
    greeting: 'Goedendag,',
    asked:
      'Iemand vulde op de site van {organisation} dit e-mailadres in om bericht te krijgen als er een antwoord of ander nieuws is.',
    confirm: 'Was u dat? Bevestig dan één keer uw adres. Daarna krijgt u onze berichten:\n{url}',
    notYou: 'Was u dat niet? Dan hoeft u niets te doen. U krijgt geen berichten.',
    stop: 'Wilt u zulke mails niet meer? Dat regelt u met één klik:\n{url}',
  },
  {
    subject: 'Confirm your email address for {organisation}',
    greeting: 'Hello,',
    asked:
      'Someone entered this email address on the site of {organisation}, to be told when there is an answer or other news.',
    confirm:
      'If that was you, please confirm your address, once. After that you will get our messages:\n{url}',
    notYou: 'If it was not you, you do not need to do anything. You will not get any messages.',
    stop: 'If you do not want us to ask you this again, use this link. One click is enough:\n{url}',
  },
)
