import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const confirmationMessages = defineMessages(
  {
    subject: 'Bevestig uw e-mailadres voor {organisation}',
    greeting: 'Goedendag,',
    asked:
      'Iemand vulde op de site van {organisation} dit e-mailadres in, om bericht te krijgen als er een antwoord is.',
    confirm: 'Was u dat? Bevestig dan één keer uw adres. Daarna krijgt u onze berichten:\n{url}',
    notYou: 'Was u dat niet? Dan hoeft u niets te doen. U krijgt geen berichten.',
    stop: 'Wilt u dat wij u geen vragen als deze meer sturen? Dat regelt u met één klik:\n{url}',
  },
  {
    subject: 'Confirm your e-mail address for {organisation}',
    greeting: 'Hello,',
    asked:
      'Somebody gave this e-mail address on the site of {organisation}, to hear when there is an answer.',
    confirm: 'Was it you? Then confirm your address, once. After that you get our messages:\n{url}',
    notYou: 'Was it not you? Then you need not do anything. You will get no messages.',
    stop: 'Do you want us to stop asking you this? One click is enough:\n{url}',
  },
)
