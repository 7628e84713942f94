import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#db'
import { type Moment, noteRun, proveRemoval } from './proof.ts'

/** How long something is kept. */
export type Period = { days: number } | { minutes: number }

/** What must be known of a kind before it is stored at all. */
type Terms = {
  /** Its name for good: every proof bears it. */
  kind: string
  /** What goes, in a few words that need no code to be understood. */
  what: string
  /** From when it is counted, or with what it goes. */
  from: string
  /** Why it is kept so long and no longer. */
  ground: string
}

/** A kind of data of which some goes as time passes. */
export type Retention = Terms & {
  keptFor: Period
  /** What a run would let go of now: the dry run, by the very condition of the run. */
  count: (db: Db, now: Date) => Promise<number>
  /**
   * Lets go of all that is due, in batches, each in a transaction with its proof.
   * @param signal  ends the run after the batch that it is at; what went is proven
   * @returns how many went
   */
  remove: (db: Db, now: Date, signal?: AbortSignal) => Promise<number>
}

/** A kind of data that goes with something that happens, at whatever time. */
export type Release = Terms & {
  /** Proves, in the transaction in which they go, that so many went. */
  prove: (tx: Tx, removed: number, now: Date) => Promise<void>
}

/** Let go of in one transaction. */
const AT_ONCE = 500

type Definition<Key> = Terms & {
  keptFor: Period
  /** The table of which rows come due, and the column by which each is known. */
  table: string
  key: string
  /** Whether a row of the table is due: the one condition of the dry run and of the run. */
  isDue: (moment: Moment) => RawBuilder<boolean>
  /**
   * Lets go of these, which are locked, and says how many went; without it, the rows are deleted. Where a row is due by
   * what stands in other tables, another run may have been faster: only what went counts.
   */
  letGo?: (tx: Tx, keys: Key[], moment: Moment) => Promise<number>
  /** How many in one transaction, for a kind of which each takes much along. */
  atOnce?: number
}

/** Declares how long a kind is kept, once, in the room that owns it; `apps/worker` gathers them all and says when. */
export function defineRetention<Key>(definition: Definition<Key>): Retention & Release {
  const { kind, what, from, ground, keptFor } = definition
  const momentOf = (now: Date) => ({ now, olderThan: new Date(now.getTime() - lengthOf(keptFor)) })
  return {
    ...defineRelease({ kind, what, from, ground }),
    keptFor,
    count: (db, now) => countDue(db, definition, momentOf(now)),
    remove: (db, now, signal) => removeDue(db, definition, momentOf(now), signal),
  }
}

/** Declares a kind that no time lets go of, but something that happens. */
export function defineRelease(terms: Terms): Release {
  return { ...terms, prove: (tx, removed, now) => proveRemoval(tx, { kind: terms.kind, removed, now }) }
}

const MINUTE_MS = 60_000

function lengthOf(period: Period): number {
  return ('days' in period ? period.days * 24 * 60 : period.minutes) * MINUTE_MS
}

async function countDue<Key>(db: Db, { table, isDue }: Definition<Key>, moment: Moment): Promise<number> {
  const { rows } = await sql<{ due: number }>`
    select count(*)::integer as due from ${sql.table(table)} where ${isDue(moment)}`.execute(db)
  return rows[0]?.due ?? 0
}

async function removeDue<Key>(
  db: Db,
  definition: Definition<Key>,
  moment: Moment,
  signal?: AbortSignal,
): Promise<number> {
  const { kind, atOnce = AT_ONCE } = definition
  let all = 0
  for (;;) {
    signal?.throwIfAborted()
    const { due, removed } = await db.transaction().execute((tx) => removeBatch(tx, definition, moment))
    all += removed
    // A whole batch that would not go is not tried again before the next run.
    if (due < atOnce || removed === 0) break
  }
  await noteRun(db, kind, moment)
  return all
}

/** The proof comes last: whoever lets go of the same kind waits for its row until we are done. */
async function removeBatch<Key>(
  tx: Tx,
  definition: Definition<Key>,
  moment: Moment,
): Promise<{ due: number; removed: number }> {
  const { kind, letGo = deleteRows(definition) } = definition
  const keys = await lockDue(tx, definition, moment)
  const removed = keys.length > 0 ? await letGo(tx, keys, moment) : 0
  await proveRemoval(tx, { kind, removed, ...moment })
  return { due: keys.length, removed }
}

/** In one order, so that two runs never wait for each other in a circle; the second finds what the first left. */
async function lockDue<Key>(
  tx: Tx,
  { table, key, isDue, atOnce = AT_ONCE }: Definition<Key>,
  moment: Moment,
): Promise<Key[]> {
  const column = sql.ref(`${table}.${key}`)
  const { rows } = await sql<{ key: Key }>`
    select ${column} as key from ${sql.table(table)} where ${isDue(moment)}
    order by ${column} limit ${atOnce}
    for no key update of ${sql.table(table)}`.execute(tx)
  return rows.map((row) => row.key)
}

function deleteRows<Key>({ table, key }: Definition<Key>): (tx: Tx, keys: Key[]) => Promise<number> {
  return async (tx, keys) => {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where ${sql.ref(key)} = any(${keys})`.execute(tx)
    return Number(numAffectedRows)
  }
}

/** How long something is kept, in words, such as `30 days`. */
export function describePeriod(period: Period): string {
  const [many, unit] =
    'days' in period ? ([period.days, 'day'] as const) : ([period.minutes, 'minute'] as const)
  if (many === 0) return 'at once'
  return `${many} ${unit}${many === 1 ? '' : 's'}`
}
