import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { newId } from '#platform/db'
import { tryWithin } from './constraint.ts'
import { type Deed, logDeed } from './deed.ts'

/** A unit in the tree: how deep it lies, and in which. */
export type Unit = { id: string; name: string; parentId: string | null; closedOn: string | null }

/** What a form says of a unit; empty: in none. */
export const unitSchema = z.object({
  name: z.string().trim().min(1, 'missing').max(100, 'too-long'),
  parentId: z.union([z.literal('').transform(() => null), z.uuid('missing')]),
})

export type UnitWords = z.infer<typeof unitSchema>

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

/** All units, those that are closed too, by name. */
export async function listAllUnits(db: Db): Promise<Unit[]> {
  return db
    .selectFrom('unit')
    .select(['id', 'name', 'parent_id as parentId', 'closed_on as closedOn'])
    .orderBy('name')
    .limit(2000)
    .execute()
}

export type OpenUnitOutcome = { kind: 'opened'; id: string } | { kind: 'name-taken' | 'parent-closed' }

/** Makes a unit under another, or under none. */
export async function openUnit(tx: Tx, { name, parentId }: UnitWords, deed: Deed): Promise<OpenUnitOutcome> {
  if (parentId !== null && !(await holdOpenUnit(tx, parentId))) return { kind: 'parent-closed' }
  const made = await tx
    .insertInto('unit')
    .values({ id: newId(), name, parent_id: parentId, created_at: deed.now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return { kind: 'name-taken' }
  await logDeed(tx, deed, 'unit', made.id)
  return { kind: 'opened', id: made.id }
}

/** Finds a unit that is open, and stays so as long as the transaction lasts. */
export async function holdOpenUnit(tx: Tx, id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('unit')
    .select('id')
    .where('id', '=', id)
    .where('closed_on', 'is', null)
    .forShare()
    .executeTakeFirst()
  return found !== undefined
}

export type ChangeUnitOutcome = {
  kind: 'changed' | 'not-found' | 'name-taken' | 'parent-closed' | 'in-itself'
}

/** Calls a unit something else, or moves it with all that lies in it; what it did stands under its new name. */
export async function changeUnit(
  tx: Tx,
  { id, name, parentId }: UnitWords & { id: string },
  deed: Deed,
): Promise<ChangeUnitOutcome> {
  if (parentId !== null && !(await holdOpenUnit(tx, parentId))) return { kind: 'parent-closed' }
  const changing = tx.updateTable('unit').set({ name, parent_id: parentId }).where('id', '=', id)
  const tried = await tryWithin(tx, () => changing.where('closed_on', 'is', null).executeTakeFirst())
  if (tried.kind === 'done') {
    if (tried.result.numUpdatedRows === 0n) return { kind: 'not-found' }
    await logDeed(tx, deed, 'unit', id)
    return { kind: 'changed' }
  }
  if (tried.constraint === 'unit_name_key') return { kind: 'name-taken' }
  if (['unit_circle', 'unit_check'].includes(tried.constraint)) return { kind: 'in-itself' }
  throw tried.error
}

export type CloseUnitOutcome =
  | { kind: 'closed' | 'not-found' }
  /** What lies in it, by name: units, who works there, and subjects that it answers; nothing where another room keeps something. */
  | { kind: 'in-use'; units: string[]; staff: string[]; subjects: string[] }

/**
 * Closes a unit in which nothing lies any more: it takes nothing new, and what it did stays under its name. Nothing
 * comes into it meanwhile.
 * @param isKept  whether another room keeps something in it; asked once nothing more can come
 */
export async function closeUnit(
  tx: Tx,
  id: string,
  deed: Deed,
  isKept: (tx: Tx) => Promise<boolean> = async () => false,
): Promise<CloseUnitOutcome> {
  const unit = await tx
    .selectFrom('unit')
    .select('id')
    .where('id', '=', id)
    .where('closed_on', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!unit) return { kind: 'not-found' }
  const inUse = await findWhatLiesIn(tx, id, deed.today)
  const holdsSome = inUse.units.length + inUse.staff.length + inUse.subjects.length > 0
  if (holdsSome || (await isKept(tx))) return { kind: 'in-use', ...inUse }
  await tx.updateTable('unit').set({ closed_on: deed.today }).where('id', '=', id).execute()
  await logDeed(tx, deed, 'unit', id)
  return { kind: 'closed' }
}

/** What stands in the way of closing a unit, by name; at most fifty of each. */
export async function findWhatLiesIn(
  db: Db,
  id: string,
  today: string,
): Promise<{ units: string[]; staff: string[]; subjects: string[] }> {
  const { rows } = await sql<{ units: string[]; staff: string[]; subjects: string[] }>`
    select array(
      select name from unit where parent_id = ${id}::uuid and closed_on is null order by name limit 50
    ) as units, array(
      select distinct account.name from staff_role join account on account.id = account_id
      where unit_id = ${id}::uuid and ended_at is null and (to_on is null or to_on >= ${today}::date)
      order by account.name limit 50
    ) as staff, array(
      select v.name from subject_version v join subject on subject.id = v.subject_id
      where v.unit_id = ${id}::uuid and replaced_by is null
        and not exists (select from subject_version l where l.subject_id = v.subject_id and l.version > v.version)
      order by v.name limit 50
    ) as subjects`.execute(db)
  return rows[0] ?? { units: [], staff: [], subjects: [] }
}
