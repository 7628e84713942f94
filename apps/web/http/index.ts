export { errorsOf, type FormErrors, type FormText, readForm, readFormText, textOf } from './form.ts'
export { limitFormSize } from './form-size.ts'
export { countAll, countVisitor, guessCode, guessLimits, limits, mayAskToConfirm } from './limits.ts'
export { isOfMany } from './of-many.ts'
export { keepFromCaches, protectPages, refuseForeignForms } from './security.ts'
export { sendPage, zipPages } from './send-page.ts'
export { forgetWhatIsKept, sharedPage } from './shared-page.ts'
export { hasSession, sharedRead } from './shared-read.ts'
export { sendSpreadsheet } from './spreadsheet.ts'
export { serveStaticFiles } from './static-files.ts'
export { letGoOfUnsentBody } from './unsent-body.ts'
export { meetVisitor } from './visitor.ts'
export {
  pathHere,
  pathIn,
  type Services,
  type Spoken,
  type Web,
  type WebApp,
  type WebContext,
  wantsJson,
} from './web.ts'
