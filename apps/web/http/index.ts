export { askedBy } from './asked-by.ts'
export { readFile, readFiles, type SentFile, sendCaptions, sendFile, sendPrivateFile } from './files.ts'
export { errorsOf, type FormErrors, type FormText, readForm, readFormText, textOf } from './form.ts'
export { limitFormSize } from './form-size.ts'
export { type Asked, createGate, type Gate, isWriting } from './gate.ts'
export { createLastPages } from './last-pages.ts'
export { countAll, countVisitor, guessCode, guessLimits, limits, mayAskToConfirm } from './limits.ts'
export { LiveRooms, sendLive, writeEvent } from './live-rooms.ts'
export { type LoopDelay, measureLoopDelay } from './loop-delay.ts'
export { isOfMany } from './of-many.ts'
export { drawOnce, onceKeyOf, senderOf, sendingHere, wordsOf } from './once.ts'
export { keepFromCaches, protectFiles, protectPages, refuseForeignForms } from './security.ts'
export { sendPage, zipPages } from './send-page.ts'
export { forgetWhatIsKept, lastCopy, sharedPage, sharedUnless } from './shared-page.ts'
export { hasSession, sharedRead } from './shared-read.ts'
export { sendSpreadsheet } from './spreadsheet.ts'
export { serveStaticFiles } from './static-files.ts'
export { readTyped, type Typed } from './typed.ts'
export { readTypedIn, typedInValues } from './typed-in.ts'
export { letGoOfUnsentBody } from './unsent-body.ts'
export { createOrganisationReader, meetOrganisation, meetVisitor } from './visitor.ts'
export {
  pathHere,
  pathIn,
  type Services,
  type Spoken,
  todayHere,
  type Web,
  type WebApp,
  type WebContext,
  wantsJson,
} from './web.ts'
