import type pg from 'pg'
import { tables as ours } from '#db'
import { SetupError } from '../postgres/index.ts'

/** A table that rows are copied out of or into; its name and those of its columns are quoted as SQL writes them. */
export type Table = { table: string; columns: string[] }

/** The tables of ours and of the queue, apart from what says how they were made. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select format('%I.%I', space.nspname, class.relname) as table,
      array_agg(quote_ident(attname) order by attnum) as columns
    from pg_class class
    join pg_namespace space on space.oid = class.relnamespace
    join pg_attribute on attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = ''
    where class.relkind = 'r' and space.nspname in ('public', 'graphile_worker')
      and class.relname not in ('schema_migration', 'migrations')
    group by space.nspname, class.relname
    order by 1`)
  return rows
}

/** Where the counts of tables stand; none where nothing was counted yet. */
export async function listSequences(client: pg.Client): Promise<{ name: string; last: string | null }[]> {
  const { rows } = await client.query<{ name: string; last: string | null }>(`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
    from pg_sequences
    where schemaname in ('public', 'graphile_worker')`)
  return rows
}

/** The number of the queue's last change, and of the last one after which what an older queue wrote no longer fits. */
export async function readQueueState(client: pg.Client): Promise<{ last: number; breaking: number }> {
  const { rows } = await client.query<{ last: number; breaking: number }>(`
    select coalesce(max(id), 0) as last, coalesce(max(id) filter (where breaking), 0) as breaking
    from graphile_worker.migrations`)
  return rows[0] ?? { last: 0, breaking: 0 }
}

/**
 * Makes sure that nothing in the schemas that we copy belongs to somebody else: the tables that a backup is put back
 * into are made by migrations, and have no place for it.
 * @throws SetupError which names it
 */
export async function refuseStrangers(client: pg.Client): Promise<void> {
  const strangers = (await listKeepers(client)).flatMap(({ table, columns }) => {
    const known = ours[table]
    if (!known) return [table]
    return columns.filter((column) => !known.includes(column)).map((column) => `${table}.${column}`)
  })
  if (strangers.length === 0) return
  throw new SetupError(
    `The database holds what Weerklank did not make (${strangers.join(', ')}): move it into a schema of its own, and back that up with pg_dump.`,
  )
}

/** All that can hold something and is not part of a table: tables, views that keep their rows, free sequences. */
async function listKeepers(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select format('%I.%I', nspname, relname) as table,
      case when relkind = 'S' then '{}' else array(
        select quote_ident(attname) from pg_attribute
        where attrelid = class.oid and attnum > 0 and not attisdropped order by attnum
      ) end as columns
    from pg_class class
    join pg_namespace space on space.oid = relnamespace
    where nspname in ('public', 'graphile_worker') and relkind in ('r', 'p', 'm', 'f', 'S')
      and not (relkind = 'S' and exists (
        select from pg_depend
        where classid = 'pg_class'::regclass and objid = class.oid and refclassid = 'pg_class'::regclass
          and deptype in ('a', 'i')))
    order by 1`)
  return rows
}
