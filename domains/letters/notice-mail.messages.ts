import { defineMessages } from '#platform/i18n'

/** What the mail says. */
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
