import { type Kysely, sql } from 'kysely'

const preamble = `// Made by \`npm run db:generate\` from the migrations, ours and those of the queue: do not edit.

/** Every table that is ours with its columns, quoted as SQL writes them: for telling them from what others add. */
export const tables: Readonly<Record<string, readonly string[]>> = {
`

/** The tables of ours and of the queue, for what has to know them while it runs. */
export async function describeTables<Schema>(db: Kysely<Schema>): Promise<string> {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select format('%I.%I', nspname, relname) as name,
      array_agg(quote_ident(attname) order by attnum) as columns
    from pg_class t
    join pg_namespace on pg_namespace.oid = relnamespace
    join pg_attribute on attrelid = t.oid and attnum > 0 and not attisdropped
    where nspname in ('public', 'graphile_worker') and relkind in ('r', 'p')
    group by nspname, relname
    order by nspname, relname`.execute(db)
  const lines = rows.map(({ name, columns }) => `  '${name}': [${columns.map(quote).join(', ')}],\n`)
  return `${preamble}${lines.join('')}}\n`
}

function quote(name: string): string {
  return `'${name}'`
}
