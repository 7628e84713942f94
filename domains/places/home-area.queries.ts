import type { Db } from '#db'
import type { AreaKind } from './area.ts'
import type { Outline } from './outline.ts'
import { outlineSchema } from './place.queries.ts'

/** An area as a map draws it. */
export type DrawnArea = { code: string; year: number; name: string; shape: Outline }

/** More than these are too small to be told apart on a map of a hand's width. */
const MOST_DRAWN = 60

/** The areas of a municipality as a map can show them: its neighbourhoods, or where these are many, its districts. */
export async function listDrawnAreas(db: Db, municipality: string): Promise<DrawnArea[]> {
  const counted = await db
    .selectFrom('area')
    .select(['kind', 'year', (eb) => eb.fn.countAll<number>().as('areas')])
    .where('municipality', '=', municipality)
    .where('drawing', 'is not', null)
    .groupBy(['kind', 'year'])
    .orderBy('year', 'desc')
    .execute()
  const newest = (kind: AreaKind) => counted.find((one) => one.kind === kind)
  const [neighbourhoods, districts] = [newest('neighbourhood'), newest('district')]
  const few = [neighbourhoods, districts].find((one) => one && one.areas <= MOST_DRAWN)
  const shown = few ?? districts ?? neighbourhoods ?? newest('municipality')
  if (!shown) return []
  const rows = await db
    .selectFrom('area')
    .select(['code', 'year', 'name', 'drawing'])
    .where('municipality', '=', municipality)
    .where('kind', '=', shown.kind)
    .where('year', '=', shown.year)
    .where('drawing', 'is not', null)
    .orderBy('folded')
    .orderBy('code')
    .execute()
  return rows.map(({ drawing, ...area }) => ({ ...area, shape: outlineSchema.parse(drawing) }))
}

/** An area to choose from, and how deep it lies: a neighbourhood is one deeper than its district. */
export type AreaChoice = { code: string; name: string; depth: number }

/** So many districts and neighbourhoods no municipality has. */
const MOST_CHOSEN_FROM = 2000

/** The districts of a municipality by their names, each before its neighbourhoods; of each the newest that is known. */
export async function listAreaChoices(db: Db, municipality: string): Promise<AreaChoice[]> {
  const rows = await db
    .selectFrom('area')
    .select(['code', 'kind', 'name', 'year'])
    .where('municipality', '=', municipality)
    .where('kind', 'in', ['district', 'neighbourhood'])
    .orderBy('year', 'desc')
    .orderBy('folded')
    .orderBy('code')
    .limit(MOST_CHOSEN_FROM)
    .execute()
  const newest = (kind: AreaKind) => {
    const all = rows.filter((row) => row.kind === kind)
    return all.filter(({ year }) => year === all[0]?.year)
  }
  const [districts, neighbourhoods] = [newest('district'), newest('neighbourhood')]
  const districtOf = (code: string) => districts.find((one) => code.slice(2).startsWith(one.code.slice(2)))
  const choose = (depth: number) => (area: (typeof rows)[number]) => ({
    code: area.code,
    name: area.name,
    depth,
  })
  return [
    ...districts.flatMap((district) => [
      choose(0)(district),
      ...neighbourhoods.filter(({ code }) => districtOf(code) === district).map(choose(1)),
    ]),
    ...neighbourhoods.filter(({ code }) => !districtOf(code)).map(choose(0)),
  ]
}

/** The newest municipality of a name, as it is compared. */
export async function findMunicipality(db: Db, folded: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('area')
    .select('code')
    .where('folded', '=', folded)
    .where('kind', '=', 'municipality')
    .orderBy('year', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.code
}

/** The municipalities of which areas are known: at most two, as one is what is asked for. */
export async function listMunicipalities(db: Db): Promise<string[]> {
  const first = await firstMunicipality(db, '')
  const second = first && (await firstMunicipality(db, first))
  return [first, second].filter((one) => one !== undefined)
}

async function firstMunicipality(db: Db, after: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('area')
    .select('municipality')
    .where('municipality', '>', after)
    .orderBy('municipality')
    .limit(1)
    .executeTakeFirst()
  return row?.municipality ?? undefined
}
