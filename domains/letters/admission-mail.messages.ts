import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const admissionMessages = defineMessages(
  {
    subject: 'Uw link om mee te doen: {question}',
    text: 'Hallo,\n\nMet deze link kunt u antwoord geven bij “{question}”, van {organisation}:\n\n{link}\n\nDe link werkt één keer, een uur lang. Open hem in de browser waarin u wilt antwoorden.\n\nHebt u dit niet gevraagd? Dan hoeft u niets te doen.\n',
    againSubject: 'U doet al mee: {question}',
    againText:
      'Hallo,\n\nIemand vroeg met dit adres een link aan voor “{question}”, van {organisation}. Met dit adres doet al iemand mee, en elk adres kan maar één keer meedoen.\n\nWas u dat? Ga dan verder in de browser waarin u begon:\n\n{link}\n\nHebt u dit niet gevraagd? Dan hoeft u niets te doen.\n',
  },
  {
    subject: 'Your link to take part: {question}',
    text: 'Hello,\n\nUse this link to vote on “{question}”, a dialogue by {organisation}:\n\n{link}\n\nThe link works once, for one hour. Open it in the browser you want to answer in.\n\nDid you not ask for this? Then you do not need to do anything.\n',
    againSubject: 'You are already taking part: {question}',
    againText:
      'Hello,\n\nSomeone used this address to ask for a link for “{question}”, a dialogue by {organisation}. Someone is already taking part with this address, and each address can take part only once.\n\nWas that you? Then carry on in the browser you started in:\n\n{link}\n\nDid you not ask for this? Then you do not need to do anything.\n',
  },
)
