import { sql } from 'kysely'
import type { Db } from '#db'
import { narrow, prepareNarrowing } from '../hands/narrowed.ts'
import {
  type InboxFilter,
  type InboxRequest,
  pick,
  pickFrom,
  sortingOf,
  type Viewer,
} from './inbox-pick.queries.ts'

/** Of what a list is narrowed to, more is not counted, and not looked further for. */
export const MOST_NARROWED = 99
const LOOKED_AT_TO_COUNT = 5000

/** How many there are, and whether there may be more. */
export type NarrowedCount = { n: number; isMore: boolean }

/** How many conversations each of some lists holds of what it is narrowed to, as far as is looked; in their order, in one query. */
export async function countNarrowed(
  db: Db,
  requests: readonly InboxRequest[],
  lookedAt = LOOKED_AT_TO_COUNT,
): Promise<NarrowedCount[]> {
  if (requests.length === 0) return []
  const ready = await Promise.all(requests.map(({ narrowing }) => prepareNarrowing(db, narrowing)))
  const counts = requests.map(({ filter, order, viewer }, at) => {
    const narrowing = ready[at] ?? {}
    const sorted = sortingOf(filter, order).apply(pickFrom(db, { filter, viewer, narrowing }), undefined)
    const window = db.selectFrom(sorted.limit(lookedAt).as('conversation')).selectAll('conversation')
    const some = narrow(window, narrowing, viewer)
      .clearSelect()
      .select('conversation.id')
      .limit(MOST_NARROWED + 1)
    const further = sorted.clearSelect().select('conversation.id').offset(lookedAt).limit(1)
    return sql`select ${at}::integer as at, (select count(*)::integer from (${some}) as counted) as n,
      exists (${further}) as "isMore"`
  })
  const { rows } = await sql<NarrowedCount & { at: number }>`${sql.join(counts, sql` union all `)}`.execute(
    db,
  )
  return rows
    .toSorted((a, b) => a.at - b.at)
    .map(({ n, isMore }) => ({ n: Math.min(n, MOST_NARROWED), isMore: isMore || n > MOST_NARROWED }))
}

/** Counts end here: one more is shown as "more than", because nobody needs the exact number and counting all is slow. */
export const MOST_COUNTED = 999

const countedFilters = [
  'open',
  'nobody',
  'mine',
  'late',
  'approve',
  'place',
  'undelivered',
  'snoozed',
  'spam',
] as const

export type InboxCounts = Record<(typeof countedFilters)[number], number>

/** How many conversations each list holds, counted up to one more than `MOST_COUNTED`. */
export async function countInbox(db: Db, viewer: Viewer): Promise<InboxCounts> {
  const count = (filter: InboxFilter) => {
    const some = pick(db, filter, viewer)
      .clearSelect()
      .select('conversation.id')
      .limit(MOST_COUNTED + 1)
    return db.selectFrom(some.as('some')).select((eb) => eb.fn.countAll<number>().as('n'))
  }
  const counted = await db
    .selectNoFrom(countedFilters.map((filter) => count(filter).as(filter)))
    .executeTakeFirstOrThrow()
  const told = (filter: (typeof countedFilters)[number]) => counted[filter] ?? 0
  return {
    open: told('open'),
    nobody: told('nobody'),
    mine: told('mine'),
    late: told('late'),
    approve: told('approve'),
    place: told('place'),
    undelivered: told('undelivered'),
    snoozed: told('snoozed'),
    spam: told('spam'),
  }
}
