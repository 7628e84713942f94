import { defineMessages } from '#platform/i18n'

export const filesMessages = defineMessages(
  {
    title: 'Foto’s of documenten',
    files: 'Stuur iets mee',
    filesHelp:
      'Niet verplicht. Een foto (JPG, PNG, WebP) of een document (PDF, Word, ODT, TXT). Hoogstens {n, number} tegelijk, en per stuk hoogstens {mb, number} MB. Waar een foto is gemaakt, halen wij eruit.',
    alternative: 'Wat is op de foto te zien?',
    alternativeHelp: 'Zo begrijpt ook een medewerker die niet goed ziet uw foto.',
    more: 'Meer bestanden',
    fileMore: 'Bestand {n, number}',
    alternativeMore: 'Wat is op foto {n, number} te zien?',
    aboutWaiting: 'Wat is te zien op foto {n, number} die wij al hebben?',
    waiting: 'Dit hebben wij al van u. Haal het vinkje weg bij wat u niet wilt meesturen.',
    picture: 'Foto',
    pictureOf: 'Foto: {what}',
    sized: '{what} ({kb, number} kB)',
    'file-too-large':
      '{name} is te groot. Een bestand mag hoogstens {mb, number} MB zijn. Maak het kleiner, of stuur een deel.',
    'too-many':
      '{name} kan er niet meer bij. U kunt {n, number} bestanden tegelijk sturen. Stuur de rest in een volgend bericht.',
    'wrong-type':
      '{name} kunnen wij niet openen. Stuur een foto als JPG, PNG of WebP, of een document als PDF, Word (docx), ODT of TXT.',
    broken: '{name} is beschadigd. Maak de foto opnieuw, of stuur een andere.',
    'too-many-pixels': '{name} heeft te veel beeldpunten. Maak de foto kleiner en stuur hem opnieuw.',
    busy: '{name} kon nu niet mee, want er komen veel foto’s tegelijk binnen. Kies dit bestand nog een keer en verstuur het opnieuw.',
    limited:
      '{name} kon nu niet mee, want er kwamen veel bestanden vanaf uw verbinding. Probeer het over een uur, of verstuur uw bericht zonder dit bestand.',
    full: '{name} kan er niet meer bij. Bij één bericht met alle reacties bewaren wij hoogstens {most, number} bestanden. Begin een nieuw bericht, of bel ons.',
    nothingLost: 'Uw tekst staat er nog. Druk nog een keer op de knop om te versturen.',
  },
  {
    title: 'Photos or documents',
    files: 'Add files',
    filesHelp:
      'Optional. A photo (JPG, PNG, WebP) or a document (PDF, Word, ODT, TXT). At most {n, number} at a time, of at most {mb, number} MB each. We remove where a photo was taken.',
    alternative: 'What does the photo show?',
    alternativeHelp: 'This helps a member of staff who cannot see well to understand your photo.',
    more: 'More files',
    fileMore: 'File {n, number}',
    alternativeMore: 'What does photo {n, number} show?',
    aboutWaiting: 'What is on photo {n, number} that we already have?',
    waiting: 'We already have these from you. Untick what you do not want to send.',
    picture: 'Photo',
    pictureOf: 'Photo: {what}',
    sized: '{what} ({kb, number} kB)',
    'file-too-large':
      '{name} is too large. A file can be at most {mb, number} MB. Make it smaller, or send part of it.',
    'too-many':
      '{name} is one too many. You can send {n, number} files at a time. Send the others in a next message.',
    'wrong-type':
      'We cannot open {name}. Send a photo as JPG, PNG or WebP, or a document as PDF, Word (docx), ODT or TXT.',
    broken: '{name} is damaged. Take the photo again, or send another one.',
    'too-many-pixels': '{name} has too many pixels. Make the photo smaller and send it again.',
    busy: '{name} could not be added, because many photos are coming in at once. Choose this file again and send it once more.',
    limited:
      '{name} could not be added, because many files came from your connection. Try again in an hour, or send your message without it.',
    full: '{name} is one too many. With one message and all replies we keep at most {most, number} files. Start a new message, or call us.',
    nothingLost: 'Your text is still there. Press the button again to send it.',
  },
)
