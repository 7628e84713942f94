import type { Tx } from '#db'
import { foldName, keysOf } from './name.ts'
import { boundsOf, drawnOutline } from './outline.ts'
import type { AddressRecord, AreaRecord, StreetRecord } from './place-record.ts'

/** Writes areas of a year; what is there already is brought up to date, and keeps its outline where none is given. */
export async function saveAreas(tx: Tx, areas: readonly AreaRecord[]): Promise<void> {
  if (areas.length === 0) return
  await tx
    .insertInto('area')
    .values(areas.map(rowOfArea))
    .onConflict((conflict) =>
      conflict.columns(['code', 'year']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        folded: eb.ref('excluded.folded'),
        keys: eb.ref('excluded.keys'),
        ended_on: eb.fn.coalesce('excluded.ended_on', 'area.ended_on'),
        outline: eb.fn.coalesce('excluded.outline', 'area.outline'),
        drawing: eb.fn.coalesce('excluded.drawing', 'area.drawing'),
        west: eb.fn.coalesce('excluded.west', 'area.west'),
        south: eb.fn.coalesce('excluded.south', 'area.south'),
        east: eb.fn.coalesce('excluded.east', 'area.east'),
        north: eb.fn.coalesce('excluded.north', 'area.north'),
      })),
    )
    .execute()
}

function rowOfArea({ outline, code, kind, parent, municipality, year, name, endedOn }: AreaRecord) {
  const shape = outline && {
    outline: JSON.stringify(outline),
    drawing: JSON.stringify(drawnOutline(outline)),
    ...boundsOf(outline),
  }
  const none = { outline: null, drawing: null, west: null, south: null, east: null, north: null }
  const about = { code, kind, parent, municipality, year, name, ended_on: endedOn }
  return { ...about, ...namesOf(name), ...(shape ?? none) }
}

function namesOf(name: string) {
  return { folded: foldName(name), keys: keysOf(name) }
}

/** Writes streets under each of their names; the last of two that begin on one day counts. */
export async function saveStreets(tx: Tx, streets: readonly StreetRecord[]): Promise<void> {
  if (streets.length === 0) return
  const rows = new Map(
    streets.map(({ id, name, since, until, townCode }) => [
      `${id} ${since}`,
      { id, name, since, until, town_code: townCode, ...namesOf(name) },
    ]),
  )
  await tx
    .insertInto('street')
    .values([...rows.values()])
    .onConflict((conflict) =>
      conflict.columns(['id', 'since']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        until: eb.ref('excluded.until'),
        town_code: eb.ref('excluded.town_code'),
        folded: eb.ref('excluded.folded'),
        keys: eb.ref('excluded.keys'),
      })),
    )
    .execute()
}

/** A day before all others: of a street that is known by its addresses nobody told since when. */
const EVER = '1900-01-01'

/** Writes numbered points, and the streets that they are in, so that these are found by name as well. */
export async function saveAddresses(tx: Tx, addresses: readonly AddressRecord[]): Promise<void> {
  if (addresses.length === 0) return
  const rows = new Map(
    addresses.map(({ type: _, line: __, ...address }) => {
      const row = { ...address, street_folded: foldName(address.street), town_folded: foldName(address.town) }
      return [`${row.street_folded} ${row.number} ${row.addition} ${row.town_folded}`, row]
    }),
  )
  await tx
    .insertInto('address')
    .values([...rows.values()])
    .onConflict((conflict) =>
      conflict.columns(['street_folded', 'number', 'town_folded', 'addition']).doUpdateSet((eb) => ({
        street: eb.ref('excluded.street'),
        town: eb.ref('excluded.town'),
        postcode: eb.ref('excluded.postcode'),
        longitude: eb.ref('excluded.longitude'),
        latitude: eb.ref('excluded.latitude'),
      })),
    )
    .execute()
  await saveStreetsOf(tx, [...rows.values()])
}

type AddressRow = { street: string; town: string; street_folded: string; town_folded: string }

async function saveStreetsOf(tx: Tx, addresses: readonly AddressRow[]): Promise<void> {
  const streets = new Map(
    addresses.map(({ street, town, street_folded, town_folded }) => [
      `${town_folded}/${street_folded}`,
      { name: street, town },
    ]),
  )
  await tx
    .insertInto('street')
    .values([...streets].map(([id, { name, town }]) => ({ id, name, town, since: EVER, ...namesOf(name) })))
    .onConflict((conflict) => conflict.columns(['id', 'since']).doNothing())
    .execute()
}
