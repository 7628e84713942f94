import { defineMessages } from '#platform/i18n'

export const waysMessages = defineMessages(
  {
    wayTitle: 'Stem op stellingen',
    wayText:
      'Eén zin per keer: eens, oneens of weet ik niet. Twee minuten is genoeg. {access, select, mail {U krijgt eerst een link per mail.} code {U hebt de code uit uw brief nodig.} other {}}',
    mostAgreed: 'Hier zijn de meesten het mee eens',
    mostDivided: 'Hierover verschillen mensen het meest',
    example: 'Een van de stellingen',
    whatOfYou: 'Wat vindt u?',
    sectionTitle: 'Stellingen',
    open: 'Open',
    closed: 'Gesloten',
  },
  {
    wayTitle: 'Vote on statements',
    wayText:
      'One sentence at a time: agree, disagree or not sure. Two minutes is enough. {access, select, mail {We email you a link first.} code {You need the code from your letter.} other {}}',
    mostAgreed: 'Most people agree with this',
    mostDivided: 'This divides people most',
    example: 'One of the statements',
    whatOfYou: 'What do you think?',
    sectionTitle: 'Statements',
    open: 'Open',
    closed: 'Closed',
  },
)
