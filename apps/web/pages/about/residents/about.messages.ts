import { defineMessages } from '#platform/i18n'

export const aboutMessages = defineMessages(
  {
    accessibilityTitle: 'Toegankelijkheid',
    accessibilityLead:
      'Iedereen moet mee kunnen praten. Ook met een schermlezer, zonder muis, of met grote letters.',
    standardTitle: 'Waar wij ons aan houden',
    standard:
      'Wij maken deze site volgens WCAG 2.2, niveau AA. Bij elke wijziging test een programma alle pagina’s, licht en donker, op een telefoon en op een groot scherm.',
    testedTitle: 'Wat wij zelf testen',
    tested1: 'Alles werkt met alleen het toetsenbord, en u ziet altijd waar u bent.',
    tested2: 'Alles werkt zonder JavaScript.',
    tested3: 'Kleur is nooit het enige verschil: er staat altijd een vorm of een woord bij.',
    tested4: 'Elke tekening heeft dezelfde inhoud als zin of tabel.',
    knownTitle: 'Wat nog niet goed is',
    known:
      'Deze site is nog niet door een onafhankelijk bureau onderzocht. Tot dat gebeurd is, noemen wij onze status: eerste maatregelen genomen.',
    tellTitle: 'Loopt u ergens vast?',
    tell: 'Vertel het ons. U krijgt antwoord, en wij lossen het op of leggen uit waarom dat nog niet kan.',
    tellAction: 'Meld een probleem',
    call: 'Of bel {phone}, {hours}.',
    dataTitle: 'Uw gegevens',
    dataLead: 'Wat u vindt, is van u. Wij bewaren zo weinig mogelijk, en u kunt altijd zien wat.',
    votesTitle: 'Als u stemt op stellingen',
    votes:
      'Wij weten niet wie u bent. Uw browser krijgt een geheime code. Daarmee maken wij per dialoog een nieuw schuilnummer. Twee dialogen kunnen niet aan elkaar worden geknoopt. Na afloop wissen wij de sleutel.',
    admissionTitle: 'Als meedoen kan met een e-mailadres of een code',
    admission:
      'Wij houden bij welke adressen en codes gebruikt zijn, in een vorm die wij niet kunnen lezen en apart van de antwoorden. Wie wat vond, kunnen wij zo niet opzoeken. Na afloop gaat alles weg. Vertelt u iets over uzelf, dan tonen wij alleen groepen van tien mensen of meer.',
    askTitle: 'Als u iets vraagt of vertelt',
    ask: 'Wij bewaren uw tekst, en uw naam en e-mailadres als u die geeft. Alleen medewerkers zien ze. Wie uw gegevens leest, staat in een logboek.',
    codeTitle: 'Uw volgcode',
    code: 'Van uw volgcode bewaren wij alleen een afdruk die niet terug te rekenen is. Raakt u de code kwijt, dan kunnen wij hem niet opzoeken.',
    noticeTitle: 'Als u bericht wilt krijgen',
    notice:
      'Wij vragen u één keer per mail of het adres klopt. Uw e-mailadres staat apart van wat u zei. Het gaat weg na het laatste bericht, of zodra u stopt. Bij uw inbreng blijft alleen staan op welke dag wij mailden. Uw ja of nee bewaren wij twee jaar, zo dat niemand er uw adres uit kan lezen.',
    cookiesTitle: 'Cookies',
    cookies:
      'Wij gebruiken alleen cookies die nodig zijn: om te weten dat u al stemde, en om in te loggen. Er kijkt niemand mee. Wat u typt en nog niet verstuurde, blijft in uw browser staan tot u het verstuurt of het tabblad sluit. Wij zien dat niet.',
    rightsTitle: 'Inzien of laten wissen',
    rights: 'Dat kan. Stuur ons een bericht met uw volgcode erbij.',
  },
  {
    accessibilityTitle: 'Accessibility',
    accessibilityLead:
      'Everybody must be able to take part. Also with a screen reader, without a mouse, or with large letters.',
    standardTitle: 'What we keep to',
    standard:
      'We make this site to WCAG 2.2, level AA. With every change a program tests all pages, light and dark, on a phone and on a large screen.',
    testedTitle: 'What we test ourselves',
    tested1: 'Everything works with the keyboard alone, and you always see where you are.',
    tested2: 'Everything works without JavaScript.',
    tested3: 'Colour is never the only difference: there is always a shape or a word with it.',
    tested4: 'Every drawing has the same content as a sentence or a table.',
    knownTitle: 'What is not good yet',
    known:
      'This site has not been examined by an independent firm. Until that has happened we call our status: first measures taken.',
    tellTitle: 'Are you stuck somewhere?',
    tell: 'Tell us. You get an answer, and we mend it or explain why that is not possible yet.',
    tellAction: 'Report a problem',
    call: 'Or call {phone}, {hours}.',
    dataTitle: 'Your data',
    dataLead: 'What you think is yours. We keep as little as possible, and you can always see what.',
    votesTitle: 'When you vote on statements',
    votes:
      'We do not know who you are. Your browser gets a secret code. With it we make a new pseudonym for each dialogue. Two dialogues cannot be joined. Afterwards we destroy the key.',
    admissionTitle: 'Where taking part needs an e-mail address or a code',
    admission:
      'We keep which addresses and codes were used, in a form that we cannot read and apart from the answers. So we cannot look up who thought what. Afterwards all of it goes. If you tell something about yourself, we only show groups of ten people or more.',
    askTitle: 'When you ask or tell us something',
    ask: 'We keep your text, and your name and e-mail address if you give them. Only staff see them. Who reads your data is written in a log.',
    codeTitle: 'Your code',
    code: 'Of your code we keep only a print that cannot be turned back. If you lose the code, we cannot look it up.',
    noticeTitle: 'When you want to be told',
    notice:
      'We ask you once by mail whether the address is right. Your e-mail address stands apart from what you said. It goes after the last message, or as soon as you stop. With your input only the day on which we mailed stays. Your yes or no we keep for two years, in a way that nobody can read your address from.',
    cookiesTitle: 'Cookies',
    cookies:
      'We use only cookies that are needed: to know that you voted already, and to sign in. Nobody else looks on. What you type and have not sent yet stays in your browser until you send it or close the tab. We do not see it.',
    rightsTitle: 'See or erase',
    rights: 'You can. Send us a message with your code in it.',
  },
)
