import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { importPlaces } from '#domains/places'
import { withdrawPosts } from '../decency/withdraw-posts.ts'
import { findPost, listPosts, type PostFilter, readFound } from '../index.ts'
import {
  add,
  answer,
  DAY,
  feed,
  fetchLater,
  inTransaction,
  openDossierNamed,
  start,
  useListening,
  watchFor,
  world,
} from '../listening.fixture.ts'
import { selectOfArea } from './post-area.store.ts'
import { widest } from './post-areas.ts'

const database = useListening()

/** Two districts; the first has two neighbourhoods, side by side. */
const squares = [
  { name: 'West', code: { wijkcode: 'WK999901', wijknaam: 'West' }, west: 5, east: 5.2 },
  { name: 'Havenbuurt', code: { buurtcode: 'BU99990101', buurtnaam: 'Havenbuurt' }, west: 5, east: 5.1 },
  { name: 'Molenwijk', code: { buurtcode: 'BU99990102', buurtnaam: 'Molenwijk' }, west: 5.1, east: 5.2 },
  { name: 'Oost', code: { wijkcode: 'WK999902', wijknaam: 'Oost' }, west: 5.2, east: 5.3 },
  { name: 'Duinbuurt', code: { buurtcode: 'BU99990201', buurtnaam: 'Duinbuurt' }, west: 5.2, east: 5.3 },
]
const houses = [
  ['Vaartkade', 'Voorbeeld', 5.05],
  ['Lindesteeg', 'Voorbeeld', 5.05],
  ['Lindesteeg', 'Buitendorp', 5.15],
  ['Duinsteeg', 'Voorbeeld', 5.05],
  ['Duinsteeg', 'Buitendorp', 5.25],
] as const

beforeAll(async () => {
  const features = squares.map(({ code, west, east }) => ({
    type: 'Feature',
    properties: { ...code, jaar: 2025 },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, 52],
          [east, 52],
          [east, 52.1],
          [west, 52.1],
          [west, 52],
        ],
      ],
    },
  }))
  const lines = houses.map(
    ([street, town, east], at) => `${street},${at + 1},9999A${'ABCDE'[at]},${town},${east},52.05`,
  )
  const folder = await mkdtemp(join(tmpdir(), 'weerklank-areas-'))
  const files = {
    'areas.json': JSON.stringify({ type: 'FeatureCollection', features }),
    'addresses.csv': ['straat,huisnummer,postcode,woonplaats,lon,lat', ...lines].join('\n'),
  }
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text)
    expect(await importPlaces(database().db, { path: join(folder, name) })).toMatchObject({ refused: [] })
  }
  await rm(folder, { recursive: true })
})

beforeEach(async () => void (await watchFor('glas')))

async function readAll(): Promise<void> {
  const { rows } = await listPosts(database().db, { show: 'all' }, { size: 100 })
  await readFound(
    database().db,
    rows.map(({ id }) => id),
    world.time,
  )
}

async function hear(...texts: string[]): Promise<string> {
  const date = (at: number) => new Date(start.getTime() - (at + 1) * DAY)
  const source = await add(
    feed(...texts.map((text, at) => ({ guid: `${at}`, title: `Glas ${at}`, text, date: date(at) }))),
  )
  await readAll()
  return source
}

const titles = async (filter: PostFilter) =>
  (await listPosts(database().db, filter, { size: 50 })).rows.map(({ title }) => title)

async function areasOf(title: string): Promise<string[][]> {
  const { db } = database()
  const { id } = await db.selectFrom('post').select('id').where('title', '=', title).executeTakeFirstOrThrow()
  return ((await findPost(db, id))?.areas ?? []).map(({ named, area }) => [named, area])
}

test('a post is about the neighbourhood of the street that it names, and so about its district', async () => {
  await hear('Glas op de Vaartkade.', 'Glas in de Molenwijk!', 'Glas op straat.')
  expect(await areasOf('Glas 0')).toEqual([['Vaartkade', 'Havenbuurt']])
  expect(await titles({ areaCode: 'BU99990101' })).toEqual(['Glas 0'])
  expect(await titles({ areaCode: 'WK999901' })).toEqual(['Glas 0', 'Glas 1'])
  expect(await titles({ areaCode: 'WK999902' })).toEqual([])
})

test('streets of one name in two towns are the district that both lie in, or nothing', async () => {
  await hear('Glas in de Lindesteeg.', 'Glas in de Duinsteeg.')
  expect(await areasOf('Glas 0')).toEqual([['Lindesteeg', 'West']])
  expect(await areasOf('Glas 1')).toEqual([])
})

test('an area narrows each list, of a watch and for a dossier too, page by page', async () => {
  const dossierId = await openDossierNamed('Glas?')
  const watchId = await watchFor('scherven', { name: 'Scherven', dossierIds: [dossierId] })
  await hear('Glas en scherven op de Vaartkade.', 'Glas op de Vaartkade.', 'Scherven op straat.')
  const areaCode = 'BU99990101'
  expect(await titles({ areaCode, watchId })).toEqual(['Glas 0'])
  expect(await titles({ areaCode, dossierId })).toEqual(['Glas 0'])
  expect(await titles({ areaCode, show: 'waiting' })).toHaveLength(2)
  const first = await listPosts(database().db, { areaCode }, { size: 1 })
  const second = await listPosts(database().db, { areaCode }, { size: 1, after: first.next })
  expect([first, second].flatMap(({ rows }) => rows.map(({ title }) => title))).toEqual(['Glas 0', 'Glas 1'])
  expect(second.next).toBeUndefined()
})

test('what a post was about goes when it says something else, and with its text', async () => {
  const source = await hear('Glas op de Vaartkade.')
  await fetchLater(source, answer(feed({ guid: '0', title: 'Glas 0', text: 'Glas in de Molenwijk.' })))
  await readAll()
  expect(await areasOf('Glas 0')).toEqual([['Molenwijk', 'Molenwijk']])
  const [post] = await database().db.selectFrom('post').select('id').execute()
  await inTransaction((tx) => withdrawPosts(tx, [post?.id ?? ''], { why: 'gone', now: world.time }))
  expect(await database().db.selectFrom('post_area').select('post_id').execute()).toEqual([])
})

test('of several areas that may be meant, the one that holds them all is', () => {
  const known = new Set(['WK999901', 'BU99990101', 'BU99990102', 'BU99990201'])
  expect(widest(['BU99990101'], known)).toEqual(['BU99990101'])
  expect(widest(['BU99990101', 'WK999901'], known)).toEqual(['WK999901'])
  expect(widest(['BU99990101', 'BU99990102'], known)).toEqual(['WK999901'])
  expect(widest(['BU99990101', 'BU99990201'], known)).toEqual([])
  expect(widest([], known)).toEqual([])
})

test('a page of an area is read off its index, however much else there is', async () => {
  const { db } = database()
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one)
    await sql`
      insert into post_area (post_id, area_code, published_at, named)
      select md5('post' || n)::uuid, 'BU9999' || lpad((n % 100)::text, 4, '0'), ${start}::timestamptz - n * interval '1 minute', 'x'
      from generate_series(1, 30000) n`.execute(one)
    await sql`
      insert into post_match (watch_id, post_id, published_at, matched_at)
      select md5('watch')::uuid, md5('post' || n)::uuid, ${start}, ${start} from generate_series(1, 30000) n`.execute(
      one,
    )
    await sql`set session_replication_role = origin`.execute(one)
  })
  await sql`analyze post_area, post_match`.execute(db)
  for (const after of [undefined, { at: new Date(start.getTime() - DAY), id: crypto.randomUUID() }]) {
    const query = selectOfArea({ areaCode: 'BU99990017' }, { after, size: 30 })
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(db)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('post_area_newest')
    expect(plan).toContain('post_match_post')
    expect(plan).not.toContain('Seq Scan')
    expect(plan).not.toContain('Sort')
  }
  await sql`delete from post_area; delete from post_match`.execute(db)
})
