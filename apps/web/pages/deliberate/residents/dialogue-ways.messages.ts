import { defineMessages } from '#platform/i18n'

export const waysMessages = defineMessages(
  {
    wayTitle: 'Stem op stellingen',
    wayText:
      'Eén zin per keer. Eens, oneens of weet ik niet. Twee minuten is genoeg. {access, select, mail {U krijgt een link op uw e-mailadres.} code {U hebt de code uit uw brief nodig.} other {}}',
    mostAgreed: 'Hier zijn de meesten het mee eens',
    mostDivided: 'Hier verschillen mensen het meest over',
    example: 'Een van de stellingen',
    whatOfYou: 'Wat vindt u?',
    sectionTitle: 'Stellingen',
    open: 'Open',
    closed: 'Gesloten',
  },
  {
    wayTitle: 'Vote on statements',
    wayText:
      'One sentence at a time. Agree, disagree or I do not know. Two minutes is enough. {access, select, mail {You get a link at your e-mail address.} code {You need the code from your letter.} other {}}',
    mostAgreed: 'Most people agree with this',
    mostDivided: 'People differ most on this',
    example: 'One of the statements',
    whatOfYou: 'What do you think?',
    sectionTitle: 'Statements',
    open: 'Open',
    closed: 'Closed',
  },
)
