import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { DB, Db } from '#db'
import type { AreaKind } from './area.ts'
import { covers, type Outline, type Position } from './outline.ts'

/** An area as a list shows it, as it was in its newest year. */
export type AreaLine = {
  code: string
  year: number
  kind: AreaKind
  name: string
  folded: string
  parent: string | null
  municipality: string | null
  /** The first day on which it was no more, where that was told. */
  endedOn: string | null
}

/** Names to look for: whole, as they begin, and what near spellings and words have in common with them. */
export type NameSearch = { folded: string[]; keys: string[] }

/** So many rows are looked at; what is meant stands among the first. */
const MOST_ROWS = 200

const lineColumns = [
  ...(['code', 'year', 'kind', 'name', 'folded', 'parent', 'municipality'] as const),
  'ended_on as endedOn',
] as const

export const outlineSchema = z.array(z.array(z.array(z.tuple([z.number(), z.number()]))))

/** Behind every name that begins so, in the order of bytes. */
const LAST = '\u{10FFFF}'

function isNamed(search: NameSearch) {
  return (eb: ExpressionBuilder<DB, 'area' | 'street'>): Expression<SqlBool> =>
    eb.or([
      ...search.folded.map((name) => eb.and([eb('folded', '>=', name), eb('folded', '<', `${name}${LAST}`)])),
      sql<boolean>`keys && ${search.keys}::text[]`,
    ])
}

/** Areas of which a name, of any year, may be meant, each as it was in its newest year. */
export async function searchAreas(db: Db, search: NameSearch): Promise<(AreaLine & { matched: string[] })[]> {
  const found = await selectAreasNamed(db, search).execute()
  const lines = await findAreas(db, [...new Set(found.map(({ code }) => code))])
  return lines.map((line) => ({
    ...line,
    matched: [...new Set(found.filter(({ code }) => code === line.code).map(({ name }) => name))],
  }))
}

/** Apart, so that its plan can be looked at. */
export function selectAreasNamed(db: Db, search: NameSearch) {
  return db
    .selectFrom('area')
    .select(['code', 'name'])
    .where(isNamed(search))
    .orderBy((eb) => eb('folded', 'in', search.folded), 'desc')
    .orderBy('year', 'desc')
    .orderBy('code')
    .limit(MOST_ROWS)
}

/** Areas by their codes, each as it was in its newest year. */
export async function findAreas(db: Db, codes: readonly string[]): Promise<AreaLine[]> {
  if (codes.length === 0) return []
  return db
    .selectFrom('area')
    .select(lineColumns)
    .distinctOn('code')
    .where('code', 'in', codes)
    .orderBy('code')
    .orderBy('year', 'desc')
    .execute()
}

/** The newest year of each kind of area in each of these municipalities, by `GM0363 neighbourhood`. */
export async function findNewestYears(
  db: Db,
  municipalities: readonly string[],
): Promise<Map<string, number>> {
  if (municipalities.length === 0) return new Map()
  const rows = await db
    .selectFrom('area')
    .select(['municipality', 'kind', (eb) => eb.fn.max('year').as('year')])
    .where('municipality', 'in', municipalities)
    .groupBy(['municipality', 'kind'])
    .execute()
  return new Map(rows.map(({ municipality, kind, year }) => [`${municipality} ${kind}`, year]))
}

/** The newest year that any area of each kind was told in. */
export async function findNewestOfKinds(db: Db): Promise<Map<AreaKind, number>> {
  const kinds: AreaKind[] = ['municipality', 'district', 'neighbourhood', 'town']
  const rows = await Promise.all(
    kinds.map((kind) =>
      db
        .selectFrom('area')
        .select(['kind', 'year'])
        .where('kind', '=', kind)
        .orderBy('year', 'desc')
        .limit(1)
        .executeTakeFirst(),
    ),
  )
  return new Map(rows.flatMap((row) => (row ? [[row.kind, row.year]] : [])))
}

/** Areas of one kind and year in a municipality that have this name. */
export async function findAreasNamed(
  db: Db,
  { municipality, kind, year, folded }: Pick<AreaLine, 'kind' | 'year' | 'folded'> & { municipality: string },
): Promise<AreaLine[]> {
  return db
    .selectFrom('area')
    .select(lineColumns)
    .where('municipality', '=', municipality)
    .where('kind', '=', kind)
    .where('year', '=', year)
    .where('folded', '=', folded)
    .orderBy('code')
    .execute()
}

/** The outline of an area in a year; undefined where no file told it. */
export async function findOutline(
  db: Db,
  { code, year }: Pick<AreaLine, 'code' | 'year'>,
): Promise<Outline | undefined> {
  const row = await db
    .selectFrom('area')
    .select('outline')
    .where('code', '=', code)
    .where('year', '=', year)
    .executeTakeFirst()
  return row?.outline ? outlineSchema.parse(row.outline) : undefined
}

/** What lies at each of these places: areas of all kinds and years, the newest first. */
export async function findAreasAt(db: Db, places: readonly Position[]): Promise<AreaLine[][]> {
  if (places.length === 0) return []
  const near = await selectAreasAround(db, places).execute()
  const outlines = await readOutlines(db, near)
  return places.map((place, at) =>
    near
      .filter(({ nth, code, year }) => nth === at + 1 && covers(outlines.get(`${code} ${year}`) ?? [], place))
      .map(({ nth: _, ...line }) => line),
  )
}

/** Apart, so that its plan can be looked at: boxes are found by an index, outlines looked at afterwards. */
export function selectAreasAround(db: Db, places: readonly Position[]) {
  const x = places.map(([longitude]) => longitude)
  const y = places.map(([, latitude]) => latitude)
  const asked = sql<{ x: number; y: number; nth: number }>`(
    select x, y, nth::int as nth
    from unnest(${x}::double precision[], ${y}::double precision[]) with ordinality as place (x, y, nth)
  )`.as('asked')
  return db
    .selectFrom(asked)
    .innerJoin('area', (join) =>
      join.on(
        sql<boolean>`box(point(west, south), point(east, north)) @> box(point(asked.x, asked.y), point(asked.x, asked.y))`,
      ),
    )
    .select(['asked.nth', ...lineColumns])
    .orderBy('area.year', 'desc')
    .orderBy('area.code')
}

async function readOutlines(
  db: Db,
  areas: readonly Pick<AreaLine, 'code' | 'year'>[],
): Promise<Map<string, Outline>> {
  if (areas.length === 0) return new Map()
  const keys = [...new Map(areas.map(({ code, year }) => [`${code} ${year}`, { code, year }])).values()]
  const rows = await db
    .selectFrom('area')
    .select(['code', 'year', 'outline'])
    .where((eb) => eb.or(keys.map(({ code, year }) => eb.and({ code, year }))))
    .execute()
  return new Map(
    rows.map(({ code, year, outline }) => [`${code} ${year}`, outlineSchema.parse(outline ?? [])]),
  )
}

/** A street under one of its names; town is empty where only its code is known. */
export type StreetLine = {
  id: string
  name: string
  folded: string
  until: string | null
  town: string
  townCode: string
}

/** Streets of which a name may be meant, under all names that they have or had, the newest first. */
export async function searchStreets(db: Db, search: NameSearch): Promise<StreetLine[]> {
  const found = await selectStreetsNamed(db, search).execute()
  return findStreets(db, [...new Set(found.map(({ id }) => id))])
}

/** Apart, so that its plan can be looked at. */
export function selectStreetsNamed(db: Db, search: NameSearch) {
  return db
    .selectFrom('street')
    .select('id')
    .where(isNamed(search))
    .orderBy((eb) => eb('folded', 'in', search.folded), 'desc')
    .orderBy('folded')
    .orderBy('id')
    .limit(MOST_ROWS)
}

/** Streets by their ids. */
export async function findStreets(db: Db, ids: readonly string[]): Promise<StreetLine[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('street')
    .select(['id', 'name', 'folded', 'until', 'town', 'town_code as townCode'])
    .where('id', 'in', ids)
    .orderBy('id')
    .orderBy('since', 'desc')
    .execute()
  const codes = [...new Set(rows.map(({ townCode }) => `WP${townCode}`))]
  const towns = new Map((await findAreas(db, codes)).map(({ code, name }) => [code, name]))
  return rows.map((row) => ({ ...row, town: row.town || (towns.get(`WP${row.townCode}`) ?? '') }))
}

export type AddressLine = {
  street: string
  streetFolded: string
  townFolded: string
  number: number
  addition: string
  town: string
  postcode: string
  longitude: number
  latitude: number
}

const addressColumns = [
  ...(['street', 'street_folded as streetFolded', 'town_folded as townFolded'] as const),
  ...(['number', 'addition', 'town', 'postcode', 'longitude', 'latitude'] as const),
] as const

/** Addresses of streets by a number. */
export async function findAddresses(
  db: Db,
  { streets, numbers }: { streets: readonly string[]; numbers: readonly number[] },
): Promise<AddressLine[]> {
  if (streets.length === 0 || numbers.length === 0) return []
  return db
    .selectFrom('address')
    .select(addressColumns)
    .where('street_folded', 'in', streets)
    .where('number', 'in', numbers)
    .orderBy('street_folded')
    .orderBy('number')
    .orderBy('town_folded')
    .orderBy('addition')
    .limit(MOST_ROWS)
    .execute()
}

/** Addresses with a postcode, of one number where it is given. */
export async function findAddressesOfPostcode(
  db: Db,
  { postcode, number }: { postcode: string; number?: number | undefined },
): Promise<AddressLine[]> {
  return db
    .selectFrom('address')
    .select(addressColumns)
    .where('postcode', '=', postcode)
    .$if(number !== undefined, (query) => query.where('number', '=', number ?? 0))
    .orderBy('number')
    .orderBy('addition')
    .limit(MOST_ROWS)
    .execute()
}

const PLACES_OF_STREET = 20

/** Some places of each street, by its folded name. */
export async function findPlacesOfStreets(db: Db, streets: readonly string[]): Promise<AddressLine[]> {
  if (streets.length === 0) return []
  return db
    .selectFrom(sql<{ name: string }>`(select unnest(${[...streets]}::text[]) as name)`.as('asked'))
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('address')
          .select(addressColumns)
          .whereRef('street_folded', '=', 'asked.name')
          .orderBy('number')
          .limit(PLACES_OF_STREET)
          .as('found'),
      (join) => join.onTrue(),
    )
    .selectAll('found')
    .execute()
}

/** As many are measured: the nearest by the index may be the second nearest on the globe. */
const MOST_NEAREST = 12

/** Some addresses around a place: the nearest is among them. */
export async function findNearestAddresses(db: Db, place: Position): Promise<AddressLine[]> {
  return selectNearestAddresses(db, place).execute()
}

/** Apart, so that its plan can be looked at. */
export function selectNearestAddresses(db: Db, [longitude, latitude]: Position) {
  return db
    .selectFrom('address')
    .select(addressColumns)
    .orderBy(
      sql`point(longitude * 0.6157, latitude) <-> point(${longitude}::double precision * 0.6157, ${latitude}::double precision)`,
    )
    .limit(MOST_NEAREST)
}

/** Whether anything is known of where places are. */
export async function knowsPlaces(db: Db): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from area) or exists (select from street) as known`.execute(db)
  return rows[0]?.known === true
}
