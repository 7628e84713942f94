import { defineMessages } from '#platform/i18n'

/** Other conversations of somebody that their code opens too. */
export const besideMessages = defineMessages(
  {
    title: 'Ook van u',
    first: 'Uw eerste bericht',
    split: 'Dit gaat over iets anders. Wij behandelen het apart.',
    later: 'U schreef ons later opnieuw. Dat behandelen wij als nieuwe vraag.',
    open: 'Wij zijn ermee bezig.',
    answered: 'Wij gaven antwoord.',
    closed: 'Dit is afgerond.',
    apart: 'Dit behandelen wij apart.',
    see: 'Bekijk hoe het ermee staat',
  },
  {
    title: 'Also from you',
    first: 'Your first message',
    split: 'This is about something else. We are dealing with it separately.',
    later: 'You wrote to us again later. We are treating that as a new question.',
    open: 'We are working on it.',
    answered: 'We have answered.',
    closed: 'This has been closed.',
    apart: 'We are dealing with this separately.',
    see: 'See how it is going',
  },
)
