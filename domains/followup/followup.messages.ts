import { defineMessages } from '#platform/i18n'
import type { ReasonCode, Verdict } from './response.ts'

/** Verdicts in words. */
export const verdictMessages = defineMessages<Verdict>(
  {
    adopted: 'Overgenomen',
    partly: 'Deels overgenomen',
    already_done: 'Deden wij al',
    investigating: 'Wordt onderzocht',
    not_adopted: 'Niet overgenomen',
    out_of_scope: 'Gaat hier niet over',
  },
  {
    adopted: 'Adopted',
    partly: 'Partly adopted',
    already_done: 'We already did this',
    investigating: 'Being looked into',
    not_adopted: 'Not adopted',
    out_of_scope: 'Not about this',
  },
)

/** Reasons in words. */
export const reasonMessages = defineMessages<ReasonCode>(
  {
    safety: 'Het is niet veilig',
    law: 'De wet laat het niet toe',
    not_ours: 'Wij gaan er niet over',
    cost: 'Het kost te veel',
    space: 'Er is geen ruimte voor, of het kan technisch niet',
    other_interests: 'Andere belangen wegen zwaarder',
    policy: 'Het past niet bij wat eerder is besloten',
    exists: 'Het is er al',
    planned: 'Het staat al in de planning',
    research: 'Wij weten nog niet genoeg',
    subject: 'Het hoort bij een ander onderwerp',
  },
  {
    safety: 'It is not safe',
    law: 'The law does not allow it',
    not_ours: 'It is not ours to decide',
    cost: 'It costs too much',
    space: 'There is no room for it, or it cannot be built',
    other_interests: 'Other interests weigh more',
    policy: 'It does not fit what was decided before',
    exists: 'It is there already',
    planned: 'It is planned already',
    research: 'We do not know enough yet',
    subject: 'It belongs to another subject',
  },
)

/** The mail that tells somebody what came of an input. */
export const noticeMessages = defineMessages(
  {
    subject: 'U hebt antwoord: {question}',
    subjectChanged: 'Ons antwoord is veranderd: {question}',
    greeting: 'Goedendag,',
    said: 'U liet ons iets weten over deze vraag:\n{question}',
    answer: 'Dit is ons antwoord: {verdict}.',
    answerChanged: 'Wij hebben ons antwoord veranderd. Dit is het nu: {verdict}.',
    reason: 'De reden: {reason}.',
    track: 'Bekijk wat er met uw inbreng gebeurde, en wat er nog komt:\n{url}',
    trackAll: 'U liet ons {n} keer iets weten. Bekijk bij elk wat ermee gebeurde, en wat er nog komt:',
    statement: 'Uw stelling van {on, date, long}:',
    votes: 'Uw stemmen, sinds {on, date, long}:',
    question: 'Uw vraag van {on, date, long}:',
    message: 'Uw bericht van {on, date, long}:',
    stop: 'Wilt u geen berichten meer van ons? Dat regelt u met één klik:\n{url}',
  },
  {
    subject: 'You have an answer: {question}',
    subjectChanged: 'Our answer has changed: {question}',
    greeting: 'Hello,',
    said: 'You told us something about this question:\n{question}',
    answer: 'This is our answer: {verdict}.',
    answerChanged: 'We have changed our answer. It is now: {verdict}.',
    reason: 'The reason: {reason}.',
    track: 'See what came of your input, and what is still to come:\n{url}',
    trackAll: 'You told us something {n} times. See for each what came of it, and what is still to come:',
    statement: 'Your statement of {on, date, long}:',
    votes: 'Your votes, since {on, date, long}:',
    question: 'Your question of {on, date, long}:',
    message: 'Your message of {on, date, long}:',
    stop: 'No more messages from us? One click is enough:\n{url}',
  },
)

/** The mail that asks whether an address wants our messages. */
export const confirmationMessages = defineMessages(
  {
    subject: 'Bevestig uw e-mailadres voor {organisation}',
    greeting: 'Goedendag,',
    asked:
      'Iemand vulde op de site van {organisation} dit e-mailadres in, om bericht te krijgen als er een antwoord is.',
    confirm: 'Was u dat? Bevestig dan één keer uw adres. Daarna krijgt u onze berichten:\n{url}',
    notYou: 'Was u dat niet? Dan hoeft u niets te doen. U krijgt geen berichten.',
    stop: 'Wilt u dat wij u geen vragen als deze meer sturen? Dat regelt u met één klik:\n{url}',
  },
  {
    subject: 'Confirm your e-mail address for {organisation}',
    greeting: 'Hello,',
    asked:
      'Somebody gave this e-mail address on the site of {organisation}, to hear when there is an answer.',
    confirm: 'Was it you? Then confirm your address, once. After that you get our messages:\n{url}',
    notYou: 'Was it not you? Then you need not do anything. You will get no messages.',
    stop: 'Do you want us to stop asking you this? One click is enough:\n{url}',
  },
)

/** The mail that tells an author what was decided about one statement, or about several. */
export const authorMessages = defineMessages(
  {
    refusedSubject: 'Uw stelling is niet geplaatst: {question}',
    removedSubject: 'Uw stelling is weggehaald: {question}',
    upheldSubject: 'Wij keken opnieuw naar uw stelling: {question}',
    overturnedSubject: 'Uw stelling staat er alsnog: {question}',
    greeting: 'Goedendag,',
    severalSubject: 'Wij namen {n} besluiten over uw stellingen',
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
    refusedSubject: 'Your statement is not published: {question}',
    removedSubject: 'Your statement has been removed: {question}',
    upheldSubject: 'We looked at your statement again: {question}',
    overturnedSubject: 'Your statement is published after all: {question}',
    greeting: 'Hello,',
    severalSubject: 'We made {n} decisions about your statements',
    wrote: 'On {on, date, long} we received your statement on this question:\n{question}',
    refused: 'We have not published your statement.',
    removed: 'Your statement was on the site. We have removed it.',
    upheld:
      'You asked for a second look. Another member of staff looked again. Your statement will not be on the site.',
    overturned:
      'You asked for a second look. Another member of staff looked again. Your statement is on the site now.',
    reason: 'The reason: {reason}',
    appeal: 'Do you disagree? Ask for a second look, or see what happened with your input:\n{url}',
    track: 'See what happened with your input:\n{url}',
    stop: 'No more messages from us? One click is enough:\n{url}',
  },
)
