import { defineMessages } from '#platform/i18n'

export const filmMessages = defineMessages(
  {
    told: 'Te zien en te horen',
    untold: 'Bij deze film staat niet wat er te zien en te horen is.',
    noCaptions: 'Deze film heeft geen ondertiteling.',
    captions: 'Ondertiteling',
    plays: 'Speelt de film hier niet? Sla hem op en open hem met een ander programma.',
    write: 'Beschrijving en ondertiteling',
    title: 'Beschrijving en ondertiteling van {name}',
    lead: 'Zo begrijpt ook een collega die niet goed ziet of hoort deze film.',
    field: 'Wat is er te zien en te horen?',
    fieldHelp: 'Schrijf op wat er gebeurt en wat er wordt gezegd.',
    captionsField: 'Ondertiteling',
    captionsHelp:
      'Schrijf voor elke zin een regel met van en tot, daaronder wat er wordt gezegd, en dan een lege regel. Bijvoorbeeld: 0:01 --> 0:04. De tekst van een bestand met WebVTT (.vtt) of SubRip (.srt) kunt u hier ook plakken.',
    file: 'Of kies een bestand met ondertiteling',
    fileHelp: 'Een bestand van het type .vtt of .srt. Het komt in de plaats van wat hierboven staat.',
    save: 'Opslaan',
    done: 'De beschrijving en de ondertiteling zijn opgeslagen.',
    cancel: 'Niet veranderen',
    errors: 'De ondertiteling klopt nog niet',
    'no-time':
      'In regel {line, number} van de ondertiteling staat geen tijd. Schrijf van en tot zo: 0:01 --> 0:04.',
    'ends-before':
      'De tijd in regel {line, number} van de ondertiteling eindigt voordat hij begint. Schrijf eerst van en dan tot.',
    'no-words':
      'Onder de tijd in regel {line, number} van de ondertiteling staat geen tekst. Schrijf eronder wat er wordt gezegd.',
    'too-long': 'De ondertiteling is te lang. Maak haar korter dan {most, number} tekens.',
    'no-file':
      'Dit bestand kunnen wij niet lezen. Kies een tekstbestand van het type .vtt of .srt, van hoogstens {kb, number} kB.',
    'told-too-long': 'De beschrijving is te lang. Maak haar korter dan {most, number} tekens.',
  },
  {
    told: 'What can be seen and heard',
    untold: 'Nobody has written down yet what can be seen and heard in this film.',
    noCaptions: 'This film has no captions.',
    captions: 'Captions',
    plays: 'Does the film not play here? Save it and open it with another program.',
    write: 'Description and captions',
    title: 'Description and captions of {name}',
    lead: 'This helps a colleague who cannot see or hear well to understand this film.',
    field: 'What can be seen and heard?',
    fieldHelp: 'Write down what happens and what is said.',
    captionsField: 'Captions',
    captionsHelp:
      'For each sentence, write a line with from and until, what is said below it, and then an empty line. For example: 0:01 --> 0:04. You can also paste the text of a WebVTT (.vtt) or SubRip (.srt) file here.',
    file: 'Or choose a file with captions',
    fileHelp: 'A file of the type .vtt or .srt. It replaces what is written above.',
    save: 'Save',
    done: 'The description and captions have been saved.',
    cancel: 'Leave as it is',
    errors: 'The captions are not right yet',
    'no-time':
      'Line {line, number} of the captions has no time. Write from and until like this: 0:01 --> 0:04.',
    'ends-before':
      'The time in line {line, number} of the captions ends before it begins. Write from first, and then until.',
    'no-words':
      'There is no text below the time in line {line, number} of the captions. Write what is said below it.',
    'too-long': 'The captions are too long. Make them shorter than {most, number} characters.',
    'no-file':
      'We cannot read this file. Choose a text file of the type .vtt or .srt, of at most {kb, number} kB.',
    'told-too-long': 'The description is too long. Make it shorter than {most, number} characters.',
  },
)
