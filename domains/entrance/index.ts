export {
  type AdmitByCodeOutcome,
  admitByCode,
  isAdmitted,
  type OpenAdmissionLinkOutcome,
  openAdmissionLink,
  readEntryCode,
} from './admission.ts'
export { type AskAdmissionOutcome, askAdmission } from './ask-admission.ts'
export {
  type CodeFigures,
  countEntryCodes,
  hasCodes,
  type MakeCodesOutcome,
  makeCodesSchema,
  makeEntryCodes,
  mostCodes,
} from './entry-codes.ts'
export { forgetPeople } from './forget-people.ts'
export { forgetAdmissionMails, forgetAdmissionMailsJob, shuffleRolls, shuffleRollsJob } from './keep-roll.ts'
export { lockPseudonym } from './lock-pseudonym.ts'
export { drawBrowserSecret, drawDialogueKey, isBrowserSecret, pseudonymOf } from './pseudonym.ts'
