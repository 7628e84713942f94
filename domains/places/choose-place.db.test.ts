import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { readAreaCode } from './area.ts'
import { AS_TYPED, choosePlace, NO_PLACE, pointValue, readPoint } from './choose-place.ts'
import { listDrawnAreas } from './home-area.queries.ts'
import { liesIn, listHomeAreas } from './home-areas.ts'
import type { Outline, Position } from './outline.ts'
import { selectNearestAddresses } from './place.queries.ts'
import { saveAddresses, saveAreas } from './place.store.ts'
import { findPlaceAt, metresBetween } from './place-at.ts'

const database = useTestDatabase()
const alone = useTestDatabase()
const choose = (typed: string, chosen = '') => choosePlace(database().db, { typed, chosen })

function box(west: number, east: number): Outline {
  const ring: Position[] = [
    [west, 52],
    [east, 52],
    [east, 52.1],
    [west, 52.1],
    [west, 52],
  ]
  return [[ring]]
}

function area(code: string, name: string, outline: Outline | null) {
  const read = readAreaCode(code)
  if (!read) throw new Error(code)
  return { type: 'area' as const, line: 1, year: 2024, name, outline, endedOn: null, ...read }
}

function address(street: string, number: number, town: string, [longitude, latitude]: Position) {
  const postcode = town === 'Duin' ? '1234AB' : '5678CD'
  return {
    type: 'address' as const,
    line: 1,
    street,
    number,
    addition: '',
    postcode,
    town,
    longitude,
    latitude,
  }
}

const addresses = [
  address('Dorpsstraat', 1, 'Duin', [5.02, 52.05]),
  address('Dorpsstraat', 3, 'Duin', [5.021, 52.05]),
  address('Dorpsstraat', 1, 'Veen', [6.02, 52.05]),
  address('Langeweg', 1, 'Duin', [5.05, 52.05]),
  address('Langeweg', 99, 'Duin', [5.15, 52.05]),
]

beforeAll(async () => {
  await database()
    .db.transaction()
    .execute(async (tx) => {
      await saveAreas(tx, [
        area('GM9998', 'Duin', box(5, 5.2)),
        area('WK999801', 'Dorp', box(5, 5.2)),
        area('BU99980101', 'Singelwijk', box(5, 5.1)),
        area('BU99980102', 'De Vaart', box(5.1, 5.2)),
        area('GM9997', 'Veen', null),
      ])
      await saveAddresses(tx, addresses)
    })
})

describe('what somebody typed', () => {
  test('is the place where it can be one alone', async () => {
    expect(await choose('Dorpsstraat 3 Duin')).toEqual({
      kind: 'somewhere',
      place: {
        name: 'Dorpsstraat 3',
        isNear: false,
        position: [5.021, 52.05],
        area: { code: 'BU99980101', year: 2024, name: 'Singelwijk' },
      },
    })
    expect(await choose('1234 ab 3')).toMatchObject({ kind: 'somewhere', place: { name: 'Dorpsstraat 3' } })
  })

  test('is asked after where several can be meant, and taken once one is chosen', async () => {
    const asked = await choose('Dorpsstraat 1')
    if (asked.kind !== 'choose') throw new Error(asked.kind)
    expect(asked.offers.map(({ within }) => within.at(-1))).toEqual(['Duin', 'Veen'])
    const value = asked.offers[1]?.value ?? ''
    expect(await choose('Dorpsstraat 1', value)).toMatchObject({
      kind: 'somewhere',
      place: { position: [6.02, 52.05], area: null },
    })
    expect(await choose('Dorpsstraat 3 Duin', value), 'the words changed since').toMatchObject({
      kind: 'somewhere',
      place: { name: 'Dorpsstraat 3' },
    })
  })

  test('is asked after where a slip was mended, or the number is not known', async () => {
    expect((await choose('Dorpstraat 3 Duin')).kind).toBe('choose')
    expect((await choose('Dorpsstraat 77 Duin')).kind).toBe('choose')
  })

  test('can stay as it was typed, where we know nothing by it', async () => {
    expect(await choose('achter de grote kerk')).toEqual({ kind: 'unknown' })
    expect(await choose('  achter de\ngrote   kerk ', AS_TYPED)).toEqual({
      kind: 'somewhere',
      place: { name: 'achter de grote kerk', isNear: false, position: null, area: null },
    })
  })

  test('is no place where it is empty, or none was chosen', async () => {
    for (const [typed, chosen] of [
      ['', ''],
      ['   ', AS_TYPED],
      ['Dorpsstraat 3 Duin', NO_PLACE],
    ] as const)
      expect(await choose(typed, chosen)).toEqual({ kind: 'nowhere' })
  })

  test('may be a street through several areas, which is in none of them', async () => {
    expect(await choose('Langeweg, Duin')).toMatchObject({
      kind: 'somewhere',
      place: { name: 'Langeweg', position: null, area: null },
    })
  })
})

describe('a point', () => {
  test('is the address that it is at, or near one, or in an area', async () => {
    const at = (place: Position) => choose('', pointValue(place))
    expect(await at([5.02, 52.05])).toMatchObject({ place: { name: 'Dorpsstraat 1', isNear: false } })
    expect(await at([5.0204, 52.05])).toMatchObject({ place: { name: 'Dorpsstraat 1', isNear: true } })
    expect(await at([5.12, 52.02])).toMatchObject({
      place: { name: 'De Vaart', isNear: false, area: { code: 'BU99980102' } },
    })
    expect(await at([4, 52])).toMatchObject({ place: { name: '52, 4', area: null } })
  })

  test('outside the Netherlands, or that is none, is refused', async () => {
    for (const wrong of [
      'point:52.05,5.02',
      'point:0,0',
      'point:',
      'point:5.1',
      'point:5.1,52.1,3',
      'point:NaN,52',
      `point:${'9'.repeat(400)},52`,
      'point:5.1,52.1; drop table area',
    ])
      expect(await choose('', wrong)).toEqual({ kind: 'outside' })
  })

  test('reads back as it was written', () => {
    const degrees = fc.double({ min: 2.5, max: 56, noNaN: true })
    fc.assert(
      fc.property(degrees, degrees, (x, y) => {
        const [longitude, latitude] = readPoint(pointValue([x, y])) ?? [0, 0]
        expect(longitude).toBeCloseTo(x, 4)
        expect(latitude).toBeCloseTo(y, 4)
      }),
    )
  })

  test('finds the address that is nearest of all', async () => {
    const near = fc.tuple(
      fc.double({ min: 5.019, max: 5.022, noNaN: true }),
      fc.double({ min: 52.049, max: 52.051, noNaN: true }),
    )
    await fc.assert(
      fc.asyncProperty(near, async (point) => {
        const found = await findPlaceAt(database().db, point)
        const metres = addresses.map(({ longitude, latitude }) => metresBetween(point, [longitude, latitude]))
        const nearest = addresses[metres.indexOf(Math.min(...metres))]
        if (Math.min(...metres) < 249) expect(found?.name).toBe(`${nearest?.street} ${nearest?.number}`)
      }),
      { numRuns: 25 },
    )
  })

  test('is looked for by an index, however many addresses there are', async () => {
    const plan = await database()
      .db.transaction()
      .execute(async (tx) => {
        await sql`set local enable_seqscan = off`.execute(tx)
        return selectNearestAddresses(tx, [5, 52]).explain('json')
      })
    expect(JSON.stringify(plan)).toContain('address_nearest')
  })
})

describe('an area', () => {
  test('is chosen by its code; one that nobody knows is none', async () => {
    expect(await choose('', 'area:BU99980102')).toMatchObject({
      kind: 'somewhere',
      place: { name: 'De Vaart', position: null, area: { code: 'BU99980102', year: 2024 } },
    })
    for (const wrong of ['area:BU00000000', 'area:', 'area:x'])
      expect(await choose('', wrong)).toEqual({ kind: 'unknown' })
  })

  test('lies in what its code begins with', () => {
    expect(liesIn('BU99980102', 'WK999801')).toBe(true)
    expect(liesIn('BU99980102', 'GM9998')).toBe(true)
    expect(liesIn('WK999801', 'BU99980102')).toBe(false)
    expect(liesIn('WP9998', 'GM9998')).toBe(false)
    expect(liesIn('BU99970102', 'GM9998')).toBe(false)
  })
})

describe('areas of the own municipality', () => {
  test('are those of the one that has the name of the organisation', async () => {
    const names = async (organisation: string) =>
      (await listHomeAreas(database().db, organisation)).map(({ name }) => name)
    expect(await names('Gemeente Duin')).toEqual(['De Vaart', 'Singelwijk'])
    expect(await names('Veen'), 'no outline is known').toEqual([])
    expect(await names('Waterschap De Kolk'), 'of two nobody can tell').toEqual([])
  })

  test('are those of the only municipality that is known', async () => {
    const one = [area('BU99980101', 'Singelwijk', box(5, 5.1))]
    await alone()
      .db.transaction()
      .execute((tx) => saveAreas(tx, one))
    expect(await listHomeAreas(alone().db, 'Waterschap De Kolk')).toHaveLength(1)
  })

  test('are its districts where there are too many neighbourhoods to see', async () => {
    const many = Array.from({ length: 70 }, (_, at) =>
      area(`BU9996${String(at).padStart(4, '0')}`, `Buurt ${at}`, box(5, 5.1)),
    )
    await database()
      .db.transaction()
      .execute((tx) => saveAreas(tx, [...many, area('WK999600', 'Wijk', box(5, 5.1))]))
    expect((await listDrawnAreas(database().db, 'GM9996')).map(({ code }) => code)).toEqual(['WK999600'])
  })
})
