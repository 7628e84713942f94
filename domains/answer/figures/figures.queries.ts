import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#db'
import { mayRead } from '../privacy/may-read.ts'
import { firstDayOf, lastDayOf, type Month } from './month.ts'
import type { Period } from './period.ts'

/** Who looks; null: nobody in particular, who reads nothing that is restricted. */
export type FigureReader = { accountId: string | null; today: string }

/** For the rest of the transaction: the durations of a year's hundred thousands are sorted in memory, and not on disk. */
export async function giveRoomToSort(tx: Tx): Promise<void> {
  await sql`select set_config('work_mem', '64MB', true)`.execute(tx)
}

/** How often something began in a month, by one of the ways in which it is told. Spam is in nothing but its own outcome. */
export type MonthCount = { month: Month; by: CountedBy; key: string | null; n: number }
export const countedBy = ['channel', 'subject', 'unit', 'outcome'] as const
export type CountedBy = (typeof countedBy)[number]

/** Counts what began in some months, of what somebody may read. Rows: the months, times what was told apart in each. */
export async function countMonths(db: Db, { from, to }: Period, reader: FigureReader): Promise<MonthCount[]> {
  const { rows } = await sql<MonthCount>`
    with run as (
      select date_trunc('month', began_on::timestamp) as month, channel, subject_id, unit_id,
        coalesce(ended_as, 'open') as outcome, count(*) as n
      from conversation_run
      where began_on between ${firstDayOf(from)}::date and ${lastDayOf(to)}::date and ${mayRead(reader, 'subject_id')}
      group by 1, 2, 3, 4, 5
    ), told as (
      select month, 'channel' as by, channel as key, sum(n) as n from run where outcome <> 'spam' group by 1, 3
      union all select month, 'subject', subject_id::text, sum(n) from run where outcome <> 'spam' group by 1, 3
      union all select month, 'unit', unit_id::text, sum(n) from run where outcome <> 'spam' group by 1, 3
      union all select month, 'outcome', outcome, sum(n) from run group by 1, 3
    )
    select to_char(month, 'YYYY-MM') as month, by, key, n::integer from told`.execute(db)
  return rows
}

/** What something is counted under: one key for each of some columns' values; a value may stand under several, and null under its own. */
export type Placing = { values: (string | null)[]; keys: string[] }

/** By what runs are put together. */
export type Grouping =
  | { by: 'all' | 'month' | 'week' | 'channel' }
  | ({ by: 'subject' | 'unit' } & { placing: Placing })

/** Which runs are looked at besides those of a period; of a subject or a unit all that lies in it. */
export type Narrowed =
  | { by: 'channel'; key: string }
  | { by: 'subject' | 'unit'; values: (string | null)[] }
  | undefined

/** Sums of one group. Minutes are working minutes. */
export type GroupSums = {
  key: string
  n: number
  answered: number
  firstMinutes: [half: number, most: number] | null
  firstMet: number
  firstLate: number
  settled: number
  solvedMinutes: [half: number, most: number] | null
  solvedMet: number
  solvedLate: number
  reopened: number
}

export type Asked = { period: Period; reader: FigureReader; narrowed: Narrowed; moment: string }

/**
 * Adds up the runs that began in a period, by group. Halves and nine tenths are the least number of minutes that so many did not
 * exceed, of those who have one: exact, and one that occurred.
 * Rows read: the runs of the period, by the index of their day.
 */
export async function sumRuns(
  db: Db,
  grouping: Grouping,
  { period, reader, narrowed, moment }: Asked,
): Promise<GroupSums[]> {
  const { rows } = await sql<GroupSums>`
    select ${keyOf(grouping)} as key, count(*)::integer as n,
      count(first_minutes)::integer as answered,
      percentile_disc(array[0.5, 0.9]) within group (order by first_minutes) as "firstMinutes",
      count(*) filter (where not first_late)::integer as "firstMet",
      count(*) filter (where first_late or (first_late is null and ended_as is null and first_due <= ${moment}))::integer
        as "firstLate",
      count(solved_minutes)::integer as settled,
      percentile_disc(array[0.5, 0.9]) within group (order by solved_minutes) as "solvedMinutes",
      count(*) filter (where not solved_late)::integer as "solvedMet",
      count(*) filter (where solved_late or (ended_as is null and solved_due <= ${moment}))::integer as "solvedLate",
      count(*) filter (where is_reopened)::integer as reopened
    from conversation_run ${joinOf(grouping)}
    where began_on between ${firstDayOf(period.from)}::date and ${lastDayOf(period.to)}::date
      and ended_as is distinct from 'spam' and ${mayRead(reader, 'subject_id')} and ${withinOf(narrowed)}
    group by 1 order by 1`.execute(db)
  return rows
}

function keyOf(grouping: Grouping): RawBuilder<unknown> {
  switch (grouping.by) {
    case 'all':
      return sql`'all'::text`
    case 'month':
      return sql`to_char(began_on, 'YYYY-MM') collate "C"`
    case 'week':
      return sql`to_char(greatest(date_trunc('week', began_on::timestamp), date_trunc('month', began_on::timestamp)), 'YYYY-MM-DD')`
    case 'channel':
      return sql`channel collate "C"`
    default:
      return sql`placed.key collate "C"`
  }
}

function joinOf(grouping: Grouping): RawBuilder<unknown> {
  if (!('placing' in grouping)) return sql``
  const { values, keys } = grouping.placing
  const column = sql.ref(grouping.by === 'subject' ? 'subject_id' : 'unit_id')
  return sql`join unnest(${values.map((one) => one ?? NOTHING)}::uuid[], ${keys}::text[]) as placed (value, key)
    on placed.value = coalesce(${column}, ${NOTHING}::uuid)`
}

/** In the place of no subject and of no unit. */
const NOTHING = '00000000-0000-0000-0000-000000000000'

function withinOf(narrowed: Narrowed): RawBuilder<unknown> {
  if (!narrowed) return sql`true`
  if (narrowed.by === 'channel') return sql`channel = ${narrowed.key}`
  const column = sql.ref(narrowed.by === 'subject' ? 'subject_id' : 'unit_id')
  return sql`coalesce(${column}, ${NOTHING}::uuid) = any (${narrowed.values.map((one) => one ?? NOTHING)}::uuid[])`
}

/** The subjects of which somebody reads nothing. */
export async function listHiddenSubjects(db: Db, { accountId, today }: FigureReader): Promise<Set<string>> {
  const { rows } = await sql<{ ids: string[] }>`
    select find_hidden_subjects(${accountId}::uuid, ${today}::date)::text[] as ids`.execute(db)
  return new Set(rows[0]?.ids)
}

/** The day on which the first run began; undefined: nothing came in yet. */
export async function findFirstDay(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ day: string | null }>`
    select to_char(min(began_on), 'YYYY-MM-DD') as day from conversation_run`.execute(db)
  return rows[0]?.day ?? undefined
}

/** How many conversations are not counted yet, up to a thousand. */
export async function countUncounted(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from (
      select from conversation_uncounted group by conversation_id limit 1000
    ) waiting`.execute(db)
  return rows[0]?.n ?? 0
}
