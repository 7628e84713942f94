import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { changePromise, makeDossier, newDossierSchema, openDossier } from '#domains/dossier'
import { letterheadOf } from '#domains/letters'
import {
  addStaffMember,
  addUnit,
  foundOrganisation,
  giveFirstCalendar,
  giveFirstMandates,
  type NewOrganisation,
  type Role,
} from '#domains/people'
import type { Config } from '#platform/config'
import { type Calendar, calendarFrom } from './calendar.ts'
import { type DemoDossier, demoDossiers, strongerPromise } from './dossiers.ts'
import { tellCommunities } from './tell-communities.ts'
import { tellConversations } from './tell-conversations.ts'
import { tellDialogue } from './tell-dialogue.ts'
import { tellFacts } from './tell-facts.ts'
import { tellOutcomes } from './tell-outcomes.ts'
import { tellPast } from './tell-past.ts'
import { tellPeople } from './tell-people.ts'
import { tellPlaces } from './tell-places.ts'
import { tellPosts } from './tell-posts.ts'
import { tellReady } from './tell-ready.ts'
import { tellTranslations } from './translations.ts'

const organisation: NewOrganisation = {
  name: 'Gemeente Voorbeeld',
  tagline: 'praat mee',
  other_tagline: 'have your say',
  phone: '14 0999',
  opening_hours: 'ma t/m vr 8.30–17.00 uur',
  other_opening_hours: 'Monday to Friday, 8.30–17.00',
  visiting_address: 'Raadhuisplein 1',
  email: 'gemeente@voorbeeld.test',
  is_demo: true,
}

const staff = {
  noor: { name: 'Noor Hendriks', email: 'noor@voorbeeld.test', role: 'administrator', unit: 'Griffie' },
  samir: {
    name: 'Samir el Idrissi',
    email: 'samir@voorbeeld.test',
    role: 'policy_maker',
    unit: 'Openbare ruimte',
  },
  wieke: { name: 'Wieke Postma', email: 'wieke@voorbeeld.test', role: 'responder', unit: 'Klantcontact' },
} as const satisfies Record<string, { name: string; email: string; role: Role; unit: string }>

/** Removes what a telling that was broken off left behind. */
export async function forgetDemo(db: Db): Promise<void> {
  await sql`truncate account, unit, subject, standard_text, entrance, dossier, input, source, watch, notice_contact cascade`.execute(
    db,
  )
  // Mandates and the calendar went with the units and people that they name: what every organisation begins with comes back.
  await giveFirstMandates(db)
  await giveFirstCalendar(db)
}

/**
 * Tells the demo's story, through the same doors as everybody. The organisation comes last: without it the telling was
 * broken off.
 */
export async function seedDemo(db: Db, now: Date, config: Config & { secret: string }): Promise<void> {
  const calendar = calendarFrom(now, config.timeZone)
  const letterhead = letterheadOf(organisation, config)
  await tellPlaces(db)
  const people = await db.transaction().execute((tx) => hireStaff(tx, calendar))
  const subjects = await db
    .transaction()
    .execute((tx) => tellPeople(tx, { noor: people.noor.accountId, samir: people.samir.accountId }, calendar))
  await db.transaction().execute((tx) => tellReady(tx, { noor: people.noor.accountId, subjects }, calendar))
  const dossiers = await db.transaction().execute((tx) => openDossiers(tx, people.samir, calendar))
  const by = people.samir.accountId
  const idOf = (key: DemoDossier['key']) => dossiers[key].id
  const { timeZone } = config
  await tellPosts(db, { streetId: idOf('street'), heatId: idOf('heat'), by, timeZone }, calendar)
  await tellFacts(
    db,
    {
      ...{ dossierId: idOf('street'), unitId: people.samir.unitId, subjectId: null },
      ...{ by: people.wieke.accountId, approver: by },
    },
    calendar,
  )
  await tellCommunities(db, { by, team: people.wieke }, calendar)
  const { secret } = config
  await tellPast(db, { by: people.wieke.accountId, secret, letterhead, subjects }, calendar)
  await tellConversations(
    db,
    {
      ...{ streetSlug: dossiers.street.slug, by: people.wieke.accountId, secret: config.secret },
      team: people.samir,
      ...{ letterhead, subjects },
    },
    calendar,
  )
  const ids = { street: idOf('street'), heat: idOf('heat'), pool: idOf('pool'), crossing: idOf('crossing') }
  await tellOutcomes(db, { dossiers: ids, unitId: people.samir.unitId, by }, calendar)
  await tellDialogue(db, { dossierId: ids.street, moderatorId: by }, calendar)
  await tellTranslations(db, { dossierId: ids.street, by }, calendar)
  await db.transaction().execute((tx) => foundOrganisation(tx, organisation, now))
}

type Hired = { accountId: string; unitId: string }

async function hireStaff(tx: Tx, { ago, day }: Calendar): Promise<Record<keyof typeof staff, Hired>> {
  const hire = async ({ unit, ...person }: (typeof staff)[keyof typeof staff]): Promise<Hired> => {
    const unitId = await addUnit(tx, unit, ago(200))
    const { accountId } = await addStaffMember(tx, { ...person, unitId }, { now: ago(200), today: day(-200) })
    return { accountId, unitId }
  }
  return { noor: await hire(staff.noor), samir: await hire(staff.samir), wieke: await hire(staff.wieke) }
}

type Opened = Record<DemoDossier['key'], { id: string; slug: string }>

async function openDossiers(tx: Tx, { accountId: by, unitId }: Hired, calendar: Calendar): Promise<Opened> {
  const opened: Partial<Opened> = {}
  for (const { key, openedDaysAgo, ...dossier } of demoDossiers(calendar)) {
    const now = calendar.ago(openedDaysAgo)
    const valid = newDossierSchema.parse({ ...dossier, language: 'nl', unitId })
    const { id, slug } = await makeDossier(tx, valid, { by, now })
    await openDossier(tx, id, now)
    opened[key] = { id, slug }
  }
  const { street, pool, heat, crossing } = opened
  if (!street || !pool || !heat || !crossing) throw new Error('The demo lacks one of its dossiers.')
  await changePromise(tx, strongerPromise(calendar), { dossierId: street.id, by, now: calendar.ago(33) })
  return { street, pool, heat, crossing }
}
