import type { Tx } from '#db'
import {
  addRole,
  addSubject,
  addUnit,
  changeUnit,
  type Deed,
  giveMandate,
  mandateSchema,
  openUnit,
  setAbsence,
} from '#domains/people'
import type { Calendar } from './calendar.ts'

/** The teams, and what lies in them. */
const departments = {
  Bestuur: ['Griffie'],
  Dienstverlening: ['Klantcontact', 'Burgerzaken'],
  Leefomgeving: ['Openbare ruimte', 'Wonen'],
}

type DemoSubject = {
  name: string
  other: string
  unit?: string
  restricted?: boolean
  below?: DemoSubject[]
}

/** What people in a small town ask about, and who answers. */
const demoSubjects: DemoSubject[] = [
  {
    ...{ name: 'Straat en buurt', other: 'Street and neighbourhood', unit: 'Openbare ruimte' },
    below: [
      { name: 'Afval', other: 'Waste' },
      { name: 'Bomen en groen', other: 'Trees and parks' },
      { name: 'Parkeren', other: 'Parking' },
      { name: 'Wegen en verkeer', other: 'Roads and traffic' },
      { name: 'Straatverlichting', other: 'Street lights' },
    ],
  },
  {
    ...{ name: 'Wonen en bouwen', other: 'Housing and building', unit: 'Wonen' },
    below: [
      { name: 'Een huis huren', other: 'Renting a home' },
      { name: 'Verbouwen', other: 'Building work' },
      { name: 'Overlast van buren', other: 'Trouble with neighbours' },
    ],
  },
  {
    ...{ name: 'Paspoort en verhuizen', other: 'Passports and moving', unit: 'Burgerzaken' },
    below: [
      { name: 'Paspoort en identiteitskaart', other: 'Passport and identity card' },
      { name: 'Verhuizen', other: 'Moving house' },
    ],
  },
  { name: 'Schade', other: 'Damage', unit: 'Griffie' },
  { name: 'Schulden', other: 'Debts', unit: 'Burgerzaken', restricted: true },
]

const decision = (article: number) => `Mandaatbesluit gemeente Voorbeeld, artikel ${article}`

type Telling = { noor: string; samir: string }

/**
 * Who works where, what there is to ask about, and who may answer what: from the first day of the story.
 * @returns the subjects by their names
 */
export async function tellPeople(
  tx: Tx,
  { noor, samir }: Telling,
  { ago, day }: Calendar,
): Promise<Map<string, string>> {
  const deed: Deed = { by: noor, now: ago(199), today: day(-199) }
  await growUnits(tx, deed)
  const subjects = await growSubjects(tx, demoSubjects, null, deed)
  const about = (name: string) => subjects.get(name) ?? ''
  const mandate = {
    ...{ act: 'send', holder: 'responder', heldAnywhere: 'yes', unitId: '', channel: '' },
    ...{ fromOn: deed.today, toOn: '' },
  }
  const given = [
    { subjectId: about('Wonen en bouwen'), approval: 'colleague', decision: decision(4) },
    { subjectId: about('Schade'), approval: 'forbidden', decision: decision(5) },
    { subjectId: about('Overlast van buren'), approval: 'approver', decision: decision(6) },
    {
      ...{ act: 'approve', holder: samir, subjectId: about('Wonen en bouwen'), approval: 'none' },
      ...{ toOn: day(60), decision: decision(7) },
    },
  ]
  for (const one of given) await giveMandate(tx, mandateSchema.parse({ ...mandate, ...one }), deed)
  const homes = await addUnit(tx, 'Wonen', deed.now)
  const role = { accountId: samir, role: 'policy_maker', unitId: homes } as const
  await addRole(tx, { ...role, fromOn: day(-30), toOn: day(60) }, { by: noor, now: ago(30), today: day(-30) })
  const away = { fromOn: day(5), toOn: day(9), deputyId: noor }
  await setAbsence(tx, away, { by: samir, now: ago(1), today: day(-1) })
  return subjects
}

async function growUnits(tx: Tx, deed: Deed): Promise<void> {
  for (const [department, teams] of Object.entries(departments)) {
    const opened = await openUnit(tx, { name: department, parentId: null }, deed)
    if (opened.kind !== 'opened') throw new Error(`The demo cannot make ${department}: ${opened.kind}.`)
    for (const name of teams) {
      const id = await addUnit(tx, name, deed.now)
      await changeUnit(tx, { id, name, parentId: opened.id }, deed)
    }
  }
}

/** Adds subjects with all that lies in them; gives their ids by name. */
async function growSubjects(
  tx: Tx,
  subjects: DemoSubject[],
  parentId: string | null,
  deed: Deed,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { name, other, unit, restricted = false, below = [] } of subjects) {
    const unitId = unit === undefined ? null : await addUnit(tx, unit, deed.now)
    const words = { name, otherName: other, parentId, unitId, restricted }
    const added = await addSubject(tx, words, deed)
    if (added.kind !== 'added') throw new Error(`The demo cannot add ${name}: ${added.kind}.`)
    ids.set(name, added.id)
    for (const [lower, id] of await growSubjects(tx, below, added.id, deed)) ids.set(lower, id)
  }
  return ids
}
