import { defineMessages } from '#platform/i18n'

export const homeMessages = defineMessages(
  {
    title: 'Praat mee',
    promise1: 'Zeg het.',
    promise2: 'U krijgt antwoord.',
    lead: 'Een vraag, een klacht, een idee: wij lezen alles. U hoort altijd wat wij ermee doen. Ook als het antwoord nee is.',
    now: 'Hierover kunt u nu meepraten',
    all: 'Alle onderwerpen',
    none: 'Er loopt nu geen onderwerp. U kunt ons wel altijd iets vragen of vertellen.',
    codeTitle: 'Hebt u een volgcode?',
    codeLabel: 'Volgcode',
    codeHelp: '9 tekens. Staat op uw scherm, in uw mail of op uw bonnetje. Voorbeeld: K7M 4PX 29T',
    codeAction: 'Bekijk wat er gebeurde',
  },
  {
    title: 'Take part',
    promise1: 'Say it.',
    promise2: 'You get an answer.',
    lead: 'A question, a complaint, an idea: we read everything. You always hear what we do with it. Also when the answer is no.',
    now: 'You can talk about this now',
    all: 'All subjects',
    none: 'There is no subject open now. You can always ask or tell us something.',
    codeTitle: 'Do you have a code?',
    codeLabel: 'Code',
    codeHelp: '9 characters. It is on your screen, in your mail or on your receipt. Example: K7M 4PX 29T',
    codeAction: 'See what happened',
  },
)
