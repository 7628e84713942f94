import type { Tx } from '#db'
import { newId } from '#platform/db'
import type { InboxFilter, InboxOrder } from '../conversations/inbox-pick.queries.ts'
import type { Narrowing } from '../hands/narrowed.ts'
import { type Keeper, mayKeepFor } from '../standard-texts/keeper.ts'

/** What a view shows: a list of the inbox, in an order, narrowed to something. */
export type ViewOf = { filter: InboxFilter; order: InboxOrder; narrowing: Narrowing }

/** How a view is called, and whose it is: a unit's, or of whoever makes it. */
export type ViewName = { name: string; unitId: string | null }

/** More under one roof nobody chooses from. */
export const MOST_VIEWS = 30

export type ViewObstacle = { kind: 'not-yours' | 'unit-closed' | 'too-many' | 'gone' }

type Owner = { account_id: string; unit_id: null } | { account_id: null; unit_id: string }

/** Keeps a list under a name, behind those that are there: for whoever makes it, or for a unit of theirs. */
export async function makeView(
  tx: Tx,
  { name, unitId, ...of }: ViewName & ViewOf,
  keeper: Keeper,
): Promise<{ kind: 'made'; id: string } | ViewObstacle> {
  const owner = await holdOwner(tx, unitId, keeper)
  if ('kind' in owner) return owner
  if (!(await isThere(tx, of.narrowing))) return { kind: 'gone' }
  const id = newId()
  const others = await listPlaces(tx, owner)
  if (others.length >= MOST_VIEWS) return { kind: 'too-many' }
  const place = (others.at(-1)?.place ?? -1) + 1
  await tx
    .insertInto('inbox_view')
    .values({ id, ...owner, name, place, made_at: keeper.now, ...columnsOf(of) })
    .execute()
  return { kind: 'made', id }
}

/** Calls a view otherwise. */
export async function renameView(
  tx: Tx,
  { id, name }: { id: string; name: string },
  keeper: Keeper,
): Promise<{ kind: 'renamed' | 'not-found' | 'not-yours' }> {
  const found = await lockView(tx, id, keeper)
  if ('kind' in found) return found
  await tx.updateTable('inbox_view').set({ name }).where('id', '=', id).execute()
  return { kind: 'renamed' }
}

/** Puts a view one place sooner or later among those of the same person or unit; at the end of them nothing changes. */
export async function moveView(
  tx: Tx,
  { id, by }: { id: string; by: -1 | 1 },
  keeper: Keeper,
): Promise<{ kind: 'moved' | 'not-found' | 'not-yours' }> {
  const found = await lockView(tx, id, keeper)
  if ('kind' in found) return found
  const ids = (await listPlaces(tx, found)).map((one) => one.id)
  const at = ids.indexOf(id)
  const to = Math.min(Math.max(at + by, 0), ids.length - 1)
  const moved = ids.toSpliced(at, 1).toSpliced(to, 0, id)
  for (const [place, one] of moved.entries())
    await tx.updateTable('inbox_view').set({ place }).where('id', '=', one).execute()
  return { kind: 'moved' }
}

/** Removes a view; the conversations stay. Whoever's inbox opened with it, opens with all that is open. */
export async function removeView(
  tx: Tx,
  id: string,
  keeper: Keeper,
): Promise<{ kind: 'removed' | 'not-found' | 'not-yours' }> {
  const found = await lockView(tx, id, keeper)
  if ('kind' in found) return found
  await tx.deleteFrom('inbox_view').where('id', '=', id).execute()
  return { kind: 'removed' }
}

/** Has the inbox of somebody open with a view that they can see, or again with all that is open. */
export async function openWithView(
  tx: Tx,
  id: string | null,
  { by, staff }: Keeper,
): Promise<{ kind: 'set' | 'not-found' }> {
  if (id === null) {
    await tx.deleteFrom('inbox_start').where('account_id', '=', by).execute()
    return { kind: 'set' }
  }
  const view = await tx
    .selectFrom('inbox_view')
    .select(['account_id', 'unit_id'])
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst()
  const units = staff.roles.map(({ unitId }) => unitId)
  if (!view || !(view.account_id === by || (view.unit_id !== null && units.includes(view.unit_id))))
    return { kind: 'not-found' }
  await tx
    .insertInto('inbox_start')
    .values({ account_id: by, view_id: id })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ view_id: id }))
    .execute()
  return { kind: 'set' }
}

/** Locks whose it is to be, so that of two that are made at once the second sees the first. */
async function holdOwner(
  tx: Tx,
  unitId: string | null,
  { by, staff }: Keeper,
): Promise<Owner | ViewObstacle> {
  if (unitId === null) {
    await tx
      .selectFrom('staff_member')
      .select('account_id')
      .where('account_id', '=', by)
      .forUpdate()
      .execute()
    return { account_id: by, unit_id: null }
  }
  if (!mayKeepFor(staff, unitId)) return { kind: 'not-yours' }
  const unit = tx.selectFrom('unit').select('id').where('id', '=', unitId).where('closed_on', 'is', null)
  if (!(await unit.forUpdate().executeTakeFirst())) return { kind: 'unit-closed' }
  return { account_id: null, unit_id: unitId }
}

/** What is named may have gone while somebody wrote a name; then the view would show nothing, for ever. */
async function isThere(tx: Tx, { label, subject, unit, assigned }: Narrowing): Promise<boolean> {
  const named = [
    ['label', 'id', label],
    ['subject', 'id', subject],
    ['unit', 'id', unit],
    ['staff_member', 'account_id', typeof assigned === 'object' ? assigned.id : undefined],
  ] as const
  for (const [table, column, id] of named) {
    if (id === undefined) continue
    const found = await tx.selectFrom(table).select(column).where(column, '=', id).executeTakeFirst()
    if (!found) return false
  }
  return true
}

async function lockView(
  tx: Tx,
  id: string,
  { by, staff }: Keeper,
): Promise<Owner | { kind: 'not-found' | 'not-yours' }> {
  const view = await tx
    .selectFrom('inbox_view')
    .select(['account_id', 'unit_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const { account_id, unit_id } = view ?? { account_id: null, unit_id: null }
  if (unit_id !== null)
    return mayKeepFor(staff, unit_id) ? { account_id: null, unit_id } : { kind: 'not-yours' }
  // Of what is another person's, nobody is told that it is there.
  return account_id === by ? { account_id, unit_id: null } : { kind: 'not-found' }
}

function listPlaces(tx: Tx, { account_id, unit_id }: Owner): Promise<{ id: string; place: number }[]> {
  const all = tx.selectFrom('inbox_view').select(['id', 'place'])
  const theirs =
    account_id === null ? all.where('unit_id', '=', unit_id) : all.where('account_id', '=', account_id)
  return theirs.orderBy('place').orderBy('id').forUpdate().execute()
}

function columnsOf({ filter, order, narrowing }: ViewOf) {
  const { label, assigned, unit, subject, area, channel, due, words } = narrowing
  const isColleague = typeof assigned === 'object'
  return {
    ...{ filter, sorting: order, label_id: label ?? null, channel: channel ?? null, due: due ?? null },
    ...{ answering_unit_id: unit ?? null, subject_id: subject ?? null, area_code: area ?? null },
    words: words ?? null,
    assigned: isColleague ? ('colleague' as const) : (assigned ?? null),
    assigned_to: isColleague ? assigned.id : null,
  }
}
