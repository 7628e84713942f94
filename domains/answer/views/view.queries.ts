import { sql } from 'kysely'
import type { Db } from '#db'
import { countNarrowed, type NarrowedCount } from '../conversations/count-inbox.queries.ts'
import type { Viewer } from '../conversations/inbox-pick.queries.ts'
import type { ViewOf } from './view.ts'

/** A view that somebody can choose. */
export type InboxView = ViewOf & {
  id: string
  name: string
  /** The unit whose it is; null: their own. */
  unit: { id: string; name: string } | null
  /** Their inbox opens with it. */
  isStart: boolean
}

/** Of more units than this nobody works in. */
const MOST_LISTED = 200

/** The views of somebody, and those of the units in which they hold a role that day: their own first, each in their order. */
export async function listViews(
  db: Db,
  { accountId, today }: Pick<Viewer, 'accountId' | 'today'>,
): Promise<InboxView[]> {
  const rows = await db
    .selectFrom('inbox_view as view')
    .leftJoin('unit', 'unit.id', 'view.unit_id')
    .leftJoin('inbox_start as start', (join) =>
      join.onRef('start.view_id', '=', 'view.id').on('start.account_id', '=', accountId),
    )
    .selectAll('view')
    .select(['unit.name as unitName', 'start.view_id as startId'])
    .where(
      sql<boolean>`(view.account_id = ${accountId}::uuid or view.unit_id in (
        select unit_id from staff_role where account_id = ${accountId}::uuid
          and is_in_force(from_on, to_on, ended_at, ${today}::date)))`,
    )
    .orderBy(sql`view.account_id is null`)
    .orderBy('unit.name')
    .orderBy('view.place')
    .orderBy('view.id')
    .limit(MOST_LISTED)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, isStart: row.startId !== null, filter: row.filter, order: row.sorting },
    unit: row.unit_id && row.unitName ? { id: row.unit_id, name: row.unitName } : null,
    narrowing: {
      label: row.label_id ?? undefined,
      assigned: row.assigned === 'colleague' ? { id: row.assigned_to ?? '' } : (row.assigned ?? undefined),
      ...{ unit: row.answering_unit_id ?? undefined, subject: row.subject_id ?? undefined },
      area: row.area_code ?? undefined,
      ...{ channel: row.channel ?? undefined, due: row.due ?? undefined, words: row.words ?? undefined },
    },
  }))
}

/** How much each view holds for whoever looks, by its id. */
export async function countViews(
  db: Db,
  views: readonly InboxView[],
  viewer: Viewer,
): Promise<Map<string, NarrowedCount>> {
  const counts = await countNarrowed(
    db,
    views.map(({ filter, order, narrowing }) => ({ filter, order, narrowing, viewer })),
  )
  return new Map(views.map(({ id }, at) => [id, counts[at] ?? { n: 0, isMore: false }]))
}
