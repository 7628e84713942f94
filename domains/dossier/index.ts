export {
  type ChangeDossierOutcome,
  changeDossier,
  type DiscardDossierOutcome,
  discardDossier,
} from './change-dossier.ts'
export { type ChangePromiseOutcome, changePromise } from './change-promise.ts'
export {
  type DossierLine,
  type DossierPage,
  dossierIn,
  findDossierBySlug,
  lineIn,
  listDossiers,
  listOpenDossiers,
} from './dossier.queries.ts'
export {
  changedDossierSchema,
  longestTexts,
  MOST_PHASES,
  type NewDossier,
  type NewPromise,
  newDossierSchema,
  promiseSchema,
} from './dossier.schema.ts'
export { lockDossier } from './dossier.store.ts'
export {
  type Dossier,
  type DossierPromise,
  type DossierState,
  type DossierWords,
  type Phase,
  type PhaseTime,
  type PromiseLevel,
  promiseLevels,
  slugOf,
  stampOf,
  stampOfPromise,
  timeOfPhase,
} from './dossier.ts'
export { makeDossier, type OpenDossierOutcome, openDossier } from './make-dossier.ts'
export { listDossiersOfMaker, listDossiersOfUnit, type RunningDossier } from './running-dossiers.ts'
