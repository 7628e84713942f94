import { defineMessages } from '#platform/i18n'

export const mailNoteMessages = defineMessages(
  {
    demo: 'Dit is een demo: er gaat geen mail de deur uit.',
    demoLink: 'Lees de mail hier',
    notSetUp: 'Op deze site werkt mail nog niet. De mail gaat weg zodra dat is geregeld.',
    notSetUpCall: 'Wilt u niet wachten? Bel {phone}.',
  },
  {
    demo: 'This is a demo: no mail leaves it.',
    demoLink: 'Read the mail here',
    notSetUp: 'Mail does not work on this site yet. The mail leaves as soon as it does.',
    notSetUpCall: 'Do you not want to wait? Call {phone}.',
  },
)
