import { defineMessages } from '#platform/i18n'

export const aboutMessages = defineMessages(
  {
    accessibilityTitle: 'Toegankelijkheid',
    accessibilityLead:
      'Iedereen moet kunnen meepraten. Ook met een schermlezer, zonder muis of met grote letters.',
    standardTitle: 'Waar wij ons aan houden',
    standard:
      'Wij bouwen deze site volgens WCAG 2.2, niveau AA. Bij elke wijziging worden alle pagina’s automatisch getest: licht en donker, op een telefoon en op een groot scherm.',
    testedTitle: 'Wat wij zelf testen',
    tested1: 'Alles werkt met alleen het toetsenbord, en u ziet altijd waar u bent.',
    tested2: 'Alles werkt zonder JavaScript.',
    tested3: 'Kleur is nooit het enige verschil: er is altijd ook een vorm of een woord.',
    tested4: 'Wat in een tekening staat, staat er ook als zin of tabel.',
    knownTitle: 'Wat nog beter moet',
    known:
      'Deze site is nog niet door een onafhankelijk bureau onderzocht. Tot dat gebeurd is, noemen wij onze status: eerste maatregelen genomen.',
    tellTitle: 'Loopt u ergens vast?',
    tell: 'Vertel het ons. U krijgt antwoord, en wij lossen het op of leggen uit waarom dat nog niet kan.',
    tellAction: 'Meld een probleem',
    call: 'Of bel {phone}, {hours}.',
    dataTitle: 'Uw gegevens',
    dataLead: 'Wat u vindt, is van u. Wij bewaren zo weinig mogelijk. En u kunt altijd zien wat wij bewaren.',
    votesTitle: 'Als u stemt op stellingen',
    votes:
      'Wij weten niet wie u bent. Uw browser krijgt een geheime code. Daarmee maken wij voor elke dialoog een nieuw schuilnummer. Niemand kan zien dat u aan twee dialogen meedeed. Na afloop wissen wij de sleutel.',
    admissionTitle: 'Als meedoen kan met een e-mailadres of een code',
    admission:
      'Wij houden bij welke adressen en codes gebruikt zijn. Dat doen wij in een vorm die wij zelf niet kunnen lezen, en apart van de antwoorden. Wij kunnen dus niet opzoeken wie wat vond. Na afloop wissen wij alles. Vertelt u iets over uzelf? Dan laten wij alleen groepen van tien of meer mensen zien.',
    askTitle: 'Als u iets vraagt of vertelt',
    ask: 'Wij bewaren uw tekst, en uw naam en e-mailadres als u die geeft. Alleen medewerkers zien ze. In een logboek staat wie uw gegevens heeft gelezen.',
    codeTitle: 'Uw volgcode',
    code: 'Uw volgcode zelf bewaren wij niet. Wij bewaren alleen een versleutelde vorm, waar niemand de code uit kan halen. Bent u de code kwijt? Dan kunnen wij hem niet opzoeken.',
    noticeTitle: 'Als u bericht wilt',
    notice:
      'Wij vragen u één keer per mail of het adres klopt. Uw e-mailadres bewaren wij apart van wat u zei. Wij wissen het na het laatste bericht, of zodra u stopt. Bij uw inbreng staat daarna alleen nog op welke dag wij u mailden. Uw ja of nee bewaren wij twee jaar, zo dat niemand er uw adres uit kan halen.',
    cookiesTitle: 'Cookies',
    cookies:
      'Wij gebruiken alleen cookies die nodig zijn: om te weten dat u al stemde en om in te loggen. Niemand volgt u.',
    rightsTitle: 'Inzien of laten wissen',
    rights: 'Dat kan altijd. Stuur ons een bericht en zet uw volgcode erbij.',
  },
  {
    accessibilityTitle: 'Accessibility',
    accessibilityLead:
      'Everyone must be able to have their say: with a screen reader, without a mouse, or with large text.',
    standardTitle: 'The standard we follow',
    standard:
      'We build this site to WCAG 2.2, level AA. With every change, all pages are tested automatically, in light and dark, on a phone and on a large screen.',
    testedTitle: 'What we test ourselves',
    tested1: 'Everything works with just a keyboard, and you can always see where you are.',
    tested2: 'Everything works without JavaScript.',
    tested3: 'We never rely on colour alone: there is always a shape or a word as well.',
    tested4: 'Every chart has the same content as text or a table.',
    knownTitle: 'What still needs work',
    known:
      'This site has not been audited by an independent firm yet. Until it has, our status is: first measures taken.',
    tellTitle: 'Having trouble?',
    tell: 'Let us know. You will get an answer, and we will either fix the problem or explain why we cannot yet.',
    tellAction: 'Report a problem',
    call: 'Or call {phone}, {hours}.',
    dataTitle: 'Your data',
    dataLead: 'Your opinion is yours. We keep as little as possible, and you can always see what we have.',
    votesTitle: 'When you vote on statements',
    votes:
      'We do not know who you are. Your browser gets a secret code, which we use to make a new pseudonym for each dialogue. Two dialogues cannot be linked to each other. Once a dialogue is over, we destroy the key.',
    admissionTitle: 'When you need an email address or a code to take part',
    admission:
      'We keep track of which addresses and codes have been used, in a form that we cannot read and separate from the answers. So we cannot look up who thought what. Afterwards, all of it is deleted. If you tell us something about yourself, we only ever show groups of ten or more people.',
    askTitle: 'When you ask or tell us something',
    ask: 'We keep your message, and your name and email address if you give them. Only staff can see them. Whenever someone reads your data, that is recorded in a log.',
    codeTitle: 'Your tracking code',
    code: 'We do not keep your tracking code itself, only a scrambled version that cannot be turned back into the code. If you lose it, we cannot look it up for you.',
    noticeTitle: 'When you ask for updates',
    notice:
      'We email you once to check that the address is right. Your email address is kept separate from what you said. It is deleted after the last message, or as soon as you unsubscribe. All that remains with your input is the date on which we emailed you. We keep your yes or no for two years, in a form from which nobody can read your address.',
    cookiesTitle: 'Cookies',
    cookies:
      'We only use essential cookies: to remember that you have voted and to sign in. Nobody is tracking you.',
    rightsTitle: 'Seeing or deleting your data',
    rights: 'You can ask for this at any time. Send us a message and include your tracking code.',
  },
)
