export { type ClaimCode, findInputByClaimCode, issueClaimCode } from './claim-code.ts'
export { type CloseDossierOutcome, closeDossier } from './close-dossier.ts'
export { forgetInputWords } from './forget-words.ts'
export {
  countInputs,
  countInputsByWeek,
  countUnanswered,
  findInput,
  type InputFilter,
  listInputs,
  listPublicInputs,
  type PublicInput,
  type Unanswered,
  unansweredDialogues,
  unansweredInputs,
} from './input.queries.ts'
export type { Input, InputChannel, InputKind } from './input.ts'
export { setInputLanguage } from './input-language.ts'
export {
  addressesSaid,
  confirmAddress,
  mayAskStoppedAddress,
  sealAddress,
  stopAddress,
} from './notice-address.ts'
export {
  type ContactWish,
  forgetContacts,
  listNoticeRequests,
  makeContact,
  type NewContact,
  type NoticeRequest,
  type NoticeWish,
  requestNotices,
} from './notice-request.ts'
export { type PlaceOutcome, placeInput } from './place-input.ts'
export {
  type NewInput,
  type RegisterOutcome,
  registerInput,
  registerInputs,
  registerUnplaced,
} from './register-input.ts'
export {
  markDialogueAnswered,
  markInputsAnswered,
  publishDialogueInputs,
  publishInputs,
  refuseInputs,
  reinstateInputs,
  restoreInputs,
  withdrawInputs,
} from './settle-input.ts'
