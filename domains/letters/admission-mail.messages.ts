import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const admissionMessages = defineMessages(
  {
    subject: 'Uw link om mee te doen: {question}',
    text: 'Hallo,\n\nMet deze link kunt u antwoord geven bij “{question}”, van {organisation}:\n\n{link}\n\nDe link werkt een uur, en één keer. Open hem in de browser waarin u wilt antwoorden.\n\nHebt u dit niet gevraagd? Dan hoeft u niets te doen.\n',
    againSubject: 'U doet al mee: {question}',
    againText:
      'Hallo,\n\nIemand vroeg met dit adres een link voor “{question}”, van {organisation}. Met dit adres doet al iemand mee, en elk adres doet één keer mee.\n\nWas u dat? Ga dan verder in de browser waarin u begon:\n\n{link}\n\nHebt u dit niet gevraagd? Dan hoeft u niets te doen.\n',
  },
  {
    subject: 'Your link to take part: {question}',
    text: 'Hello,\n\nWith this link you can answer at “{question}”, of {organisation}:\n\n{link}\n\nThe link works for an hour, and once. Open it in the browser in which you want to answer.\n\nYou did not ask for this? Then you need not do anything.\n',
    againSubject: 'You take part already: {question}',
    againText:
      'Hello,\n\nSomebody asked for a link with this address for “{question}”, of {organisation}. Somebody takes part with this address already, and each address takes part once.\n\nWas it you? Then go on in the browser where you began:\n\n{link}\n\nYou did not ask for this? Then you need not do anything.\n',
  },
)
