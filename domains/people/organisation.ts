import type { Selectable } from 'kysely'
import type { DB, Db, Tx } from '#db'

/** The government body whose installation this is. */
export type Organisation = Selectable<DB['organisation']>

/** Founds the organisation of an empty database. */
export async function foundOrganisation(
  tx: Tx,
  details: Omit<Organisation, 'only_one' | 'created_at'>,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('organisation')
    .values({ ...details, created_at: now })
    .execute()
}

/** The organisation, or undefined while the database is still empty. */
export async function findOrganisation(db: Db): Promise<Organisation | undefined> {
  return db.selectFrom('organisation').selectAll().executeTakeFirst()
}
