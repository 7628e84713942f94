import pg from 'pg'

const BIGINT = 20
const BIGINT_ARRAY = 1016
const DATE = 1082
const DATE_ARRAY = 1182
const INTERVAL = 1186
const TEXT_ARRAY: number = 1009

const asItIs = (text: string) => text
const readTexts: (text: string) => (string | null)[] = pg.types.getTypeParser(TEXT_ARRAY)

/** By the type's number in PostgreSQL; all others as the driver reads them. */
const parsers: Record<number, (text: string) => unknown> = {
  [BIGINT]: Number,
  [BIGINT_ARRAY]: (text) => readTexts(text).map((one) => (one === null ? null : Number(one))),
  [DATE]: asItIs,
  [DATE_ARRAY]: readTexts,
  [INTERVAL]: asItIs,
}

/** How values of PostgreSQL are read: dates and intervals as text, 64-bit integers as numbers. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => parsers[oid] ?? pg.types.getTypeParser(oid, format),
}
