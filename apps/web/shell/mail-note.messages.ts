import { defineMessages } from '#platform/i18n'

export const mailNoteMessages = defineMessages(
  {
    demo: 'Dit is een demo: er gaat geen mail de deur uit.',
    demoLink: 'Lees de mail hier',
    notSetUp: 'Op deze site werkt mail nog niet. De mail gaat weg zodra dat is geregeld.',
    notSetUpCall: 'Wilt u niet wachten? Bel {phone}.',
  },
  {
    demo: 'This is a demo: it sends no email.',
    demoLink: 'Read the emails here',
    notSetUp: 'This site cannot send email yet. Your email will be sent as soon as it can.',
    notSetUpCall: 'Would you rather not wait? Call {phone}.',
  },
)
