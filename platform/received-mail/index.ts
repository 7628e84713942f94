export { fingerprintMail } from './fingerprint.ts'
export { foldMail, type MailFold, unfoldedText } from './fold-mail.ts'
export { htmlToText } from './html-text.ts'
export { createMailReader, type MailReader } from './mail-reader.ts'
export {
  listRelatingIds,
  placeMessage,
  type RelatedConversation,
  type ThreadedMessage,
  type ThreadPlace,
} from './place-in-thread.ts'
export { isOfOutlook, mailLimits } from './read-mail.ts'
export { type MailTrace, readTrace } from './read-trace.ts'
export type {
  DeliveryReport,
  DeliveryState,
  HeldReason,
  MachineMail,
  MailAttachment,
  Mailbox,
  MailWarning,
  ReadOutcome,
  ReceivedMail,
  RecipientState,
} from './received-mail.ts'
export { saysMore } from './says-more.ts'
export type { SafeHtml, ShownPicture } from './shown-html.ts'
