import { sql } from 'kysely'
import type { Db } from '#db'

type Column = { table: string; column: string; type: string }

/** Where in the whole database a word stands, in any text, file, search or job: as `table.column`, with how often. */
export async function findStored(db: Db, word: string): Promise<string[]> {
  const { rows: columns } = await sql<Column>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as table, quote_ident(column_name) as column,
      data_type as type
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
      and data_type in ('text', 'character varying', 'json', 'jsonb', 'bytea', 'tsvector', 'ARRAY')
    order by 1, 2`.execute(db)
  const found: string[] = []
  for (const { table, column, type } of columns) {
    const text = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`
    const { rows } = await sql<{ many: number }>`
      select count(*)::integer as many from ${sql.raw(table)}
      where ${sql.raw(text)} ilike ${`%${word}%`}`.execute(db)
    const many = rows[0]?.many ?? 0
    if (many > 0) found.push(`${table}.${column}`)
  }
  return found
}
