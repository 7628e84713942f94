import { defineMessages } from '#platform/i18n'

export const reportMessages = defineMessages(
  {
    title: 'Rapport',
    toDialogue: 'Naar de dialoog',
    lead: 'Wat mensen antwoordden, en hoe wij dat hebben geteld.',
    draft: 'Tussenstand',
    draftTitle: 'Dit is een tussenstand.',
    draftText: 'Mensen kunnen nog antwoorden. De cijfers veranderen dus nog.',
    asOf: 'Stand van {at, date, long}, {at, time, short} uur',
    publishedOn: 'Versie {version}, gepubliceerd op {at, date, long}',
    publishedTitle: 'Dit rapport verandert niet meer.',
    publishedText:
      'Het is de stand van {at, date, long}. {open, select, yes {Toen konden mensen nog antwoorden. } other {}}Antwoorden van later staan er niet in. Vast adres: {address}',
    toLive: 'Bekijk de stand van nu',
    print: 'Druk dit rapport af',
    allAnswers: 'Bekijk alle antwoorden',
    notYetTitle: 'Er is nog geen kaart.',
    notYetText:
      'Nog geen stelling heeft {least} antwoorden, of de computer rekent nog. Wat er wel is, staat hieronder.',
    summary: 'In het kort',
    sumPeople:
      '{people, plural, =0 {Minder dan tien mensen deden mee met} one {# mens deed mee, met {votes, plural, one {# antwoord} other {# antwoorden}} op} other {# mensen deden mee, met samen {votes, plural, one {# antwoord} other {# antwoorden}} op}} {statements, plural, one {# stelling} other {# stellingen}}.',
    sumPeopleSoFar:
      '{people, plural, =0 {Er deden nog weinig mensen mee met} other {Meer dan # mensen deden mee. Wij telden {votes, plural, one {# antwoord} other {# antwoorden}} op}} {statements, plural, one {# stelling} other {# stellingen}}.',
    sumPeriod: 'Het eerste antwoord kwam op {first, date, long}, het laatste op {last, date, long}.',
    sumTogether: 'Over {n, plural, one {# stelling} other {# stellingen}} zijn mensen het samen eens.',
    sumTogetherSides:
      'Over {n, plural, one {# stelling} other {# stellingen}} zijn mensen het samen eens: aan elke kant van de kaart is meer dan de helft het eens.',
    sumTogetherNone: 'Er is geen stelling waarover wij zeker weten dat mensen het samen eens zijn.',
    sumTogetherNoneSides:
      'Er is geen stelling waarover mensen het aan elke kant van de kaart bijna zeker eens zijn.',
    sumTogetherPending: 'Wij rekenen nog uit waarover mensen het samen eens zijn.',
    sumGroundAll:
      'Het meest eens zijn mensen het over ‘{text}’: {share}\u00A0% is het eens, en bijna zeker meer dan {low}\u00A0%.',
    sumGroundSides:
      'Het meest eens zijn mensen het over ‘{text}’: {share}\u00A0% is het eens, en aan elke kant van de kaart bijna zeker meer dan {low}\u00A0%.',
    sumGroundGroups:
      'Het meest eens zijn mensen het over ‘{text}’: in elke groep is {share, plural, =100 {afgerond #\u00A0%} other {#\u00A0% of meer}} het eens, en aan elke kant van de kaart bijna zeker meer dan {low}\u00A0%.',
    sumDivideGroups:
      'Het grootste verschil tussen de groepen is er bij ‘{text}’: in de ene groep is {high}\u00A0% het eens, in de andere {low}\u00A0%.',
    sumDivideAxes:
      'Het grootste verschil is er bij ‘{text}’: {agree, plural, one {# mens is} other {# mensen zijn}} het eens, {disagree, number} oneens.',
    sumDivideNone: 'Er zijn geen verschillen die groot en zeker genoeg zijn.',
    sumGroups: 'Er zijn {n} groepen met een eigen mening.',
    sumNoGroups: 'Er zijn geen duidelijke groepen: meningen lopen geleidelijk in elkaar over.',
    sumGroupsUnclear: 'Of er groepen zijn, is nog niet duidelijk genoeg. Daarom noemen wij er geen.',
    sumGroupsPending: 'Wij rekenen nog uit of er groepen zijn.',
    sumSuspects:
      '{people, number} mensen gaven bijna dezelfde antwoorden, kort na elkaar. Of zij dat afspraken, weten wij niet.',
    sumSuspectsMixed:
      '{people, number} mensen gaven bijna dezelfde antwoorden, kort na elkaar. Bij {arranged, number} van hen lijkt dat afgesproken.',
    sumSuspectsArranged:
      'De antwoorden van {people, number} mensen lijken afgesproken: dezelfde stellingen, bijna dezelfde antwoorden, kort na elkaar.',
    sumLeftOut: '{people, number} mensen laten wij buiten de kaart. Een medewerker besloot dat.',
    sumLeftOutFew: 'Minder dan tien mensen laten wij buiten de kaart. Een medewerker besloot dat.',
    sumSuspectsNoneLeft: 'Bij alle anderen vonden wij geen teken dat zij hun antwoorden afspraken.',
    sumSuspectsNone: 'Wij vonden geen teken dat mensen hun antwoorden afspraken.',
    sumSuspectsFew: 'Minder dan tien mensen gaven bijna dezelfde antwoorden, kort na elkaar.',
    sumSuspectsUnknown: 'Wij konden niet zien of mensen hun antwoorden afspraken, want de tijden ontbreken.',
    sumSuspectsPending: 'Wij zoeken nog uit of mensen hun antwoorden afspraken.',
    selfSelected: 'Mensen kozen zelf of zij meededen. De uitslag geldt dus niet voor alle inwoners.',
    bridgingTitle: 'Wat mensen verbindt',
    bridgingText:
      'Met deze stellingen zijn ook mensen het eens die het over veel andere dingen oneens zijn. Vaak zijn dat gewoon de stellingen waar de meeste mensen het mee eens zijn.',
    bridgingNone: 'Zulke stellingen zijn er niet.',
    bridgingPending: 'Dat rekenen wij nog uit.',
    mapTitle: 'De kaart van meningen',
    mapLead: 'Mensen die hetzelfde antwoordden, staan dicht bij elkaar. Geen plek is beter dan een andere.',
    mapScattered:
      'Er doen minstens {people, plural, one {# mens} other {# mensen}} mee. Nergens staan er {least} dicht bij elkaar. Daarom tekenen wij geen kaart.',
    mapExplained:
      'Van links naar rechts laat {first}\u00A0% van alle verschillen zien, van onder naar boven {second}\u00A0%.',
    mapExplainedChance:
      'Als wij alle antwoorden door elkaar schudden, zou dat {first}\u00A0% en {second}\u00A0% zijn. Wat daar niet duidelijk boven komt, beschrijven wij niet.',
    participationTitle: 'Wanneer en hoe mensen meededen',
    people: 'Mensen',
    votes: 'Antwoorden',
    perDay: 'per dag',
    perWeek: 'per week',
    perMonth: 'per maand',
    mostPeople: 'meest: {n, plural, one {# mens} other {# mensen}}',
    mostVotes: 'meest: {n, plural, one {# antwoord} other {# antwoorden}}',
    seriesFinding:
      '{what} {unit}, van {from, date, long} {to, to, long}. Het meest: {n}, op {at, date, long}.',
    participationNote:
      'Een antwoord telt op de dag dat iemand het voor het laatst gaf. Antwoorden op stellingen die niet meer op de site staan, tellen ook mee. Minder dan {least} mensen laten wij niet zien. Soms moeten wij dan ook een tweede getal weglaten.',
    participationJoined:
      'Waar minder dan {least} mensen meededen, staat die tijd samen met de tijd ernaast in één brede kolom.',
    participationLeftOut: 'Wie wij buiten de kaart laten, telt hier niet mee.',
    participationNone: 'Dat is nog niet geteld.',
    period: 'Vanaf',
    periodsTable: 'Deze cijfers als tabel',
    periodsCaption: 'Mensen en antwoorden {unit}',
    channelsCaption: 'Hoe de antwoorden binnenkwamen',
    channel: 'Hoe',
    channel_web: 'Via deze website',
    channel_paper: 'Op papier',
    channel_import: 'Overgenomen uit een ander systeem',
    tooFew: 'te weinig',
    factsTitle: 'Feiten over mensen',
    factsLead:
      'Deze stellingen gaan over de mensen zelf, niet over wat zij vinden. Daarom tellen zij niet mee in de kaart. Hier ziet u hoeveel mensen het eens zijn met andere stellingen: van wie het met het feit eens is, en van wie het oneens is. Tussen haakjes staat tussen welke grenzen dat bijna zeker ligt. Aantallen mensen ronden wij af op vijf.',
    factsCaption: 'Hoeveel mensen het eens zijn, naar hun antwoord op ‘{text}’',
    factPeople: 'Ongeveer {yes, number} mensen zijn het hiermee eens, en {no, number} oneens.',
    factYes: 'Eens met het feit',
    factNo: 'Oneens met het feit',
    factCell: '{share}\u00A0% ({low}–{high}, n ≈ {n})',
    factNoViews: 'Hierbij hebben nog te weinig mensen ook andere stellingen beantwoord.',
    moderationTitle: 'Welke stellingen wij plaatsten',
    writersUnknown:
      'Wie de stellingen schreef, is niet bekend: dat staat niet in het bestand waar zij uit komen.',
    someWritersUnknown:
      'Van {n, plural, one {# stelling} other {# stellingen}} is niet bekend wie die schreef: dat staat niet in het bestand waar zij uit komen.',
    writersKnown:
      'Van de andere {organisation, plural, =0 {komt er geen} one {komt er #} other {komen er #}} van de organisatie en {residents, plural, =0 {geen} other {#}} van deelnemers.',
    moderationLead:
      '{organisation, plural, =0 {Alle stellingen komen van deelnemers.} one {# stelling komt van de organisatie.} other {# stellingen komen van de organisatie.}} {residents, plural, =0 {Deelnemers schreven er geen.} one {Deelnemers schreven er #.} other {Deelnemers schreven er #.}}',
    moderationCaption: 'Wat er met de stellingen gebeurde',
    what: 'Wat',
    howMany: 'Hoeveel',
    published: 'Geplaatst',
    held: 'Wacht op een moderator',
    refused: 'Niet geplaatst',
    removed: 'daarvan eerst geplaatst en later weggehaald',
    replaced: 'Vervangen door een betere versie',
    appeals: 'Bezwaren van schrijvers',
    overturned: 'daarvan alsnog geplaatst',
    excluded: 'Mensen die buiten de kaart blijven',
    reasons: 'Waarom wij ze niet plaatsten',
    reason: 'Reden',
    rules: 'Lees de regels',
    decisions: 'Lees wat wij besloten',
    suspectsTitle: 'Antwoorden die op elkaar lijken',
    suspectsText:
      '{people, number} mensen gaven bijna dezelfde antwoorden, kort na elkaar. Wij halen niemand weg zonder besluit van een mens. Hieronder ziet u wat zij uitmaken.',
    arrangedText:
      'Bij ‘lijkt afgesproken’ kozen zij ook bijna dezelfde stellingen, of kwamen zij precies na elkaar.',
    alikeText:
      'Bij ‘lijkt op elkaar’ kan het ook een vereniging of een klas zijn, of mensen die hetzelfde advies volgen.',
    suspectsCaption: 'Wat wij vonden',
    suspectsKind: 'Wat wij zien',
    arranged: 'Lijkt afgesproken',
    alike: 'Lijkt op elkaar',
    suspectsWhen: 'Wanneer',
    day: '{on, date, long}',
    withThem: 'Met hen',
    withoutThem: 'Zonder hen',
    sidePeople: '{n, plural, one {# mens} other {# mensen}}',
    sideFinding: 'Meningenkaart van {n, plural, one {# mens} other {# mensen}}.',
    sideNote:
      'Links, rechts, boven en onder betekenen op beide kaarten hetzelfde als op de grote kaart. De schaal is gelijk. Een stelling waarop minder dan 10 van hen antwoordden, staat hier niet.',
    sideExplained: 'Links–rechts: {first}\u00A0%. Onder–boven: {second}\u00A0%.',
    sideFound:
      '{groups, plural, =0 {Geen duidelijke groepen} one {# groep} other {# groepen}}. Samen eens over {together, plural, one {# stelling} other {# stellingen}}.',
    sideCaption: 'Hoeveel mensen het eens zijn',
    sideStatement: 'Stelling',
    sameTop: 'De vijf stellingen waarover mensen het meest eens zijn, blijven dezelfde.',
    lostTop: 'Zonder hen hoort dit niet meer bij de vijf stellingen waarover mensen het meest eens zijn:',
    gainedTop: 'Dit komt er zonder hen bij:',
    sharedOf: '{share}\u00A0%',
    noShare: '–',
    method: 'Hoe dit is gemaakt',
    methodHow: 'Zo rekenen wij',
    methodCannot: 'Wat dit rapport niet kan zeggen',
    methodCannotText:
      'Mensen kozen zelf of zij meededen. Zij zijn geen steekproef: wat zij vinden, is niet wat alle inwoners vinden. Een stelling die weinig mensen zagen, is minder zeker dan een andere. Waarom mensen iets vinden, weten wij niet.',
    methodMapText:
      'De kaart komt uit de antwoorden zelf: eens, oneens of weet ik niet. Een computer zoekt de twee richtingen waarin mensen het meest verschillen. Dezelfde antwoorden geven altijd dezelfde kaart. Wie minder dan {votes} antwoorden gaf, heeft nog geen plek.',
    methodGroundText:
      'Samen eens: wij kijken naar iedereen, naar elke groep, en naar het derde deel van de mensen dat het verst aan elke kant van de kaart staat. Daar moet overal meer dan de helft het eens zijn. Wie het niet weet, telt ook mee. Waar iemand staat, bepalen wij met de antwoorden op de andere stellingen. Hoe meer stellingen er zijn, hoe strenger wij zijn: van wat wij ‘samen eens’ noemen, is naar verwachting hoogstens {rate}\u00A0% toeval.',
    methodGroupsText:
      'Wij spreken alleen van groepen als er tussen groepen duidelijk minder mensen staan dan in het midden van elke groep, ook als meningen scheef verdeeld zijn. De groepen moeten ook steeds terugkomen in steekproeven, en groot genoeg zijn. Zijn de antwoorden daarover niet duidelijk genoeg, dan noemen wij geen groepen. Wat wij zeggen verandert pas als nieuwe antwoorden een tijd lang iets anders zeggen.',
    methodGroupsFigures:
      'Toeval trekt groepen ook wat uit elkaar, de ene keer meer dan de andere. Deze groepen staan {standing} keer de gewone schommeling verder uit elkaar dan dat (nodig: duidelijk meer dan {required}). In {times} steekproeven kwam dezelfde indeling terug met een overeenkomst van {stability} (nodig: {needed}). Wij zeggen dit sinds er {since, number} antwoorden waren.',
    methodWeighedText:
      'Welke stelling iemand krijgt, bepaalt een loting. Niet elke stelling heeft evenveel kans, en wie langer doorgaat, geeft meer antwoorden. Daarom rekenen wij ook een tweede keer, met weging. Hoe kleiner de kans was dat deze persoon de stelling kreeg, hoe zwaarder het antwoord dan telt: hoogstens zo zwaar als {most} gewone antwoorden. De andere cijfers in dit rapport zijn zonder deze weging.',
    methodWeighedFigures:
      '{changed, plural, =0 {Bij geen enkele} other {Bij #}} van de {statements} stellingen maakt de weging meer dan {points} procentpunt verschil.',
    methodWeighedTogether:
      'Zonder weging zijn mensen het over {counted} van deze stellingen zeker samen eens, met weging over {weighed}.',
    methodWeighedFurthest:
      'Het grootste verschil is er bij stelling {number}: {share}\u00A0% is het eens, met weging {weighted}\u00A0%. Dat laatste is zo zeker als ongeveer {effective} gewone antwoorden. Er waren er ongeveer {answers}.',
    methodWeighedUnknown:
      'Van {unknown}\u00A0% van de antwoorden kennen wij de kans niet, bijvoorbeeld omdat ze op papier kwamen. Die tellen als een gewoon antwoord.',
    methodDivideText:
      'Een verschil noemen wij alleen als het bijna zeker geen toeval is. Van alle verschillen die wij noemen, is er naar verwachting hoogstens {rate}\u00A0% toch toeval.',
    methodSuspectsText:
      'Wij zoeken naar {people} mensen of meer, met elk {votes} antwoorden of meer, die binnen {hours} uur van elkaar kwamen en meer op elkaar lijken dan mensen die hetzelfde denken. Kozen zij ook dezelfde stellingen, of kwamen zij steeds na elkaar? Dan lijkt het afgesproken. Van wie wij zo noemen, is naar schatting hoogstens {chance}\u00A0% er bij toeval bij.',
    methodSuspectsFormerText:
      'Wij zoeken naar {people} mensen of meer met elk {votes} antwoorden of meer, die voor {alike}\u00A0% gelijk zijn en binnen {minutes} minuten van elkaar kwamen, veel vaker dan op andere tijden.',
    methodCaption: 'Waarop dit is gebaseerd: versie {version, number} van de kaart, van {on, date, long}',
    mapPeople: 'Mensen die meetellen',
    mapHidden: 'daarvan niet getekend: te weinig antwoorden, of te herkennen',
    mapStatements: 'Stellingen die meetellen',
    mapVotes: 'Antwoorden die meetellen',
    format: 'Vorm van het bestand met alle cijfers',
    filesTitle: 'Alle cijfers als bestand',
    filesText: 'Elk cijfer op deze pagina staat in deze bestanden.',
    fileReport: 'alle cijfers van dit rapport (JSON)',
    fileParticipation: 'deelname per periode (CSV)',
    fileResults: 'antwoorden per stelling van nu (CSV)',
    reuse: 'U mag ze gebruiken als u zegt dat ze van {organisation} komen (CC BY 4.0).',
    versionsTitle: 'Gepubliceerde rapporten',
    versionsText: 'Elk rapport houdt zijn adres en verandert niet meer.',
    versionsNone: 'Er is nog geen rapport gepubliceerd.',
    versionLink: 'Versie {version}, {at, date, long}',
    removedStatement: 'Stelling {number} is weggehaald. Wij laten de tekst niet meer zien.',
    publishTitle: 'Publiceer dit rapport',
    publishText:
      'De stand van nu krijgt een vast adres en kan niet meer veranderen. U kunt dit niet terugdraaien.',
    publish: 'Publiceer deze stand',
    cancel: 'Nu niet',
    told_published: 'Het rapport is gepubliceerd',
    told_unchanged: 'Er is niets veranderd sinds het laatste rapport',
    'told_too-early': 'Er is nog geen kaart om te publiceren. Probeer het over een minuut opnieuw.',
    'told_not-open-yet': 'Een concept heeft geen rapport',
  },
  {
    title: 'Report',
    toDialogue: 'Go to the dialogue',
    lead: 'What people answered, and how we worked it out.',
    draft: 'Interim',
    draftTitle: 'These are interim figures.',
    draftText: 'People can still vote, so the figures will change.',
    asOf: 'As of {at, date, long}, {at, time, short}',
    publishedOn: 'Version {version}, published on {at, date, long}',
    publishedTitle: 'This report is final.',
    publishedText:
      'It shows the situation on {at, date, long}. {open, select, yes {People could still vote at that time. } other {}}Later answers are not included. Permanent address: {address}',
    toLive: 'See the current figures',
    print: 'Print this report',
    allAnswers: 'See all answers',
    notYetTitle: 'There is no map yet.',
    notYetText:
      'No statement has {least} answers yet, or the computer is still working on it. What we do have is below.',
    summary: 'In short',
    sumPeople:
      '{people, plural, =0 {Fewer than ten people took part, on} one {# person took part and gave {votes, plural, one {# answer} other {# answers}} to} other {# people took part and gave {votes, plural, one {# answer} other {# answers}} to}} {statements, plural, one {# statement} other {# statements}}.',
    sumPeopleSoFar:
      '{people, plural, =0 {Few people have taken part so far, on} other {More than # people have taken part. We counted {votes, plural, one {# answer} other {# answers}} to}} {statements, plural, one {# statement} other {# statements}}.',
    sumPeriod: 'The first answer came on {first, date, long}, the last on {last, date, long}.',
    sumTogether: 'People agree on {n, plural, one {# statement} other {# statements}}.',
    sumTogetherSides:
      'People agree on {n, plural, one {# statement} other {# statements}}: on every side of the map more than half do.',
    sumTogetherNone: 'There is no statement yet on which we know for certain that people agree.',
    sumTogetherNoneSides:
      'There is no statement on which people on every side of the map almost certainly agree.',
    sumTogetherPending: 'We are still working out what people agree on.',
    sumGroundAll:
      'Agreement is strongest on ‘{text}’: {share}% agree, and almost certainly more than {low}%.',
    sumGroundSides:
      'Agreement is strongest on ‘{text}’: {share}% agree, and almost certainly more than {low}% on every side of the map.',
    sumGroundGroups:
      'Agreement is strongest on ‘{text}’: in every group, {share, plural, =100 {about #% agree} other {#% or more agree}}, and almost certainly more than {low}% on every side of the map.',
    sumDivideGroups: 'The groups differ most on ‘{text}’: in one group {high}% agree, in another {low}%.',
    sumDivideAxes:
      'People differ most on ‘{text}’: {agree, plural, one {# person agrees} other {# people agree}}, {disagree, number} disagree.',
    sumDivideNone: 'There are no differences that are large and certain enough.',
    sumGroups: 'There are {n} groups, each with its own view.',
    sumNoGroups: 'There are no clear groups: opinions shade gradually into one another.',
    sumGroupsUnclear: 'It is not clear enough yet whether there are groups, so we do not name any.',
    sumGroupsPending: 'We are still working out whether there are groups.',
    sumSuspects:
      '{people, number} people gave almost the same answers within a short time. We do not know whether they agreed to do so.',
    sumSuspectsMixed:
      '{people, number} people gave almost the same answers within a short time. For {arranged, number} of them, this looks arranged.',
    sumSuspectsArranged:
      'The answers of {people, number} people look arranged: the same statements, almost the same answers, within a short time.',
    sumLeftOut: '{people, number} people are left out of the map. A member of staff decided this.',
    sumLeftOutFew: 'Fewer than ten people are left out of the map. A member of staff decided this.',
    sumSuspectsNoneLeft: 'Among everyone else, we found no sign that people had coordinated their answers.',
    sumSuspectsNone: 'We found no sign that people had coordinated their answers.',
    sumSuspectsFew: 'Fewer than ten people gave almost the same answers within a short time.',
    sumSuspectsUnknown:
      'We could not check whether people coordinated their answers, because times are missing.',
    sumSuspectsPending: 'We are still working out whether people coordinated their answers.',
    selfSelected:
      'People chose for themselves whether to take part, so this does not tell you what all residents think.',
    bridgingTitle: 'What brings people together',
    bridgingText:
      'People agree on these statements, even people who disagree on much else. Often these are simply the statements that most people agree with.',
    bridgingNone: 'There are no such statements.',
    bridgingPending: 'We are still working this out.',
    mapTitle: 'The map of opinions',
    mapLead: 'People who gave similar answers are close together. No place is better than any other.',
    mapScattered:
      'At least {people, plural, one {# person is} other {# people are}} taking part, but nowhere are {least} of them close together. That is why there is no map.',
    mapExplained: 'Left to right shows {first}% of all differences, bottom to top {second}%.',
    mapExplainedChance:
      'If the answers were shuffled at random, that would be {first}% and {second}%. Anything that is not clearly above this is not put into words.',
    participationTitle: 'When and how people took part',
    people: 'People',
    votes: 'Answers',
    perDay: 'per day',
    perWeek: 'per week',
    perMonth: 'per month',
    mostPeople: 'highest: {n, plural, one {# person} other {# people}}',
    mostVotes: 'highest: {n, plural, one {# answer} other {# answers}}',
    seriesFinding: '{what} {unit}, {from, from, long} {to, to, long}. Most: {n}, on {at, date, long}.',
    participationNote:
      'Each answer is counted on the day it was last given. Answers to statements that are no longer on the site are included. We do not show fewer than {least} people; sometimes a second number has to be left out as well.',
    participationJoined:
      'Where fewer than {least} people took part, that period is shown together with the one next to it, in one wide column.',
    participationLeftOut: 'People who are left out of the map are not counted here.',
    participationNone: 'This has not been counted yet.',
    period: 'From',
    periodsTable: 'These figures as a table',
    periodsCaption: 'People and answers {unit}',
    channelsCaption: 'How the answers reached us',
    channel: 'How',
    channel_web: 'On this website',
    channel_paper: 'On paper',
    channel_import: 'Imported from another system',
    tooFew: 'too few',
    factsTitle: 'Facts about people',
    factsLead:
      'These statements are about people themselves, not about their opinions, so they do not count for the map. Here you can see how many people agree with other statements: of those who agree with the fact, and of those who disagree. The range in brackets is where that almost certainly lies. Numbers of people are rounded to five.',
    factsCaption: 'How many people agree, by their answer to ‘{text}’',
    factPeople: 'About {yes, number} people agree with this, and {no, number} disagree.',
    factYes: 'Agree with the fact',
    factNo: 'Disagree with the fact',
    factCell: '{share}% ({low}–{high}, n ≈ {n})',
    factNoViews: 'Too few of these people have answered other statements yet.',
    moderationTitle: 'Which statements we published',
    writersUnknown: 'Who wrote the statements is unknown: the file that they come from does not say.',
    someWritersUnknown:
      'Who wrote {n, plural, one {# statement} other {# statements}} is unknown: the file that they come from does not say.',
    writersKnown:
      'Of the others, {organisation, plural, =0 {none is} one {# is} other {# are}} by the organisation and {residents, plural, =0 {none} other {#}} by participants.',
    moderationLead:
      '{organisation, plural, =0 {All statements were written by participants.} one {# statement was written by the organisation.} other {# statements were written by the organisation.}} {residents, plural, =0 {Participants wrote none.} one {Participants wrote #.} other {Participants wrote #.}}',
    moderationCaption: 'What happened to the statements',
    what: 'Status',
    howMany: 'Number',
    published: 'Published',
    held: 'Waiting for a moderator',
    refused: 'Not published',
    removed: 'of which published first and removed later',
    replaced: 'Replaced by a better version',
    appeals: 'Appeals by authors',
    overturned: 'of which published after all',
    excluded: 'People left out of the map',
    reasons: 'Why we did not publish them',
    reason: 'Reason',
    rules: 'Read the rules',
    decisions: 'Read our decisions',
    suspectsTitle: 'Answers that look alike',
    suspectsText:
      '{people, number} people gave almost the same answers within a short time. Nobody is left out unless a person decides so. Below you can see the difference they make.',
    arrangedText:
      '“Looks arranged” means that they also chose almost the same statements, or came exactly one after another.',
    alikeText: '“Looks alike” may just as well be a club, a class or people following the same advice.',
    suspectsCaption: 'What we found',
    suspectsKind: 'What we see',
    arranged: 'Looks arranged',
    alike: 'Looks alike',
    suspectsWhen: 'When',
    day: '{on, date, long}',
    withThem: 'With them',
    withoutThem: 'Without them',
    sidePeople: '{n, plural, one {# person} other {# people}}',
    sideFinding: 'Opinion map of {n, plural, one {# person} other {# people}}.',
    sideNote:
      'Left, right, top and bottom mean the same on both maps as on the large map, and the scale is the same. Statements that fewer than 10 of these people answered are left out.',
    sideExplained: 'Left–right: {first}%. Bottom–top: {second}%.',
    sideFound:
      '{groups, plural, =0 {No clear groups} one {# group} other {# groups}}. Agreement on {together, plural, one {# statement} other {# statements}}.',
    sideCaption: 'How many people agree',
    sideStatement: 'Statement',
    sameTop: 'The five statements people agree on most stay the same.',
    lostTop: 'Without these people, this is no longer one of the five statements people agree on most:',
    gainedTop: 'Without these people, this is added:',
    sharedOf: '{share}%',
    noShare: '–',
    method: 'How this was made',
    methodHow: 'How we work things out',
    methodCannot: 'What this report cannot say',
    methodCannotText:
      'People chose for themselves whether to take part. They are not a sample: what they think is not what all residents think. Statements that few people saw are less certain than others. We do not know why people think what they think.',
    methodMapText:
      'The map is based only on the answers: agree, disagree or not sure. A computer finds the two directions in which people differ most. The same answers always give the same map. People who gave fewer than {votes} answers do not have a place yet.',
    methodGroundText:
      'What people agree on: we look at everyone, at each group, and at the third of people who are furthest to each side of the map. More than half must agree everywhere. People who are not sure count too. We work out where people stand from their answers to the other statements. The more statements there are, the stricter we are: of what we say people agree on, at most {rate}% is expected to be chance.',
    methodGroupsText:
      'We only speak of groups if clearly fewer people stand between two groups than in the middle of each, even where opinions lean to one side. The groups must also come back in sample after sample, and be large enough. If the answers are not clear enough about this, we do not name any groups. What we say only changes once new answers have said otherwise for a while.',
    methodGroupsFigures:
      'Chance pulls groups apart a little too, sometimes more and sometimes less. These groups stand further apart than that by {standing} times the usual variation (needed: clearly more than {required}). In {times} samples the same division came back with a similarity of {stability} (needed: {needed}). We have said this since there were {since, number} answers.',
    methodWeighedText:
      'Which statement somebody gets next is drawn at random. Some statements are more likely to be drawn than others, and people who go on for longer give more answers. So we also do the sums a second time, with weights. The less likely it was that this person would get the statement, the more the answer then counts: at most as much as {most} ordinary answers. The other figures in this report are without these weights.',
    methodWeighedFigures:
      '{changed, plural, =0 {For none} other {For #}} of the {statements} statements, the weights make a difference of more than {points} percentage points.',
    methodWeighedTogether:
      'Without weights, people are sure to agree on {counted} of these statements; with weights, on {weighed}.',
    methodWeighedFurthest:
      'The largest difference is for statement {number}: {share}% agree, or {weighted}% with weights. The weighted figure is as certain as about {effective} ordinary answers. There were about {answers}.',
    methodWeighedUnknown:
      'For {unknown}% of the answers we do not know how likely they were, for example because they came on paper. Those count as ordinary answers.',
    methodDivideText:
      'We only call something a difference if it is very unlikely to be chance. Of all the differences we name, we expect at most {rate}% to be a coincidence after all.',
    methodSuspectsText:
      'We look for {people} or more people, with {votes} or more answers each, who came within {hours} hours of each other and are more alike than people who simply think the same. If they also chose the same statements, or always came one after another, their answers look arranged. Of the people we count here, we estimate that at most {chance}% are included by chance.',
    methodSuspectsFormerText:
      'We look for {people} or more people who each gave {votes} or more answers that are {alike}% the same, within {minutes} minutes of each other, and far more often than at other times.',
    methodCaption: 'What this is based on: version {version, number} of the map, {on, date, long}',
    mapPeople: 'People included',
    mapHidden: 'of which not drawn: too few answers, or could be recognised',
    mapStatements: 'Statements included',
    mapVotes: 'Answers included',
    format: 'Format of the file with all figures',
    filesTitle: 'All figures as files',
    filesText: 'Every figure on this page is in these files.',
    fileReport: 'all figures of this report (JSON)',
    fileParticipation: 'participation by period (CSV)',
    fileResults: 'answers by statement as of now (CSV)',
    reuse: 'You may use them if you state that they come from {organisation} (CC BY 4.0).',
    versionsTitle: 'Published reports',
    versionsText: 'Each report keeps its own address and never changes.',
    versionsNone: 'No report has been published yet.',
    versionLink: 'Version {version}, {at, date, long}',
    removedStatement: 'Statement {number} has been removed. Its text is no longer shown.',
    publishTitle: 'Publish this report',
    publishText:
      'The current figures will get a permanent address and can no longer change. This cannot be undone.',
    publish: 'Publish these figures',
    cancel: 'Not now',
    told_published: 'The report has been published',
    told_unchanged: 'Nothing has changed since the last report',
    'told_too-early': 'There is no map to publish yet. Try again in a minute.',
    'told_not-open-yet': 'A draft does not have a report',
  },
)
