import { defineMessages } from '#platform/i18n'

export const reportMethodMessages = defineMessages(
  {
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
  },
  {
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
  },
)
