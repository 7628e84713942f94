import { defineMessages } from '#platform/i18n'

/** What is wrong with a query, where, and the way out: by the kind of the fault. */
export const queryFaultMessages = defineMessages(
  {
    empty: 'Vul ten minste één woord in.',
    'too-long': 'Dit is te lang. U kunt hoogstens {limit} tekens gebruiken.',
    'too-many-terms':
      'Dit zijn te veel woorden en zinnen, met die van andere zoekvragen erbij. Het mogen er {limit} zijn. Maak er twee zoekvragen van.',
    'too-deep': 'Hier ligt te veel in elkaar (teken {at}). Het mag {limit} lagen diep zijn.',
    'phrase-too-long': 'De zin {found} (teken {at}) is te lang. Een zin mag {limit} woorden hebben.',
    'too-short':
      '{found} (teken {at}) is te kort: het past op bijna alles. Zet ten minste {limit} letters bij het sterretje.',
    'too-far': '{found} (teken {at}) kan niet. Kies een afstand van 1 tot {limit} woorden, zoals BIJ/5.',
    'unclosed-quote': 'Het aanhalingsteken bij teken {at} gaat niet dicht. Zet er ook een achter de zin.',
    'unclosed-bracket': 'Het haakje bij teken {at} gaat niet dicht. Zet een ) achter wat bij elkaar hoort.',
    'bracket-too-many': 'Bij teken {at} staat een ) te veel. Haal die weg, of zet er een ( voor.',
    'term-expected':
      'Bij teken {at} ontbreekt iets. Daar hoort een woord, een zin tussen aanhalingstekens of een ( te staan.',
    'not-near':
      'Naast BIJ (teken {at}) hoort aan beide kanten een woord of een zin te staan, of een keuze tussen haakjes: (brug OF tunnel).',
    'no-word': 'In {found} (teken {at}) staat geen letter en geen cijfer. Haal het weg.',
    'unknown-field':
      'Het veld {found}: (teken {at}) is er niet. Wel: title, text, host, lang en source. Hoort de dubbele punt bij de tekst? Zet die dan tussen aanhalingstekens.',
    'unknown-name': 'Er is geen zoekvraag met de naam @{found}. De naam staat op de pagina van de zoekvraag.',
    'named-in-itself': 'Met @{found} komt de zoekvraag in zichzelf te staan. Haal die naam weg.',
    'zone-in-zone': 'Het veld {found}: (teken {at}) staat in een ander veld. Zet het daarbuiten.',
    'matches-everything': 'Dit past op bijna alle berichten. Noem iets wat er wél in moet staan.',
  },
  {
    empty: 'Enter at least one word.',
    'too-long': 'This is too long. The maximum is {limit} characters.',
    'too-many-terms':
      'These are too many words and phrases, counting those of other searches. The maximum is {limit}. Make it two searches.',
    'too-deep': 'Too much is nested here (character {at}). The maximum is {limit} levels.',
    'phrase-too-long': 'The phrase {found} (character {at}) is too long. The maximum is {limit} words.',
    'too-short':
      '{found} (character {at}) is too short: it would match almost everything. Put at least {limit} letters beside the asterisk.',
    'too-far':
      '{found} (character {at}) is not possible. Choose a distance of 1 to {limit} words, such as NEAR/5.',
    'unclosed-quote': 'The quotation mark at character {at} is not closed. Put one after the phrase as well.',
    'unclosed-bracket': 'The bracket at character {at} is not closed. Put a ) after what belongs together.',
    'bracket-too-many': 'There is one ) too many at character {at}. Remove it, or put a ( before it.',
    'term-expected':
      'Something is missing at character {at}. There should be a word, a phrase in quotation marks or a (.',
    'not-near':
      'On both sides of NEAR (character {at}) there should be a word or a phrase, or a choice in brackets: (bridge OR tunnel).',
    'no-word': 'There are no letters or digits in {found} (character {at}). Remove it.',
    'unknown-field':
      'There is no field {found}: (character {at}). You can use title, text, host, lang and source. Is the colon part of the text? Then put it in quotation marks.',
    'unknown-name': 'There is no search called @{found}. You can find the name on the page of the search.',
    'named-in-itself': 'With @{found}, the search would contain itself. Remove that name.',
    'zone-in-zone': 'The field {found}: (character {at}) is inside another field. Move it outside.',
    'matches-everything': 'This would match almost every post. Name something that must be in it.',
  },
)
