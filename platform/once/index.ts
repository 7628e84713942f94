export { sentForms } from './forget-sent-forms.ts'
export { makeOnce } from './make-once.ts'
export {
  drawOnceKey,
  isOnceKey,
  openReceipt,
  type Sending,
  type SentForm,
  sendingOf,
  shutReceipt,
} from './sending.ts'
