export { type Access, accesses, type Entrance } from './access.ts'
export type { AdmitByCodeOutcome, AtTheDoor, EntranceOwner, OpenAdmissionLinkOutcome } from './admission.ts'
export type { AskAdmissionOutcome, AskedAdmission } from './ask-admission.ts'
export {
  changeAccess,
  destroyKeys,
  findEntrance,
  fixAccess,
  makeEntrance,
  removeEntrance,
  useAdmissions,
} from './entrance.store.ts'
export {
  type CodeFigures,
  countEntryCodes,
  hasCodes,
  type MakeCodesOutcome,
  makeCodesSchema,
  mostCodes,
} from './entry-codes.ts'
export { admissionMails, rolls } from './forget-let-in.ts'
export { shuffleRolls, shuffleRollsJob } from './keep-roll.ts'
export { createWaysIn } from './let-in.ts'
export { pseudonymLocks } from './lock-pseudonyms.ts'
export {
  type BrowserSecret,
  browserSecretOf,
  drawBrowserSecret,
  isBrowserSecret,
  pseudonymOf,
} from './pseudonym.ts'
