import { defineMessages } from '#platform/i18n'

/** What pages of more than one part say about a dialogue. */
export const dialogueMessages = defineMessages(
  {
    share:
      '{agree} % eens, {pass} % weet het niet, {disagree} % oneens ({people, plural, one {# mens} other {# mensen}})',
    tooFew: 'Nog geen {least} mensen gaven antwoord. De uitslag ziet u hier vanaf {least} mensen.',
    tooFewEnded: 'Geen uitslag: minder dan {least} mensen gaven antwoord, of wij tellen nog.',
    inSteps:
      'De uitslag loopt iets achter: hij verandert steeds na tien mensen. Zo kan niemand zien wat u antwoordde. Uw antwoord telt wel mee.',
    useTitle: 'Wat wij met uw antwoord doen',
    use: 'Wij zoeken waar mensen het over eens zijn. {decidedBy} beslist. Onze belofte: u leest ons antwoord {date, by, long}.',
    useInform: 'Wij zoeken waar mensen het over eens zijn, en laten zien wat wij daarmee doen.',
    propose: 'Schrijf zelf een stelling',
    resultsTitle: 'Wat mensen antwoordden',
    giveAnswers: 'Geef zelf antwoord',
    ofResident: 'Van een bewoner',
    openTrack: 'Naar Mijn inbreng',
    notKnownTitle: 'Gaf u eerder antwoord?',
    notKnownText:
      'Uw antwoorden staan niet op naam. Alleen de browser waarin u antwoordde, herkent ze. Gebruikt u een ander apparaat of wiste u uw cookies? Dan kunnen wij ze niet opzoeken. Ze tellen wel mee.',
    notKnownCode: 'Kreeg u een volgcode? Daarmee ziet u nog wel wat er met uw antwoorden gebeurt.',
    passedBecause: 'Van de mensen die het niet weten: {reasons}.',
    passed_unsure: '{n} twijfelen',
    passed_unclear: '{n} vinden de stelling onduidelijk',
    passed_not_relevant: 'op {n} is het niet van toepassing',
    myPlace: 'Bekijk mijn plek',
  },
  {
    share:
      '{agree}% agree, {pass}% not sure, {disagree}% disagree ({people, plural, one {# person} other {# people}})',
    tooFew:
      'Fewer than {least} people have answered so far. The result appears here once {least} people have.',
    tooFewEnded: 'No result: fewer than {least} people answered, or we are still counting.',
    inSteps:
      'The result lags slightly behind: it is updated ten people at a time, so that nobody can tell what you answered. Your answer does count.',
    useTitle: 'What we do with your answer',
    use: 'We look for what people agree on. {decidedBy} decides. Our promise: you can read our answer {date, by, long}.',
    useInform: 'We look for what people agree on and show what we do with it.',
    propose: 'Write your own statement',
    resultsTitle: 'What people answered',
    giveAnswers: 'Give your own answers',
    ofResident: 'From a resident',
    openTrack: 'Go to My input',
    notKnownTitle: 'Have you answered before?',
    notKnownText:
      'Your answers are not linked to your name. Only the browser you used recognises them. If you are on another device or have cleared your cookies, we cannot look them up. They still count.',
    notKnownCode: 'Did you get a tracking code? You can still use it to see what happens with your answers.',
    passedBecause: 'Of those who are not sure: {reasons}.',
    passed_unsure: '{n} cannot decide',
    passed_unclear: '{n} find the statement unclear',
    passed_not_relevant: '{n} say it does not apply to them',
    myPlace: 'See where I stand',
  },
)
