import { type Kysely, sql } from 'kysely'

/**
 * Writes down what is in a database's public schema, in an order that does not depend on how it came about:
 * tables with their columns and constraints, indexes, functions, triggers. For people to review and a test to compare.
 */
export async function describeSchema<Schema>(db: Kysely<Schema>): Promise<string> {
  const parts = [await listTables(db), await listIndexes(db), await listFunctions(db), await listTriggers(db)]
  return `-- Made by \`npm run db:generate\` from the migrations: do not edit.\n\n${parts.flat().join('\n\n')}\n`
}

async function listTables<Schema>(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select format(E'create %stable %I (\n%s\n)%s;', case when t.relpersistence = 'u' then 'unlogged ' else '' end, t.relname,
      string_agg('  ' || line, E',\n' order by rank, line_order, line),
      case when t.relkind = 'p' then ' partition by ' || pg_get_partkeydef(t.oid) else '' end) as text
    from pg_class t
    join lateral (
      select 0 as rank, a.attnum::int as line_order,
        format('%I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attnotnull then ' not null' else '' end,
          case when a.attidentity <> '' then ' generated as identity' else '' end,
          case when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
               when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end) as line
      from pg_attribute a
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      union all
      select 1, 0, format('constraint %I %s', c.conname, pg_get_constraintdef(c.oid))
      from pg_constraint c
      where c.conrelid = t.oid and c.contype <> 'n'
    ) lines on true
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and t.relname <> 'schema_migration'
    group by t.oid, t.relname, t.relkind, t.relpersistence
    order by t.relname`.execute(db)
  return rows.map((row) => row.text)
}

async function listIndexes<Schema>(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select pg_get_indexdef(i.indexrelid) || ';' as text
    from pg_index i
    join pg_class x on x.oid = i.indexrelid
    join pg_class t on t.oid = i.indrelid
    left join pg_constraint c on c.conindid = i.indexrelid
    where t.relnamespace = 'public'::regnamespace and c.oid is null and t.relname <> 'schema_migration'
    order by t.relname, x.relname`.execute(db)
  return rows.length === 0 ? [] : [rows.map((row) => row.text).join('\n')]
}

async function listFunctions<Schema>(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select trim(pg_get_functiondef(p.oid)) || ';' as text
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by p.proname`.execute(db)
  return rows.map((row) => row.text)
}

async function listTriggers<Schema>(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select pg_get_triggerdef(g.oid) || ';' as text
    from pg_trigger g
    join pg_class t on t.oid = g.tgrelid
    where t.relnamespace = 'public'::regnamespace and not g.tgisinternal
    order by t.relname, g.tgname`.execute(db)
  return rows.length === 0 ? [] : [rows.map((row) => row.text).join('\n')]
}
