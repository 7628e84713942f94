import type { DemoNear } from './tell-near.ts'

export type DemoConversation = {
  daysAgo: number
  name?: string
  body: string
  language?: 'en'
  /** Where it is, as somebody types it. */
  place?: string
  /** Asked on the page of the dossier about the street. */
  aboutStreet?: boolean
  /** What staff said that it is about: a subject of the demo, by its name. */
  subject?: string
  note?: string
  draft?: string
  /** A reply that waits for a colleague to approve it. */
  forApproval?: string
  reply?: string
  /** What the team of the street was asked about it; with its answer, where there is one. */
  task?: { question: string; answer?: string }
  /** What everybody can read of it on the map. */
  near?: DemoNear
}

/** What came in through "ask or tell us": some answered, one late, one in English, one that is nothing but thanks. */
export const demoConversations: DemoConversation[] = [
  {
    daysAgo: 13,
    name: 'Dhr. Yılmaz',
    body: 'Mijn grofvuil is niet opgehaald. Ik had een afspraak voor maandag. De bank staat nu al een week op de stoep en het regent.',
    note: 'Gebeld met de inzameldienst: de route van maandag is uitgevallen. Zij plannen een nieuwe dag.',
    task: { question: 'Op welke dag haalt de inzameldienst deze bank op?' },
    near: {
      daysAgo: 12,
      place: 'Singelwijk',
      title: ['Grofvuil is maandag niet opgehaald', 'Bulky waste was not collected on Monday'],
      words: [
        'De wagen is niet gekomen. Wij zoeken een nieuwe dag.',
        'The lorry did not come. We are looking for a new day.',
      ],
      later: {
        daysAgo: 2,
        state: 'working',
        words: ['De inzameldienst plant een nieuwe dag.', 'The collection service is planning a new day.'],
      },
    },
  },
  {
    daysAgo: 6,
    name: 'Mw. Van Dijk',
    place: 'Kerkstraat 14',
    body: 'Gisteren kwam het paaltje in de Kerkstraat omhoog toen ik erover reed. Mijn bumper is kapot. Wie betaalt dit?',
    near: {
      daysAgo: 5,
      exactly: true,
      place: 'Kerkstraat 28',
      title: [
        'Het paaltje in de Kerkstraat komt vanzelf omhoog',
        'The bollard in Kerkstraat comes up by itself',
      ],
      words: [
        'Rijd hier langzaam. Wij laten ernaar kijken.',
        'Please drive slowly here. We are having it looked at.',
      ],
      later: {
        daysAgo: 3,
        state: 'working',
        words: ['De monteur heeft een onderdeel besteld.', 'The engineer has ordered a part.'],
      },
    },
    note: 'Storing bevestigd door Beheer: paal 3 gaf fouten tussen 17.20 en 18.05 uur.',
    draft:
      'Beste mevrouw Van Dijk,\n\nWat vervelend dat uw bumper kapot is. Het paaltje had een storing. Dat is onze fout. U kunt de rekening van de garage naar ons sturen. Wij betalen binnen zes weken.',
  },
  {
    daysAgo: 5,
    body: 'Ik ben slechtziend. Als de stoep in de Dorpsstraat even hoog wordt als de weg, voel ik met mijn stok niet meer waar de stoep ophoudt. Denken jullie daaraan?',
    aboutStreet: true,
    task: {
      question: 'Komt er in de Dorpsstraat iets waaraan je met een stok voelt waar de stoep ophoudt?',
      answer:
        'Ja. Tussen stoep en weg komt een rand van drie centimeter, en bij de oversteken komen ribbels. Het staat op de tekening van het voorstel.',
    },
  },
  {
    daysAgo: 4,
    name: 'Ms Okafor',
    body: 'Hello, I moved here last month. How do I register my baby, and which papers do I need to bring?',
    language: 'en',
    reply:
      'Dear Ms Okafor,\n\nCongratulations on your baby. Please make an appointment at our desk, by phone or on this site. Bring your passport and the birth certificate. It takes about 20 minutes.',
  },
  {
    daysAgo: 3,
    name: 'Familie Bos',
    place: 'Vaartkade 21',
    body: 'Sinds vorige week wordt op de bouwplaats aan de Vaart tot half elf ’s avonds gewerkt. Onze kinderen slapen er niet van. Mag dat?',
    subject: 'Verbouwen',
    near: {
      daysAgo: 2,
      title: [
        'Aan de Vaart wordt ’s avonds laat gebouwd',
        'Building work goes on late in the evening at De Vaart',
      ],
      words: ['Wij gaan langs bij de bouwplaats.', 'We are going to visit the building site.'],
    },
    forApproval:
      'Beste familie Bos,\n\nWat vervelend dat uw kinderen niet slapen. Een bouwer mag doordeweeks werken van 7 uur tot 19 uur. Later werken mag alleen met een ontheffing, en die gaven wij hier niet. Wij gaan vandaag langs bij de bouwplaats.',
  },
  {
    daysAgo: 2,
    name: 'Mw. Haddad',
    body: 'Wat wordt er gedaan aan de winkels tijdens de werkzaamheden in de Dorpsstraat? Ik heb daar een kapsalon en leef van mensen die binnenlopen.',
    aboutStreet: true,
  },
  {
    daysAgo: 1,
    body: 'Dank voor het zebrapad bij de Beukenschool. Mijn dochter fietst nu zelf naar school.',
    near: {
      daysAgo: 1,
      place: 'Beukenlaan 20',
      exactly: true,
      title: [
        'Oversteken bij de Beukenschool is gevaarlijk',
        'Crossing the road at the Beukenschool is dangerous',
      ],
      words: ['', ''],
      later: {
        daysAgo: 0.5,
        state: 'solved',
        words: ['Er ligt nu een zebrapad.', 'There is now a zebra crossing.'],
      },
    },
    reply: 'Wat fijn om te horen. Wij geven het door aan de mensen die het hebben gemaakt.',
  },
  {
    daysAgo: 0,
    name: 'Dhr. De Groot',
    body: 'Idee: zet bij het station een stalling voor bakfietsen. Nu staan ze op het voetpad.',
  },
]
