import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { sharedData, useTestDatabase } from '#testing'
import { findPlaces } from './find-places.ts'
import { importPlaces } from './import-places.ts'
import type { Ring } from './outline.ts'

const database = useTestDatabase()
beforeEach(async () => {
  for (const table of ['area', 'street', 'address'] as const) await database().db.deleteFrom(table).execute()
})

async function take(name: string, text: string | Uint8Array, year?: number) {
  const path = join(await mkdtemp(join(tmpdir(), 'places-')), name)
  await writeFile(path, text)
  return importPlaces(database().db, { path, year })
}

function square(west: number, south: number, size: number): Ring {
  const [east, north] = [west + size, south + size]
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}

function feature(properties: Record<string, unknown>, ...rings: Ring[]): string {
  return JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: rings } })
}

function collection(features: string[], crs?: string): string {
  const told = crs ? `"crs": {"type": "name", "properties": {"name": "${crs}"}},\n` : ''
  return `{"type": "FeatureCollection",\n${told}"features": [\n${features.join(',\n')}\n]}\n`
}

async function countRows() {
  const { db } = database()
  const all = await Promise.all(
    (['area', 'street', 'address'] as const).map((table) =>
      db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    ),
  )
  return all.map(({ n }) => Number(n))
}

const oost = { buurtcode: 'BU99990101', buurtnaam: 'Oost', wijkcode: 'WK999901', gemeentecode: 'GM9999' }

describe('a file of areas', () => {
  test('is read in degrees and in metres of the Dutch grid, and lands at the same place', async () => {
    const inMetres = collection(
      [feature(oost, square(155_000, 463_000, 1000))],
      'urn:ogc:def:crs:EPSG::28992',
    )
    expect(await take('buurten_2023.json', inMetres)).toEqual({
      ...{ kind: 'imported', areas: 1, streets: 0, points: 0, refused: [] },
    })
    const inDegrees = collection([feature({ ...oost, jaar: 2024 }, square(5.387206, 52.155174, 0.01))])
    await take('buurten.json', inDegrees)
    const rows = await database()
      .db.selectFrom('area')
      .select(['year', 'west', 'south', 'parent'])
      .orderBy('year')
      .execute()
    expect(rows.map(({ year }) => year)).toEqual([2023, 2024])
    for (const { west, south, parent } of rows) {
      expect(west).toBeCloseTo(5.387206, 4)
      expect(south).toBeCloseTo(52.155174, 4)
      expect(parent).toBe('WK999901')
    }
  })

  test('tells of each line that it refuses why, and takes in the others', async () => {
    const text = collection(
      [
        feature(oost, square(5, 52, 0.1)),
        feature({ ...oost, buurtcode: 'BU1' }, square(5, 52, 0.1)),
        feature({ ...oost, buurtcode: 'BU99990102' }, square(52, 5, 0.1)),
        feature({ ...oost, buurtcode: 'BU99990103' }, square(155_000, 463_000, 100)),
        feature({ ...oost, water: 'JA' }, square(5, 52, 0.1)),
        feature(oost, square(5, 52, 0.2)),
        '{"type": "Point"}',
        feature({ buurtcode: 'BU99990104' }, square(5, 52, 0.1)),
      ],
      'urn:ogc:def:crs:OGC:1.3:CRS84',
    )
    const outcome = await take('buurten_2024.json', text)
    expect(outcome).toMatchObject({ kind: 'imported', areas: 1 })
    expect(outcome.kind === 'imported' && outcome.refused.map(({ line, reason }) => [line, reason])).toEqual([
      [5, expect.stringContaining('"BU1" is no code')],
      [6, expect.stringContaining('latitude before longitude')],
      [7, expect.stringContaining('the file says WGS 84 (degrees)')],
      [8, expect.stringContaining('water')],
      [9, 'BU99990101 of 2024 stands on line 4 already'],
      [10, expect.stringContaining('no feature')],
      [11, 'BU99990104 has no name'],
    ])
  })

  test.each([
    ['is cut off', '{"features": [\n{"type": "Feature", ', /cut off, or no JSON object, at line 2/],
    ['has coordinates of another kind', collection([], 'EPSG:3857'), /"EPSG:3857"/],
    ['is empty', '', /is empty/],
    ['is packed', new Uint8Array([0x50, 0x4b, 3, 4]), /unpack/],
    [
      'is not in UTF-8',
      new Uint8Array([...Buffer.from('code;naam\nGM9999;Caf'), 0xe9]),
      /at line 2 or a little behind.*UTF-8/,
    ],
    ['has unknown columns', 'a;b\n1;2\n', /\(a, b\)/],
    ['is XML of something else', '<a><b/></a>', /no public spaces/],
  ])('that %s changes nothing', async (_, text, reason) => {
    expect(await take('x_2024', text)).toEqual({ kind: 'unreadable', reason: expect.stringMatching(reason) })
    expect(await countRows()).toEqual([0, 0, 0])
  })

  test('that breaks off behind many good lines takes in none of them', async () => {
    const many = Array.from({ length: 1200 }, (_, n) =>
      feature({ code: `BU9999${String(n).padStart(4, '0')}`, naam: `Buurt ${n}` }, square(5, 52, 0.1)),
    )
    const text = collection(many)
    expect(await take('buurten_2024.json', text.slice(0, -4))).toMatchObject({ kind: 'unreadable' })
    expect(await countRows()).toEqual([0, 0, 0])
    expect(await take('buurten_2024.json', text)).toMatchObject({ areas: 1200 })
  })

  test('is asked for its year where nothing tells it, and can be given one', async () => {
    const text = 'gwb_code;regio\r\nGM9999;Duin\r\n'
    expect(await take('x.csv', text)).toMatchObject({
      areas: 0,
      refused: [{ line: 2, reason: expect.stringContaining('--year') }],
    })
    expect(await take('x.csv', text, 2024)).toMatchObject({ areas: 1, refused: [] })
  })

  test('without outlines leaves those that are there', async () => {
    await take('buurten_2024.json', collection([feature(oost, square(5, 52, 0.1))]))
    await take('kern_2024.csv', 'code,naam\nBU99990101,Oosterkwartier\n')
    const row = await database().db.selectFrom('area').select(['name', 'west']).executeTakeFirstOrThrow()
    expect(row).toEqual({ name: 'Oosterkwartier', west: 5 })
  })

  test('two imports at once wait for each other, and doing one again changes nothing', async () => {
    const text = collection([feature(oost, square(5, 52, 0.1))])
    const both = await Promise.all([take('a_2024.json', text), take('b_2024.json', text)])
    expect(both.map((one) => one.kind)).toEqual(['imported', 'imported'])
    expect(await countRows()).toEqual([1, 0, 0])
  })
})

describe('the registers as they are published', () => {
  const places = sharedData('places')
  const take = async (name: string) => {
    const outcome = await importPlaces(database().db, { path: join(places ?? '', name) })
    return outcome.kind === 'imported' ? { ...outcome, refused: outcome.refused.length } : outcome
  }
  const it = test.skipIf(!places)

  it('streets of the register and of a table made of it are the same (skipped without public data)', async () => {
    const streets = { kind: 'imported', areas: 0, streets: 198, points: 0, refused: 0 }
    expect(await take('bag/0221OPR15092020-000001.xml')).toEqual(streets)
    const before = await database()
      .db.selectFrom('street')
      .selectAll()
      .orderBy('id')
      .orderBy('since')
      .execute()
    expect(await take('bag/streets-0221.csv')).toEqual(streets)
    const after = await database()
      .db.selectFrom('street')
      .selectAll()
      .orderBy('id')
      .orderBy('since')
      .execute()
    expect(after).toEqual(before)
    expect(await take('bag/0221WPL15092020-000001.xml')).toMatchObject({ areas: 1, refused: 0 })
    const [street] = await findPlaces(database().db, 'Schout-bij-nacht Doormansngl')
    expect(street).toMatchObject({ kind: 'street', why: 'spelling', within: ['Doesburg'] })
  })

  it('a code that changed leads to what it became (skipped without public data)', async () => {
    expect(await take('cbs/Kerncijfers_wijken_en_buurten_2020.csv')).toMatchObject({ areas: 579, refused: 0 })
    expect(await take('cbs/Kerncijfers_wijken_en_buurten_2024.csv')).toMatchObject({ areas: 628, refused: 0 })
    expect(await take('cbs/SES_WOA_scores_per_wijk_en_buurt_25042023_160857.csv')).toMatchObject({
      areas: 579,
      refused: 0,
    })
    const { db } = database()
    expect(await findPlaces(db, 'BU03630000')).toMatchObject([
      { why: 'former-code', year: 2020, successors: [{ code: 'BU0363AE01', name: 'Kop Zeedijk' }] },
    ])
    const named = await findPlaces(db, 'Betondorp')
    expect(
      named.map((one) => one.kind === 'area' && [one.code, one.level, one.within, one.successors?.length]),
    ).toEqual([
      ['WK0363MP', 'district', ['Amsterdam'], undefined],
      ['BU0363MP03', 'neighbourhood', ['Betondorp', 'Amsterdam'], undefined],
      ['WK036357', 'district', ['Amsterdam'], 1],
      ['BU03635700', 'neighbourhood', ['Betondorp', 'Amsterdam'], 1],
    ])
  })

  it('municipalities that are no more say so (skipped without public data)', async () => {
    const outcome = await importPlaces(database().db, {
      path: join(places ?? '', 'bag/gemeentelijke-indeling.csv'),
    })
    expect(outcome).toMatchObject({ kind: 'imported', areas: 789, refused: [] })
    expect(await findPlaces(database().db, 'Appingedam')).toMatchObject([
      { code: 'GM0003', year: 2020, successors: [] },
    ])
    expect(await findPlaces(database().db, 'GM0014')).toMatchObject([
      { name: 'Groningen', why: 'code', successors: null },
    ])
  })
})
