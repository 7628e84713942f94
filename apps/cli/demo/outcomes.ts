import type { ReasonCode, Verdict } from '#domains/followup'
import type { InputChannel, InputKind } from '#domains/register'

export type DemoOutcome = {
  dossier: 'crossing' | 'heat'
  said: { kind: InputKind; channel: InputChannel; body: string; daysAgo: number }[]
  verdict: Verdict
  reason: ReasonCode | null
  action: string
  why: string
  answeredDaysAgo: number
}

/** What was said, what came of it and why; twice the answer was no. */
export const demoOutcomes: DemoOutcome[] = [
  {
    dossier: 'crossing',
    said: [
      {
        kind: 'meeting',
        channel: 'desk',
        body: 'Mijn dochter van 8 durft bij de Beukenschool niet over te steken. Auto’s rijden daar veel te hard.',
        daysAgo: 140,
      },
      {
        kind: 'paper',
        channel: 'paper',
        body: 'Er moet een zebrapad komen voor de school, met verlichting.',
        daysAgo: 133,
      },
      {
        kind: 'call',
        channel: 'phone',
        body: 'In de winter is het pikdonker op die hoek. Niemand ziet de kinderen.',
        daysAgo: 121,
      },
    ],
    verdict: 'adopted',
    reason: null,
    action: 'Er ligt nu een zebrapad met licht, voor de ingang van de school.',
    why: 'U hebt gelijk. Wij telden drie ochtenden: elk uur steken daar 61 kinderen over. In de winter is het dan nog donker.',
    answeredDaysAgo: 72,
  },
  {
    dossier: 'crossing',
    said: [
      {
        kind: 'paper',
        channel: 'paper',
        body: 'Sluit de Beukenlaan af voor auto’s als de school begint en uitgaat.',
        daysAgo: 118,
      },
      {
        kind: 'meeting',
        channel: 'desk',
        body: 'Een schoolstraat: een half uur dicht, twee keer per dag.',
        daysAgo: 112,
      },
    ],
    verdict: 'not_adopted',
    reason: 'safety',
    action:
      'De Beukenlaan blijft open voor auto’s. Over een jaar kijken wij opnieuw: dan verhuist de ambulancepost.',
    why: 'De ambulancepost ligt aan deze laan. Een andere weg kost een ambulance vier minuten.',
    answeredDaysAgo: 71,
  },
  {
    dossier: 'crossing',
    said: [
      {
        kind: 'call',
        channel: 'phone',
        body: 'Snoei de heg op de hoek, je ziet niets aankomen.',
        daysAgo: 105,
      },
    ],
    verdict: 'already_done',
    reason: 'exists',
    action: 'De heg op de hoek is nu 80 centimeter hoog. Wij snoeien hem elk voorjaar.',
    why: 'Het stond al in het plan voor het groen: op een hoek moet u de weg kunnen zien.',
    answeredDaysAgo: 74,
  },
  {
    dossier: 'heat',
    said: [
      {
        kind: 'meeting',
        channel: 'desk',
        body: 'Zet bomen op het schoolplein. Daar is nu geen enkele plek met schaduw.',
        daysAgo: 30,
      },
      { kind: 'paper', channel: 'paper', body: 'Meer bomen bij de speelplek aan de Singel.', daysAgo: 24 },
    ],
    verdict: 'partly',
    reason: 'space',
    action: 'Op het schoolplein planten wij dit najaar zes bomen. Bij de speelplek komt een schaduwdoek.',
    why: 'Onder de speelplek liggen leidingen. Daar kunnen geen wortels groeien.',
    answeredDaysAgo: 2,
  },
  {
    dossier: 'heat',
    said: [{ kind: 'call', channel: 'phone', body: 'Geef iedereen in de flat een airco.', daysAgo: 19 }],
    verdict: 'not_adopted',
    reason: 'other_interests',
    action:
      'Wij geven geen airco’s. Met de verhuurder spraken wij af dat er zonwering komt, eerst aan de zuidkant.',
    why: 'Airco’s maken het buiten warmer, en ze kosten veel stroom.',
    answeredDaysAgo: 2,
  },
]

/** What waits for an answer. */
export const demoWaiting = [
  {
    dossier: 'heat',
    kind: 'paper',
    channel: 'paper',
    body: 'Maak een waterpartij in het Singelpark waar kinderen in mogen spelen.',
    daysAgo: 12,
  },
  {
    dossier: 'pool',
    kind: 'meeting',
    channel: 'desk',
    body: 'Er zijn te weinig woningen voor jongeren. Bouw die hier.',
    daysAgo: 8,
  },
  {
    dossier: 'pool',
    kind: 'paper',
    channel: 'paper',
    body: 'Een park met een trapveld, want groen is er in deze buurt bijna niet.',
    daysAgo: 5,
  },
  {
    dossier: 'street',
    kind: 'meeting',
    channel: 'desk',
    body: 'Ik fiets met twee kleine kinderen. Bij de bakker gaat het elke week bijna mis.',
    daysAgo: 33,
  },
  {
    dossier: 'street',
    kind: 'call',
    channel: 'phone',
    body: 'Mijn klanten komen van buiten het dorp. Zonder parkeerplek rijden ze door.',
    daysAgo: 27,
  },
] as const
