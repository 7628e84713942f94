import { defineMessages } from '#platform/i18n'

export const askedMessages = defineMessages(
  {
    title: 'Een vraag van {organisation}',
    lead: 'Beste {party}, wij vragen u hieronder iets. U hebt geen account nodig.',
    question: 'De vraag',
    shown: 'Waar het over gaat',
    resident: 'Een bewoner schreef op {moment, date, long}',
    ours: 'Wij antwoordden op {moment, date, long}',
    answer: 'Uw antwoord',
    answerHelp: 'Een medewerker van {organisation} leest uw antwoord.',
    until: 'U kunt antwoorden {until, until, long}.',
    send: 'Verstuur antwoord',
    once: 'U kunt één keer antwoorden. Daarna werkt de link niet meer.',
    errors: '{n, plural, one {Er is 1 ding niet goed ingevuld} other {Er zijn # dingen niet goed ingevuld}}',
    missing: 'Schrijf eerst uw antwoord.',
    tooLong:
      'Uw antwoord is langer dan {max, number} tekens. Maak het korter, of stuur een deel mee als bestand.',
    answeredTitle: 'Bedankt, uw antwoord is binnen',
    answered: 'U hoeft niets meer te doen. Wilt u nog iets toevoegen? Neem dan contact met ons op.',
    expiredTitle: 'Deze link werkt niet meer',
    expired:
      'De tijd om te antwoorden is voorbij. Wilt u nog antwoorden? Neem dan contact op met wie u de vraag stelde, of met {organisation}.',
    endedTitle: 'Deze vraag is niet meer open',
    ended:
      'Wij hebben uw antwoord niet meer nodig, of wij stuurden u een nieuwere link. Kijk in uw mail of u een nieuwe link hebt. Denkt u dat het niet klopt? Neem dan contact met ons op.',
    notSent: 'Uw antwoord is niet verstuurd. Dit schreef u:',
    unknownTitle: 'Deze link kennen wij niet',
    unknown: 'Kijk of u de hele link uit de mail hebt gebruikt. Is hij ouder dan zes weken? Dan is hij weg.',
    contact: 'Contact met {organisation}',
    phone: 'Telefoon: {phone}',
    email: 'E-mail: {email}',
    ask: 'Stel ons een vraag',
  },
  {
    title: 'A question from {organisation}',
    lead: 'Dear {party}, we would like to ask you something. You do not need an account.',
    question: 'The question',
    shown: 'What it is about',
    resident: 'A resident wrote on {moment, date, long}',
    ours: 'We answered on {moment, date, long}',
    answer: 'Your answer',
    answerHelp: 'Someone who works for {organisation} will read your answer.',
    until: 'You can answer {until, until, long}.',
    send: 'Send answer',
    once: 'You can answer once. After that, the link no longer works.',
    errors: '{n, plural, one {There is 1 thing to correct} other {There are # things to correct}}',
    missing: 'Write your answer first.',
    tooLong:
      'Your answer is longer than {max, number} characters. Make it shorter, or attach part of it as a file.',
    answeredTitle: 'Thank you, we have your answer',
    answered: 'There is nothing more you need to do. If you would like to add something, please contact us.',
    expiredTitle: 'This link no longer works',
    expired:
      'The time for answering has passed. If you still want to answer, please contact the person who asked you, or {organisation}.',
    endedTitle: 'This question is no longer open',
    ended:
      'We no longer need your answer, or we sent you a newer link. Check your email for a new link. If you think this is wrong, please contact us.',
    notSent: 'Your answer was not sent. This is what you wrote:',
    unknownTitle: 'We do not know this link',
    unknown:
      'Check that you used the whole link from the email. If it is more than six weeks old, it is gone.',
    contact: 'Contact {organisation}',
    phone: 'Phone: {phone}',
    email: 'Email: {email}',
    ask: 'Ask us a question',
  },
)
