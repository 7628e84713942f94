import { defineMessages } from '#platform/i18n'

/** Whether the pages are read of what a feed cuts, and how that goes. */
export const wholeTextMessages = defineMessages(
  {
    title: 'De hele tekst',
    off: 'Veel feeds geven alleen het begin van een bericht. Dan zoeken uw zoekvragen ook alleen in dat begin. Wij kunnen van zo’n bericht één keer de pagina lezen, als de site dat toelaat. Een inlog of betaalmuur omzeilen wij nooit.',
    on: 'Geeft de feed alleen het begin van een bericht? Dan lezen wij één keer de pagina, als de site dat toelaat. Een inlog of betaalmuur omzeilen wij nooit.',
    choose: 'Lees de hele tekst',
    leave: 'Lees alleen nog wat in de feed staat',
    chosen: 'Wij lezen nu de hele tekst. De nieuwste berichten zijn het eerst aan de beurt.',
    left: 'Wij lezen nu alleen wat in de feed staat. Teksten die er al zijn, blijven.',
    read: 'Gelezen in de laatste dertig dagen',
    waiting: 'Nog te lezen',
    unread: 'Niet gelezen',
    posts: '{n, plural, one {# bericht} other {# berichten}}',
    robots: '{n} keer: de site wil niet dat programma’s de pagina lezen (robots.txt)',
    reserved: '{n} keer: de site houdt het recht voor om de tekst met programma’s te verwerken',
    closed: '{n} keer: de pagina is niet voor iedereen, of u moet ervoor betalen',
    gone: '{n} keer: de pagina bestaat niet',
    noText: '{n} keer: op de pagina staat geen tekst die wij kunnen lezen',
    otherText: '{n} keer: op de pagina staat iets anders, zoals een vraag over cookies',
    tooMuch: '{n} keer: op de pagina staat meer dan wij kunnen verwerken',
    noAnswer: '{n} keer: de site gaf geen goed antwoord, ook niet bij de derde keer',
  },
  {
    title: 'The full text',
    off: 'Many feeds only give the beginning of each post, so your saved searches only look in that part. We can read the page of such a post once, if the site allows it. We never work around a login or a paywall.',
    on: 'When the feed only gives the beginning of a post, we read its page once, if the site allows it. We never work around a login or a paywall.',
    choose: 'Read the full text',
    leave: 'Only read what is in the feed',
    chosen: 'We now read the full text, starting with the newest posts.',
    left: 'We now only read what is in the feed. Texts we already have will stay.',
    read: 'Read in the last thirty days',
    waiting: 'Still to be read',
    unread: 'Not read',
    posts: '{n, plural, one {# post} other {# posts}}',
    robots:
      '{n, plural, one {Once} other {# times}}: the site does not want programs to read the page (robots.txt)',
    reserved:
      '{n, plural, one {Once} other {# times}}: the site reserves the right to process its text with programs',
    closed:
      '{n, plural, one {Once} other {# times}}: the page is not open to everybody, or has to be paid for',
    gone: '{n, plural, one {Once} other {# times}}: the page does not exist',
    noText: '{n, plural, one {Once} other {# times}}: there is no text on the page that we can read',
    otherText:
      '{n, plural, one {Once} other {# times}}: the page says something else, such as a question about cookies',
    tooMuch: '{n, plural, one {Once} other {# times}}: the page contains more than we can handle',
    noAnswer:
      '{n, plural, one {Once} other {# times}}: the site did not give a proper answer, not even the third time',
  },
)
