import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const authorMessages = defineMessages(
  {
    refusedSubject: 'Uw stelling is niet geplaatst: {question}',
    removedSubject: 'Uw stelling is weggehaald: {question}',
    upheldSubject: 'Wij keken opnieuw naar uw stelling: {question}',
    overturnedSubject: 'Uw stelling staat er alsnog: {question}',
    severalSubject: 'Wij namen {n} besluiten over uw stellingen',
    greeting: 'Goedendag,',
    wrote: 'Op {on, date, long} kregen wij uw stelling bij deze vraag:\n{question}',
    refused: 'Wij hebben uw stelling niet geplaatst.',
    removed: 'Uw stelling stond op de site. Wij hebben haar weggehaald.',
    upheld:
      'U vroeg om een tweede blik. Een andere medewerker keek opnieuw. Uw stelling komt niet op de site.',
    overturned:
      'U vroeg om een tweede blik. Een andere medewerker keek opnieuw. Uw stelling staat nu op de site.',
    reason: 'De reden: {reason}',
    appeal: 'Bent u het er niet mee eens? Vraag dan om een tweede blik, of bekijk uw inbreng:\n{url}',
    track: 'Bekijk wat er met uw inbreng gebeurde:\n{url}',
    stop: 'Wilt u geen berichten meer van ons? Dat regelt u met één klik:\n{url}',
  },
  {
    refusedSubject: 'Your statement was not published: {question}',
    removedSubject: 'Your statement has been removed: {question}',
    upheldSubject: 'We looked at your statement again: {question}',
    overturnedSubject: 'Your statement has been published after all: {question}',
    severalSubject: 'We made {n} decisions about your statements',
    greeting: 'Hello,',
    wrote: 'On {on, date, long} we received your statement about this question:\n{question}',
    refused: 'We have not published your statement.',
    removed: 'Your statement was on the site. We have removed it.',
    upheld:
      'You asked for a second look, and another member of staff reviewed the decision. Your statement will not appear on the site.',
    overturned:
      'You asked for a second look, and another member of staff reviewed the decision. Your statement is now on the site.',
    reason: 'The reason: {reason}',
    appeal: 'If you disagree, you can ask for a second look or view your input here:\n{url}',
    track: 'See what happened with your input:\n{url}',
    stop: 'To stop getting messages from us, use this link. One click is enough:\n{url}',
  },
)
