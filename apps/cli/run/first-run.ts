import type { DB, Db } from '#db'
import { pageAddressesOf } from '#domains/letters'
import {
  addStaffMember,
  addUnit,
  createSignIn,
  findOrganisation,
  foundOrganisation,
  holdsRole,
  listStaff,
  type Organisation,
  type StaffMember,
} from '#domains/people'
import { type Clock, dateIn, systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import { connect } from '#platform/db'
import { forgetDemo, seedDemo } from '../demo/index.ts'
import type { Purpose } from './purpose.ts'

const DAY_MINUTES = 24 * 60

/** Somebody who may sign in with a link that is printed, and that link. */
export type Invitation = { name: string; roles: StaffMember['roles']; link: string }

type FirstRun = {
  config: Config & { secret: string }
  clock: Clock
  /** An earlier start was to found the demo: what it left of the story has to go. */
  brokenOff: boolean
}

/** Founds the organisation of an empty database: the demo with its story, or an empty one with one administrator. */
export async function ensureOrganisation(
  db: Db,
  { purpose, databaseUrl }: { purpose: Purpose; databaseUrl: string },
  { config, clock, brokenOff }: FirstRun,
): Promise<Organisation> {
  const found = await findOrganisation(db)
  if (found) return found
  if (purpose === 'demo') await tellDemo(databaseUrl, { config, clock, brokenOff })
  else await foundEmptyOrganisation(db, config, clock.now())
  const founded = await findOrganisation(db)
  if (!founded) throw new Error('an organisation was founded and is not there')
  return founded
}

/**
 * Tells the story without waiting for the disk at each of its thousand commits. A crash loses the end of them, in
 * order: then the organisation, which comes last, is lost too, and the story is told again.
 */
async function tellDemo(databaseUrl: string, { config, clock, brokenOff }: FirstRun): Promise<void> {
  const { db, close } = connect<DB>(databaseUrl, { settings: { synchronous_commit: 'off' } })
  try {
    if (brokenOff) await forgetDemo(db)
    await seedDemo(db, clock.now(), config)
  } finally {
    await close()
  }
}

async function foundEmptyOrganisation(db: Db, config: Config, now: Date): Promise<void> {
  const details = {
    tagline: '',
    phone: '',
    opening_hours: '',
    visiting_address: '',
    email: '',
    is_demo: false,
  }
  await db.transaction().execute(async (tx) => {
    await foundOrganisation(tx, { ...details, name: config.organisation }, now)
    const unitId = await addUnit(tx, 'Beheer', now)
    const administrator = {
      name: 'Beheerder',
      email: config.adminEmail,
      role: 'administrator',
      unitId,
    } as const
    await addStaffMember(tx, administrator, { now, today: dateIn(config.timeZone, now) })
  })
}

/**
 * Makes the links to print: for everybody in the demo; for the first administrator until one has signed in.
 * Each works once.
 */
export async function inviteStaff(
  db: Db,
  organisation: Organisation,
  config: Config & { secret: string },
): Promise<Invitation[]> {
  const staff = await listStaff(db, todayOf(config)())
  if (organisation.is_demo) return makeLinks(db, config, staff)
  const administrators = staff.filter((one) => holdsRole(one, 'administrator'))
  return (await haveSignedIn(db, administrators)) ? [] : makeLinks(db, config, administrators.slice(0, 1))
}

async function haveSignedIn(db: Db, staff: StaffMember[]): Promise<boolean> {
  const ids = staff.map(({ accountId }) => accountId)
  if (ids.length === 0) return true
  const accounts = await db.selectFrom('account').select('email_verified').where('id', 'in', ids).execute()
  return accounts.some((account) => account.email_verified)
}

async function makeLinks(
  db: Db,
  config: Config & { secret: string },
  staff: StaffMember[],
): Promise<Invitation[]> {
  const { url, secret } = config
  const signIn = createSignIn({ db, today: todayOf(config), baseUrl: url, secret, linkMinutes: DAY_MINUTES })
  const invitations: Invitation[] = []
  for (const { name, roles, email } of staff) {
    const token = await signIn.makeLink(email)
    if (token) invitations.push({ name, roles, link: pageAddressesOf(config).signIn('nl', token) })
  }
  return invitations
}

function todayOf({ timeZone }: Config): () => string {
  return () => dateIn(timeZone, systemClock.now())
}
