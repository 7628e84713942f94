import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import type { Place } from '#domains/places'
import { defineRetention } from '#platform/retention'
import { overFor } from '../privacy/over-for.ts'

/** An entry of a conversation, with which a place was told. */
export type PlaceOwner = { conversationId: string; seq: number }

/** Keeps the place that an entry tells. */
export async function keepPlace(
  tx: Tx,
  { name, isNear, position, area }: Place,
  { conversationId, seq }: PlaceOwner,
): Promise<void> {
  await tx
    .insertInto('conversation_place')
    .values({
      ...{ conversation_id: conversationId, seq, name, is_near: isNear },
      ...{ longitude: position?.[0] ?? null, latitude: position?.[1] ?? null },
      ...{ area_code: area?.code ?? null, area_year: area?.year ?? null },
    })
    .execute()
}

/** The places that were told in a conversation and are still kept, by their entries. */
export async function listPlacesOf(db: Db, conversationId: string): Promise<Map<number, Place>> {
  const rows = await db
    .selectFrom('conversation_place as place')
    .leftJoin('area', (join) =>
      join.onRef('area.code', '=', 'place.area_code').onRef('area.year', '=', 'place.area_year'),
    )
    .select(['place.seq', 'place.name', 'is_near as isNear', 'longitude', 'latitude'])
    .select(['area.code', 'area.year', 'area.name as areaName'])
    .where('conversation_id', '=', conversationId)
    .execute()
  return new Map(
    rows.map(({ seq, name, isNear, longitude, latitude, code, year, areaName }) => [
      seq,
      {
        ...{ name, isNear },
        position: longitude === null || latitude === null ? null : [longitude, latitude],
        area: code === null || year === null || areaName === null ? null : { code, year, name: areaName },
      },
    ]),
  )
}

type Told = { seq: number; isSomewhere: boolean | null; place: Place | null }

/** Where a conversation is about: what was told last, and not taken away since. */
export function placeOf(entries: readonly Told[]): Place | null {
  return entries.findLast(({ isSomewhere, place }) => isSomewhere !== null || place !== null)?.place ?? null
}

/** How long after the answer places are kept, in days: as long as whoever asked is known. */
const PLACES_KEPT_DAYS = 180

/** Places of conversations that had their answer long ago. */
export const conversationPlaces = defineRetention<string>({
  kind: 'conversation-place',
  what: 'where somebody said that what they asked is about, as precisely as they said it',
  keptFor: { days: PLACES_KEPT_DAYS },
  from: 'the answer, or the closing without one; a subject may say another number of days, as for who asked',
  ground: 'Whoever answers has to go and look there; it may be somebody’s home, and then tells who asked.',
  table: 'conversation_place',
  key: 'conversation_id',
  isDue: ({ now }) => sql<boolean>`conversation_id in (${overFor('contact', now, PLACES_KEPT_DAYS)})`,
})
