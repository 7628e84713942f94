import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { DB, Db, Tx } from '#db'
import { readAddress } from '#platform/address'
import { type Locale, locales } from '#platform/i18n'

/** The government body whose installation this is. */
export type Organisation = Selectable<DB['organisation']>

/** What may be left to the environment, or to what most want. */
type Optional = 'theme' | 'languages' | 'mail_sender' | 'other_tagline' | 'other_opening_hours'

export type NewOrganisation = Omit<Organisation, 'only_one' | 'created_at' | Optional> &
  Partial<Pick<Organisation, Optional>>

/** Founds the organisation of an empty database. */
export async function foundOrganisation(tx: Tx, details: NewOrganisation, now: Date): Promise<void> {
  await tx
    .insertInto('organisation')
    .values({ ...details, created_at: now })
    .execute()
}

/** The organisation, or undefined while the database is still empty. */
export async function findOrganisation(db: Db): Promise<Organisation | undefined> {
  return db.selectFrom('organisation').selectAll().executeTakeFirst()
}

/** The organisation on a page in a language: what it does not say in that language is left out, not said in another. */
export function organisationIn<Known extends Organisation>(locale: Locale, organisation: Known): Known {
  const { languages, other_tagline, other_opening_hours } = organisation
  if (locale === languages[0]) return organisation
  return { ...organisation, tagline: other_tagline, opening_hours: other_opening_hours }
}

const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, 'too-long')
    .regex(/^[^\n]*$/, 'one-line')

/** Nobody can call a text without digits. */
const phone = line(40).refine((text) => text === '' || /^[+\d][\d ()./-]{1,}$/.test(text), 'not-a-number')

const address = z
  .string()
  .trim()
  .refine((text) => text === '' || readAddress(text) !== undefined, 'not-an-address')

/** What administrators change of their organisation, in a form; what is wrong is said by these words. */
export const organisationSchema = z.object({
  name: line(100).min(1, 'missing'),
  tagline: line(60),
  other_tagline: line(60).default(''),
  visiting_address: line(200),
  phone,
  opening_hours: line(100),
  other_opening_hours: line(100).default(''),
  email: address.transform((text) => (text === '' ? '' : (readAddress(text)?.mailbox ?? ''))),
  theme: line(60).transform((text) => text || null),
  'languages[]': z.array(z.enum(locales), 'missing').min(1, 'missing'),
  mail_sender: address.pipe(line(200)),
})

export type OrganisationSettings = z.infer<typeof organisationSchema>

/** Changes what everybody sees of the organisation; pages and mail follow within ten seconds. */
export async function changeOrganisation(
  tx: Tx,
  { 'languages[]': languages, ...settings }: OrganisationSettings,
): Promise<void> {
  await tx
    .updateTable('organisation')
    .set({ ...settings, languages: locales.filter((locale) => languages.includes(locale)) })
    .execute()
}
