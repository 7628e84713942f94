import type { NewDossier } from '#domains/dossier'
import type { Calendar } from './calendar.ts'

export type DemoDossier = { key: 'street' | 'pool' | 'heat' | 'crossing'; openedDaysAgo: number } & Omit<
  NewDossier,
  'unitId' | 'language'
>

/** Four subjects of one municipality: one that is done, one being answered, one that begins, one that is talked about. */
export function demoDossiers(calendar: Calendar): DemoDossier[] {
  return [crossing(calendar), heat(calendar), pool(calendar), street(calendar)]
}

function crossing({ day }: Calendar): DemoDossier {
  return {
    key: 'crossing',
    openedDaysAgo: 150,
    question: 'Hoe steken kinderen veilig over bij de Beukenschool?',
    summary:
      'Ouders en kinderen vonden de oversteek bij de school gevaarlijk. Wij vroegen wat er moest veranderen, en hebben dat gedaan waar het kon.',
    area: 'Beukenlaan',
    areaCode: 'BU99990104',
    promise: {
      level: 'advise',
      statement: 'Wij nemen uw advies over. Doen wij dat niet, dan leggen wij precies uit waarom.',
      decidedBy: 'Het college van burgemeester en wethouders',
      answerOn: day(-70),
      decisionOn: day(-60),
      reasonForChange: '',
    },
    phases: [
      {
        title: 'Luisteren',
        description: 'Op het schoolplein en op deze site',
        startsOn: day(-150),
        endsOn: day(-100),
      },
      {
        title: 'Ons antwoord',
        description: 'Op elk punt, met de reden',
        startsOn: day(-99),
        endsOn: day(-70),
      },
      { title: 'Uitvoeren', description: 'Een zebrapad met licht', startsOn: day(-69), endsOn: day(-20) },
    ],
  }
}

function heat({ day }: Calendar): DemoDossier {
  return {
    key: 'heat',
    openedDaysAgo: 90,
    question: 'Hoe houden we de wijk koel in de zomer?',
    summary:
      'In juli werd het in de Singelwijk zes graden warmer dan buiten de stad. Met bewoners maken wij een plan voor schaduw, water en groen.',
    area: 'Singelwijk',
    areaCode: 'BU99990102',
    promise: {
      level: 'coproduce',
      statement: 'Wij maken het plan samen met u. Wat in het plan komt, beslissen wij met elkaar.',
      decidedBy: 'Wijkraad en gemeente samen',
      answerOn: day(9),
      decisionOn: day(40),
      reasonForChange: '',
    },
    phases: [
      {
        title: 'Warmte meten',
        description: 'Met 40 meters bij bewoners thuis',
        startsOn: day(-90),
        endsOn: day(-45),
      },
      { title: 'Ideeën ophalen', description: '', startsOn: day(-44), endsOn: day(-5) },
      { title: 'Ons antwoord', description: 'Op elk idee', startsOn: day(-4), endsOn: day(9) },
      { title: 'Besluit', description: '', startsOn: day(10), endsOn: day(40) },
    ],
  }
}

function pool({ day }: Calendar): DemoDossier {
  return {
    key: 'pool',
    openedDaysAgo: 12,
    question: 'Wat moet er komen op de plek van het oude zwembad?',
    summary:
      'Het zwembad aan de Vaart wordt gesloopt. Het terrein is zo groot als twee voetbalvelden. Denk mee over wat er komt.',
    area: 'De Vaart',
    areaCode: 'BU99990103',
    promise: {
      level: 'consult',
      statement: 'Wij wegen mee wat u zegt, en laten zien wat ermee gebeurde.',
      decidedBy: 'De gemeenteraad',
      answerOn: day(48),
      decisionOn: null,
      reasonForChange: '',
    },
    phases: [
      {
        title: 'Meedenken',
        description: 'Op deze site en op de wijkavond',
        startsOn: day(-12),
        endsOn: day(25),
      },
      { title: 'Ons antwoord', description: '', startsOn: day(26), endsOn: day(48) },
    ],
  }
}

function street({ day }: Calendar): DemoDossier {
  return {
    key: 'street',
    openedDaysAgo: 48,
    question: 'Hoe maken we de Dorpsstraat veilig voor fietsers?',
    summary:
      'En hoe blijven de winkels goed bereikbaar? Volgend jaar moet de straat open voor nieuwe riolering. Dat is het moment om hem anders in te richten.',
    area: 'Centrum',
    areaCode: 'BU99990101',
    promise: {
      level: 'consult',
      statement: 'Wij wegen uw mening mee in het plan voor de straat.',
      decidedBy: 'De gemeenteraad',
      answerOn: day(28),
      decisionOn: day(70),
      reasonForChange: '',
    },
    phases: [
      {
        title: 'Luisteren',
        description: 'Verhalen opgehaald, ook op straat',
        startsOn: day(-48),
        endsOn: day(-20),
      },
      { title: 'Uw advies', description: 'Stem, vertel of kom langs', startsOn: day(-19), endsOn: day(14) },
      {
        title: 'Ons antwoord',
        description: 'Op elk punt, met de reden',
        startsOn: day(15),
        endsOn: day(28),
      },
      { title: 'Besluit van de raad', description: 'U krijgt bericht', startsOn: day(70), endsOn: day(70) },
    ],
  }
}

/** The promise about the street became stronger while people talked. */
export function strongerPromise({ day }: Calendar): NewDossier['promise'] {
  return {
    level: 'advise',
    statement: 'Wij nemen uw advies over. Doen wij dat niet, dan leggen wij precies uit waarom.',
    decidedBy: 'De gemeenteraad',
    answerOn: day(28),
    decisionOn: day(70),
    reasonForChange: 'De gemeenteraad wil dat bewoners meer te zeggen krijgen over deze straat.',
  }
}
