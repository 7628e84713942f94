import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { readAreaCode } from './area.ts'
import { findPlaces } from './find-places.ts'
import { foldName, keysOf } from './name.ts'
import type { Outline } from './outline.ts'
import {
  findAddressesOfPostcode,
  selectAreasAround,
  selectAreasNamed,
  selectStreetsNamed,
} from './place.queries.ts'
import { saveAddresses, saveAreas, saveStreets } from './place.store.ts'

const database = useTestDatabase()
const find = (typed: string) => findPlaces(database().db, typed)

function area(code: string, year: number, name: string, outline: Outline | null) {
  const read = readAreaCode(code)
  if (!read) throw new Error(code)
  return { type: 'area' as const, line: 1, year, name, outline, endedOn: null, ...read }
}

const box = (west: number, east: number): Outline => [
  [
    [
      [west, 52],
      [east, 52],
      [east, 52.1],
      [west, 52.1],
      [west, 52],
    ],
  ],
]

function address(
  street: string,
  number: number,
  town: string,
  [longitude, latitude, addition = '']: [number, number, string?],
) {
  const postcode = `1234A${town[0]}`
  return { type: 'address' as const, line: 1, street, number, addition, postcode, town, longitude, latitude }
}

beforeAll(async () => {
  await database()
    .db.transaction()
    .execute(async (tx) => {
      await saveAreas(tx, [
        area('GM9998', 2024, 'Duin', null),
        area('WK999801', 2024, 'Centrum', null),
        area('BU99980101', 2024, 'Singelwijk', box(5, 5.1)),
        area('BU99980102', 2024, 'De Vaart', box(5.1, 5.2)),
        area('BU99980001', 2020, 'Wijk 00', box(5.11, 5.19)),
        area('GM9997', 2024, 'Veen', null),
        area('BU99970101', 2024, 'Centrum', box(6, 6.1)),
      ])
      await saveStreets(tx, [
        {
          type: 'street',
          line: 1,
          id: '9998300000000001',
          name: 'Marktplein',
          since: '2000-01-01',
          until: '2020-01-01',
          townCode: '9998',
        },
        {
          type: 'street',
          line: 1,
          id: '9998300000000001',
          name: 'Julianaplein',
          since: '2020-01-01',
          until: null,
          townCode: '9998',
        },
        {
          type: 'street',
          line: 1,
          id: '9998300000000002',
          name: 'Dorpsstraat',
          since: '2000-01-01',
          until: null,
          townCode: '9998',
        },
      ])
      await saveAddresses(tx, [
        address('Dorpsstraat', 12, 'Duin', [5.05, 52.05]),
        address('Dorpsstraat', 12, 'Duin', [5.05, 52.05, 'A']),
        address('Dorpsstraat', 14, 'Veen', [6.05, 52.05]),
        address('Burgemeester Jansenstraat', 3, 'Duin', [5.15, 52.05]),
        address("'s-Gravenweg", 1, 'Veen', [6.01, 52.05]),
      ])
    })
})

describe('a place that somebody types', () => {
  test('a street with its number is an address, in the area that it lies in', async () => {
    expect(await find('dorpsstr. 12a')).toMatchObject([
      {
        kind: 'address',
        why: 'street-and-number',
        name: 'Dorpsstraat 12-A',
        within: ['Singelwijk', 'Duin'],
        areas: [{ code: 'BU99980101' }],
      },
      { kind: 'street', why: 'number-not-known', name: 'Dorpsstraat', within: ['Veen'] },
    ])
  })

  test('a street that two towns have is shown twice, with what tells them apart', async () => {
    const found = await find('Dorpsstraat')
    expect(found.map((one) => [one.why, one.within])).toEqual([
      ['name', ['Duin']],
      ['name', ['Veen']],
      ['name', ['WP9998']],
    ])
    expect(await find('Dorpsstraat, Veen')).toMatchObject([
      { within: ['Veen'], areas: [{ name: 'Centrum' }] },
    ])
    expect(await find('Dorpsstraat 14 veen')).toMatchObject([{ kind: 'address', postcode: '1234AV' }])
  })

  test('areas of one name are all shown', async () => {
    const found = await find('centrum')
    expect(found.map((one) => one.kind === 'area' && [one.level, one.within])).toEqual([
      ['district', ['Duin']],
      ['neighbourhood', ['Veen']],
    ])
    expect(await find('Centrum Veen')).toMatchObject([{ code: 'BU99970101' }])
  })

  test.each([
    ['Burg. Jansenstr', 'name', 'Burgemeester Jansenstraat'],
    ['Burgermeester Jansenstraat 3', 'spelling', 'Burgemeester Jansenstraat 3'],
    ['jansenstraat', 'word', 'Burgemeester Jansenstraat'],
    ['’s Gravenweg', 'name', "'s-Gravenweg"],
    ['gravenweg', 'word', "'s-Gravenweg"],
    ['sing', 'beginning', 'Singelwijk'],
    ['singelwyk', 'name', 'Singelwijk'],
    ['Sïngelwijk', 'name', 'Singelwijk'],
    ['Singlewijk', 'spelling', 'Singelwijk'],
    ['Marktplein', 'former-name', 'Julianaplein'],
    ['1234 ad 3', 'postcode', 'Burgemeester Jansenstraat 3'],
    ['bu99980101', 'code', 'Singelwijk'],
    ['9998300000000001', 'code', 'Julianaplein'],
  ])('%s is found by %s: %s', async (typed, why, name) => {
    expect(await find(typed)).toMatchObject([{ why, name }])
  })

  test('a code of before leads to what lies there now', async () => {
    expect(await find('BU99980001')).toMatchObject([
      {
        why: 'former-code',
        name: 'Wijk 00',
        successors: [{ code: 'BU99980102', year: 2024, name: 'De Vaart' }],
      },
    ])
  })

  test.each([
    '',
    ' ',
    '!',
    '%',
    "'; drop table area; --",
    '\u0000',
    'مدينة',
    '9'.repeat(400),
    'a'.repeat(100_000),
  ])('what is no place finds nothing, and does no harm (%#)', async (typed) => {
    expect(await find(typed)).toEqual([])
  })
})

test('names and places are found by an index, however many there are', async () => {
  const { db } = database()
  await sql`insert into street (id, since, name, folded, keys)
    select 'n' || n, '2000-01-01', 'Naam ' || n, 'naam' || n, array['naam' || n] from generate_series(1, 20000) n`.execute(
    db,
  )
  await sql`insert into area (code, year, kind, name, folded, keys, outline, drawing, west, south, east, north)
    select 'BU' || lpad((n / 4)::text, 4, '0') || lpad(n::text, 4, '0'), 2000 + n % 4, 'neighbourhood', 'n', 'naam' || n, array['naam' || n],
      '[]', '[]', 4 + n / 10000.0, 51, 4 + (n + 1) / 10000.0, 51.001 from generate_series(1, 9999) n`.execute(
    db,
  )
  await sql`insert into address (street_folded, town_folded, number, street, town, postcode, longitude, latitude)
    select 'naam' || n / 100, 'x', n, 'Naam', 'X', 1000 + n % 9000 || 'AB', 5, 52 from generate_series(1, 20000) n`.execute(
    db,
  )
  await sql`analyze street, area, address`.execute(db)
  const search = { folded: [foldName('Naam 12345')], keys: keysOf('Naam 12345') }
  const plans = await Promise.all([
    selectStreetsNamed(db, search).explain('json'),
    selectAreasNamed(db, search).explain('json'),
    selectAreasAround(db, [[5, 51]]).explain('json'),
  ])
  expect(plans.map((plan) => JSON.stringify(plan).includes('Seq Scan'))).toEqual([false, false, false])
  expect(await findAddressesOfPostcode(db, { postcode: '1005AB' })).not.toEqual([])
})
