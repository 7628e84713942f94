import type { Db } from '#db'
import { translate } from '#domains/translation'
import type { Calendar } from './calendar.ts'

/** The street in English, by what it says in Dutch: the question, the promise, the phases. */
const street = {
  'Hoe maken we de Dorpsstraat veilig voor fietsers?': 'How do we make Dorpsstraat safe for cyclists?',
  'En hoe blijven de winkels goed bereikbaar? Volgend jaar moet de straat open voor nieuwe riolering. Dat is het moment om hem anders in te richten.':
    'And how do we keep the shops easy to reach? Next year the street has to be dug up for new sewers. That is the moment to redesign it.',
  Centrum: 'Town centre',
  'Wij nemen uw advies over. Doen wij dat niet, dan leggen wij precies uit waarom.':
    'We will follow your advice. If we do not, we will explain exactly why.',
  'De gemeenteraad': 'The town council',
  Luisteren: 'Listening',
  'Verhalen opgehaald, ook op straat': 'Collecting stories, in the street too',
  'Uw advies': 'Your advice',
  'Stem, vertel of kom langs': 'Vote, tell us or drop in',
  'Ons antwoord': 'Our answer',
  'Op elk punt, met de reden': 'On every point, with the reason',
  'Besluit van de raad': 'Council decision',
  'U krijgt bericht': 'You will hear from us',
}

/** What people vote on, as far as anybody got round to it: the rest shows in Dutch, and says so. */
const statements = {
  'Wat vindt u van de Dorpsstraat?': 'What do you think about Dorpsstraat?',
  'Stem op korte stellingen van bewoners en van ons. Mist u iets? Schrijf dan zelf een stelling.':
    'Vote on short statements by residents and by us. Is something missing? Write a statement of your own.',
  'Fietsers horen in de Dorpsstraat vóór te gaan op auto’s.':
    'In Dorpsstraat, cyclists should have priority over cars.',
  'Vrachtwagens mogen alleen vóór 10 uur ’s ochtends in de straat.':
    'Lorries should only be allowed in the street before 10 in the morning.',
  'Houd plekken vrij voor mensen die niet ver kunnen lopen.':
    'Keep spaces free for people who cannot walk far.',
  'Parkeren in de Dorpsstraat mag alleen nog voor bewoners.':
    'Only residents should be allowed to park in Dorpsstraat.',
  'Auto’s mogen er alleen nog in één richting door.': 'Cars should only be allowed through in one direction.',
  'Zonder parkeerplekken gaan de winkels kapot.': 'Without parking spaces the shops will go under.',
  'Maak het 30 kilometer per uur, en controleer daar ook op.':
    'Make it 30 kilometres an hour, and enforce it.',
  'Er moeten meer bomen komen, ook als dat parkeerplekken kost.':
    'There should be more trees, even if that costs parking spaces.',
  'De oversteek bij de bakker is nu gevaarlijk.': 'The crossing by the bakery is dangerous as it is.',
  'Laat de bus voortaan om het centrum heen rijden.': 'Send the bus round the centre from now on.',
  'De werkzaamheden mogen niet in december zijn.': 'The works should not take place in December.',
  'Zet de straat op zaterdag dicht voor auto’s.': 'Close the street to cars on Saturdays.',
}

/** A member of staff translated the street into English. */
export async function tellTranslations(
  db: Db,
  { dossierId, by }: { dossierId: string; by: string },
  calendar: Calendar,
): Promise<void> {
  const dialogue = await db
    .selectFrom('dialogue')
    .select('id')
    .where('dossier_id', '=', dossierId)
    .executeTakeFirstOrThrow()
  const told = { language: 'en', by, now: calendar.ago(18) } as const
  await db.transaction().execute(async (tx) => {
    await translate(tx, { ...told, ownerId: dossierId, texts: textsOf(street) })
    await translate(tx, { ...told, ownerId: dialogue.id, texts: textsOf(statements) })
  })
}

function textsOf(words: Record<string, string>) {
  return Object.entries(words).map(([original, text]) => ({ original, text, byMachine: false }))
}
