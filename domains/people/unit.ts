import type { Db, Tx } from '#db'
import { newId } from '#platform/db'

/** Makes a unit of the organisation, or finds the one of that name, which is opened again if it was closed. */
export async function addUnit(tx: Tx, name: string, now: Date): Promise<string> {
  const { id } = await tx
    .insertInto('unit')
    .values({ id: newId(), name, created_at: now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ closed_on: null }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The units that are open, by name: those that something new can be given to. */
export async function listUnits(db: Db): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('closed_on', 'is', null)
    .orderBy('name')
    .limit(1000)
    .execute()
}
