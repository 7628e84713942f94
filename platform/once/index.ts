export { sentForms } from './forget-sent-forms.ts'
export { makeOnce } from './make-once.ts'
export { drawOnceKey, isOnceKey, type Sending, type SentForm, sendingOf } from './sending.ts'
