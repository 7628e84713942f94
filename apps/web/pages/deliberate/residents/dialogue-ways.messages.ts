import { defineMessages } from '#platform/i18n'

export const waysMessages = defineMessages(
  {
    wayTitle: 'Stem op stellingen',
    wayText:
      'Eén zin per keer. Eens, oneens of weet ik niet. Twee minuten is genoeg. {access, select, mail {U krijgt een link op uw e-mailadres.} code {U hebt de code uit uw brief nodig.} other {}}',
    sectionTitle: 'Stellingen',
    open: 'Open',
    closed: 'Gesloten',
  },
  {
    wayTitle: 'Vote on statements',
    wayText:
      'One sentence at a time. Agree, disagree or I do not know. Two minutes is enough. {access, select, mail {You get a link at your e-mail address.} code {You need the code from your letter.} other {}}',
    sectionTitle: 'Statements',
    open: 'Open',
    closed: 'Closed',
  },
)
