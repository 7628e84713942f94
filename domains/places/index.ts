export type { AreaKind } from './area.ts'
export type { AreaName, Candidate, Reason } from './candidate.ts'
export {
  AS_TYPED,
  areaValue,
  type ChoosePlaceOutcome,
  choosePlace,
  NO_PLACE,
  type PlaceOffer,
  pointValue,
  readPoint,
} from './choose-place.ts'
export { findPlaces } from './find-places.ts'
export {
  findAreaNames,
  findAreasOfStreet,
  listNamesOfPlaces,
  type NameOfPlace,
} from './gazetteer.queries.ts'
export type { DrawnArea } from './home-area.queries.ts'
export { findHomeBounds, liesIn, listHomeAreas, listHomeChoices } from './home-areas.ts'
export { type ImportPlacesOutcome, importPlaces } from './import-places.ts'
export type { Position } from './outline.ts'
export { knowsPlaces } from './place.queries.ts'
export type { Place } from './place.ts'
export { findPlaceAt, metresBetween } from './place-at.ts'
