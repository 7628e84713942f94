import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const taskLinkMessages = defineMessages(
  {
    subject: 'Een vraag van {organisation}',
    text: 'Hallo,\n\nEen medewerker van {organisation} wil u iets vragen. Met deze link leest u de vraag en geeft u antwoord:\n\n{link}\n\nU hebt geen account nodig. De link werkt {on, until, long}. Stuur hem niet door: wie de link heeft, kan de vraag lezen.\n\nKent u ons niet? Dan is dit adres verkeerd ingevuld. U hoeft niets te doen.\n',
  },
  {
    subject: 'A question from {organisation}',
    text: 'Hello,\n\nSomeone at {organisation} would like to ask you something. Use this link to read the question and answer it:\n\n{link}\n\nYou do not need an account. The link works {on, until, long}. Please do not forward it: anyone who has the link can read the question.\n\nIf you do not know us, this address was entered by mistake. You do not need to do anything.\n',
  },
)
