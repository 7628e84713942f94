export { type ChangePromiseOutcome, changePromise } from './change-promise.ts'
export { type CloseDossierOutcome, closeDossier } from './close-dossier.ts'
export {
  type DossierLine,
  type DossierPage,
  findDossierBySlug,
  listDossiers,
  listOpenDossiers,
} from './dossier.queries.ts'
export {
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
  type Phase,
  type PhaseTime,
  type PromiseLevel,
  promiseLevels,
  slugOf,
  timeOfPhase,
} from './dossier.ts'
export {
  countInputs,
  countUnansweredInputs,
  findInput,
  type InputCounts,
  type InputFilter,
  listInputs,
  listPublicInputs,
} from './input.queries.ts'
export type { Input, InputChannel, InputKind } from './input.ts'
export { makeDossier, type OpenDossierOutcome, openDossier } from './make-dossier.ts'
export { type NewInput, type RegisterOutcome, registerImported, registerInput } from './register-input.ts'
export {
  markDialogueAnswered,
  markInputsAnswered,
  type PlaceOutcome,
  placeInput,
  publishDialogueInputs,
  publishInputs,
  refuseInputs,
  reinstateInputs,
} from './settle-input.ts'
