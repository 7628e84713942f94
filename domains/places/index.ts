export type { AreaKind } from './area.ts'
export type { AreaName, Candidate, Reason } from './candidate.ts'
export { findPlaces } from './find-places.ts'
export { type ImportPlacesOutcome, importPlaces } from './import-places.ts'
