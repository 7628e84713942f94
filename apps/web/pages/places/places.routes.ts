import { Hono } from 'hono'
import { findPlaceAt, readPoint } from '#domains/places'
import { readFormText, textOf, type Web } from '#web/http'
import { limitByAddress } from '#web/shell'
import { placeWords } from './place-field.tsx'

/** What is at a point, for who points at one. */
export const placesRoutes = new Hono<Web>()

/** Whoever points at a map tries some places; a list of all addresses is not to be had by it. */
const pointLimit = { name: 'places-at', times: 60, perSeconds: 300, scope: 'process' } as const

/** A point stands in no address and in no log: it is sent as a form, and nothing of it is kept. */
placesRoutes.post('/places/at', limitByAddress(pointLimit), async (c) => {
  const point = readPoint(textOf(await readFormText(c), 'point'))
  const place = point && (await findPlaceAt(c.var.services.db, point))
  return place ? c.text(placeWords(c, place)) : c.text('', 404)
})
