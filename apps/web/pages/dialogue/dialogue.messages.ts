import { defineMessages } from '#platform/i18n'

/** What pages of more than one part say about a dialogue. */
export const dialogueMessages = defineMessages(
  {
    share:
      '{agree} % eens, {pass} % weet het niet, {disagree} % oneens ({people, plural, one {# mens} other {# mensen}})',
    tooFew: 'Nog geen {least} mensen gaven antwoord. Vanaf {least} ziet u hier de uitslag.',
    tooFewEnded: 'Geen uitslag: minder dan {least} mensen gaven antwoord, of wij tellen nog.',
    inSteps:
      'De uitslag loopt iets achter: hij verandert met tien mensen tegelijk. Zo ziet niemand wat u antwoordde. Uw antwoord telt wel mee.',
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
      'Uw antwoorden staan niet op naam. Alleen de browser waarin u ze gaf, kent ze terug. Op een ander apparaat, of als u uw cookies wiste, kunnen wij ze niet opzoeken. Ze tellen wel mee.',
    notKnownCode: 'Kreeg u een volgcode? Daarmee ziet u nog wel wat er met uw antwoorden gebeurt.',
    passedBecause: 'Van wie het niet weet: {reasons}.',
    passed_unsure: '{n} twijfelen',
    passed_unclear: '{n} vinden de stelling onduidelijk',
    passed_not_relevant: 'voor {n} gaat het niet over henzelf',
    myPlace: 'Bekijk mijn plek',
  },
  {
    share:
      '{agree}% agree, {pass}% do not know, {disagree}% disagree ({people, plural, one {# person} other {# people}})',
    tooFew: 'Fewer than {least} people have answered. From {least} on you see the result here.',
    tooFewEnded: 'No result: fewer than {least} people answered, or we are still counting.',
    inSteps:
      'The result is a little behind: it changes ten people at a time. That way nobody sees what you answered. Your answer does count.',
    useTitle: 'What we do with your answer',
    use: 'We look for what people agree on. {decidedBy} decides. Our promise: you can read our answer {date, by, long}.',
    useInform: 'We look for what people agree on, and show what we do with it.',
    propose: 'Write a statement yourself',
    resultsTitle: 'What people answered',
    giveAnswers: 'Give your own answers',
    ofResident: 'From a resident',
    openTrack: 'To My input',
    notKnownTitle: 'Did you answer before?',
    notKnownText:
      'Your answers do not carry your name. Only the browser in which you gave them knows them again. On another device, or after you erased your cookies, we cannot look them up. They do count.',
    notKnownCode: 'Did you get a code? With it you can still see what happens with your answers.',
    passedBecause: 'Of those who do not know: {reasons}.',
    passed_unsure: '{n} are in doubt',
    passed_unclear: '{n} find the statement unclear',
    passed_not_relevant: 'for {n} it is not about them',
    myPlace: 'See my place',
  },
)
