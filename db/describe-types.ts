import { type Kysely, sql } from 'kysely'

type Column = {
  table: string
  name: string
  type: string
  nullable: boolean
  defaulted: boolean
  computed: boolean
  check: string | null
}

/** What a driver value of each database type is in TypeScript: read, or a `ColumnType` where writing takes more. */
const typeOf: Record<string, string> = {
  bool: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  json: 'Json',
  jsonb: 'Json',
  text: 'string',
  timestamptz: 'Timestamp',
  tsvector: 'string',
  uuid: 'string',
  xid8: 'string',
}

const preamble = `// Made by \`npm run db:generate\` from the migrations: do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'

type Generated<T> = T extends ColumnType<infer Read, infer Insert, infer Update>
  ? ColumnType<Read, Insert | undefined, Update>
  : ColumnType<T, T | undefined, T>
type Timestamp = ColumnType<Date, Date | string, Date | string>
type Json = ColumnType<unknown, string, string>
`

/** The tables as TypeScript sees them; a column with a fixed list of values becomes a union of them. */
export async function describeTypes<Schema>(db: Kysely<Schema>): Promise<string> {
  const tables = Map.groupBy(await listColumns(db), (column) => column.table)
  const interfaces = [...tables].map(
    ([name, columns]) => `interface ${pascal(name)} {\n${columns.map(describeColumn).join('\n')}\n}\n`,
  )
  const all = [...tables.keys()].map((name) => `  ${name}: ${pascal(name)}`).join('\n')
  return [preamble, ...interfaces, `export interface DB {\n${all}\n}\n`].join('\n')
}

async function listColumns<Schema>(db: Kysely<Schema>): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select t.relname as table, a.attname as name, y.typname as type, not a.attnotnull as nullable,
      a.atthasdef or a.attidentity <> '' as defaulted, a.attgenerated <> '' or a.attidentity = 'a' as computed,
      (select pg_get_constraintdef(c.oid) from pg_constraint c
       where c.conrelid = t.oid and c.contype = 'c' and c.conkey = array[a.attnum]
         and pg_get_constraintdef(c.oid) ~ '= ANY \\(ARRAY\\[|^CHECK \\(\\(\\w+ = ''[^'']*''::text\\)\\)$' limit 1) as check
    from pg_attribute a
    join pg_class t on t.oid = a.attrelid
    join pg_type y on y.oid = a.atttypid
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
      and t.relname <> 'schema_migration' and a.attnum > 0 and not a.attisdropped
    order by t.relname, a.attnum`.execute(db)
  return rows
}

function describeColumn({ table, name, type, nullable, defaulted, computed, check }: Column): string {
  const base = (check && unionOf(check)) ?? typeOf[type.replace(/^_/, '')]
  if (!base)
    throw new Error(`${table}.${name} is of type ${type}, which describe-types.ts does not know: add it.`)
  const item = type.startsWith('_') ? `(${base})[]` : base
  const value = nullable ? `${item} | null` : item
  if (computed) return `  ${name}: GeneratedAlways<${value}>`
  return `  ${name}: ${defaulted ? `Generated<${value}>` : value}`
}

/** PostgreSQL writes a list of one value as an equality. */
function unionOf(check: string): string | undefined {
  const list = /= (?:ANY \(ARRAY\[(.+?)\]\)|('[^']*'::text)\))/.exec(check)?.slice(1).join('')
  const values = [...(list ?? '').matchAll(/'([^']*)'::text|(-?\d+)/g)].map((match) =>
    match[1] === undefined ? match[2] : `'${match[1]}'`,
  )
  return values.length > 0 ? values.join(' | ') : undefined
}

function pascal(name: string): string {
  return name.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
}
