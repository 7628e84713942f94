import type { Part } from '#web/shell'
import { placesRoutes } from './places.routes.ts'
import { tilesRoutes } from './tiles.routes.ts'

export { type AskedPlace, askPlace, readHomeAreas, readPlace } from './asked-place.ts'
export { baseMap } from './base-map.ts'
export { PlaceField, placeError, placeErrorId, placeWords } from './place-field.tsx'
export { PlaceMap } from './place-map.tsx'

/** Where something is: asked for and shown on pages of other parts. */
export const placesPart: Part = {
  residents: [placesRoutes],
  files: [{ under: '/tiles', routes: tilesRoutes }],
}
