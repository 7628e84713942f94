import { defineMessages } from '#platform/i18n'

export const homeMessages = defineMessages(
  {
    title: 'Praat mee',
    promise1: 'Zeg het.',
    promise2: 'U krijgt antwoord.',
    lead: 'Een vraag, een klacht, een idee: wij lezen alles. U hoort altijd wat wij ermee doen. Ook als het antwoord nee is.',
    now: 'Hierover kunt u nu meepraten',
    all: 'Alle onderwerpen',
    none: 'Er loopt nu geen onderwerp. U kunt ons altijd iets vragen of vertellen.',
    outcomes: 'Wat er met inbreng gebeurde',
    allOutcomes: 'Alle uitkomsten',
    pollNote: 'U hoeft niet in te loggen. U ziet meteen wat anderen vinden.',
    codeTitle: 'Hebt u een volgcode?',
    codeLabel: 'Volgcode',
    codeHelp: '9 tekens. De code staat op uw scherm, in uw mail of op uw bonnetje. Voorbeeld: K7M 4PX 29T',
    codeAction: 'Bekijk wat er gebeurde',
  },
  {
    title: 'Have your say',
    promise1: 'Have your say.',
    promise2: 'Get an answer.',
    lead: 'A question, a complaint, an idea: we read everything. And we always tell you what we do with it, even when the answer is no.',
    now: 'Open for discussion now',
    all: 'All topics',
    none: 'No topics are open right now. You can always ask or tell us something.',
    outcomes: 'What came of people’s input',
    allOutcomes: 'All outcomes',
    pollNote: 'No need to sign in. You see straight away what others think.',
    codeTitle: 'Do you have a tracking code?',
    codeLabel: 'Tracking code',
    codeHelp:
      '9 characters. You will find it on your screen, in your email or on your slip. Example: K7M 4PX 29T',
    codeAction: 'See what happened',
  },
)
