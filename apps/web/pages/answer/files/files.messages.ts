import { defineMessages } from '#platform/i18n'

export const filesMessages = defineMessages(
  {
    title: 'Foto’s, films of documenten',
    files: 'Stuur iets mee',
    filesHelp:
      'Niet verplicht. Een foto (JPG, PNG, WebP) of een document (PDF, Word, ODT, TXT) van hoogstens {mb, number} MB, of een film (MP4, MOV, WebM) van hoogstens {filmMb, number} MB. Hoogstens {n, number} tegelijk. Waar een foto of film is gemaakt, halen wij eruit.',
    alternative: 'Wat is er te zien op de foto of in de film?',
    alternativeHelp:
      'Wordt er in de film gesproken? Schrijf dan ook op wat er wordt gezegd. Zo begrijpt een medewerker die niet goed ziet of hoort het ook.',
    more: 'Meer bestanden',
    fileMore: 'Bestand {n, number}',
    alternativeMore: 'Wat is er te zien in bestand {n, number}?',
    aboutWaiting: 'Wat is te zien op foto {n, number} die wij al hebben?',
    aboutFilm: 'Wat is er te zien en te horen in {name}?',
    waiting: 'Dit hebben wij al van u. Haal het vinkje weg bij wat u niet wilt meesturen.',
    picture: 'Foto',
    pictureOf: 'Foto: {what}',
    film: 'Film: {name}',
    sizedLarge: '{what} ({mb, number} MB)',
    sized: '{what} ({kb, number} kB)',
    held: '{what}: wordt nog gecontroleerd op virussen.',
    refused: '{name}: hierin zat een virus. Wij hebben het bestand weggegooid.',
    away: 'De virusscanner antwoordt niet; wij proberen het elke minuut opnieuw.',
    'too-large': 'Het is groter dan de virusscanner aankan. Vraag een beheerder om dat te veranderen.',
    'file-too-large':
      '{name} is te groot. Een foto of document mag hoogstens {mb, number} MB zijn, een film hoogstens {filmMb, number} MB, en alles samen {allMb, number} MB. Maak het kleiner, of stuur een deel.',
    'too-many':
      '{name} kan er niet meer bij. U kunt {n, number} bestanden tegelijk sturen. Stuur de rest in een volgend bericht.',
    'wrong-type':
      '{name} kunnen wij niet openen. Stuur een foto als JPG, PNG of WebP, een film als MP4, MOV of WebM, of een document als PDF, Word (docx), ODT of TXT.',
    broken: '{name} is beschadigd. Maak de foto of film opnieuw, of stuur een andere.',
    unclean:
      'In {name} staan gegevens, zoals waar de film is gemaakt, die wij er niet uit kunnen halen. Sla de film opnieuw op als gewone MP4 en stuur hem dan.',
    'too-many-pixels': '{name} heeft te veel beeldpunten. Maak de foto kleiner en stuur hem opnieuw.',
    busy: '{name} kon nu niet mee, want er komen veel foto’s tegelijk binnen. Kies dit bestand nog een keer en verstuur het opnieuw.',
    limited:
      '{name} kon nu niet mee, want er kwamen veel bestanden vanaf uw verbinding. Probeer het over een uur, of verstuur uw bericht zonder dit bestand.',
    full: '{name} kan er niet meer bij. Bij één bericht met alle reacties bewaren wij hoogstens {most, number} bestanden en enkele films. Begin een nieuw bericht, of bel ons.',
    nothingLost: 'Uw tekst staat er nog. Druk nog een keer op de knop om te versturen.',
  },
  {
    title: 'Photos, films or documents',
    files: 'Add files',
    filesHelp:
      'Optional. A photo (JPG, PNG, WebP) or a document (PDF, Word, ODT, TXT) of at most {mb, number} MB, or a film (MP4, MOV, WebM) of at most {filmMb, number} MB. At most {n, number} at a time. We remove where a photo or film was made.',
    alternative: 'What does the photo or film show?',
    alternativeHelp:
      'Does anybody speak in the film? Then write down what is said, too. This helps a member of staff who cannot see or hear well.',
    more: 'More files',
    fileMore: 'File {n, number}',
    alternativeMore: 'What does file {n, number} show?',
    aboutWaiting: 'What is on photo {n, number} that we already have?',
    aboutFilm: 'What can be seen and heard in {name}?',
    waiting: 'We already have these from you. Untick what you do not want to send.',
    picture: 'Photo',
    pictureOf: 'Photo: {what}',
    film: 'Film: {name}',
    sizedLarge: '{what} ({mb, number} MB)',
    sized: '{what} ({kb, number} kB)',
    held: '{what}: is still being checked for viruses.',
    refused: '{name}: this file had a virus in it. We have thrown it away.',
    away: 'The virus scanner does not answer; we try again every minute.',
    'too-large': 'It is larger than the virus scanner can take. Ask an administrator to change that.',
    'file-too-large':
      '{name} is too large. A photo or document can be at most {mb, number} MB, a film at most {filmMb, number} MB, and everything together {allMb, number} MB. Make it smaller, or send part of it.',
    'too-many':
      '{name} is one too many. You can send {n, number} files at a time. Send the others in a next message.',
    'wrong-type':
      'We cannot open {name}. Send a photo as JPG, PNG or WebP, a film as MP4, MOV or WebM, or a document as PDF, Word (docx), ODT or TXT.',
    broken: '{name} is damaged. Make the photo or film again, or send another one.',
    unclean:
      '{name} holds details, such as where the film was made, that we cannot remove. Save the film again as an ordinary MP4 and then send it.',
    'too-many-pixels': '{name} has too many pixels. Make the photo smaller and send it again.',
    busy: '{name} could not be added, because many photos are coming in at once. Choose this file again and send it once more.',
    limited:
      '{name} could not be added, because many files came from your connection. Try again in an hour, or send your message without it.',
    full: '{name} is one too many. With one message and all replies we keep at most {most, number} files and a few films. Start a new message, or call us.',
    nothingLost: 'Your text is still there. Press the button again to send it.',
  },
)
