import { defineMessages } from '#platform/i18n'

export const waysMessages = defineMessages(
  {
    wayTitle: 'Stem op stellingen',
    wayText:
      'Eén zin per keer: eens, oneens of weet ik niet. Twee minuten is genoeg. {access, select, mail {U krijgt eerst een link per mail.} code {U hebt de code uit uw brief nodig.} other {}}',
    sectionTitle: 'Stellingen',
    open: 'Open',
    closed: 'Gesloten',
  },
  {
    wayTitle: 'Vote on statements',
    wayText:
      'One sentence at a time: agree, disagree or not sure. Two minutes is enough. {access, select, mail {We email you a link first.} code {You need the code from your letter.} other {}}',
    sectionTitle: 'Statements',
    open: 'Open',
    closed: 'Closed',
  },
)
