export { deliverMail, sweepMailJob, wakeWaitingMail } from './deliver-mail.ts'
export { type Delivery, findDeliveries } from './find-deliveries.ts'
export { discardMail, type OutgoingMail, queueMail, sendMailJob } from './queue-mail.ts'
export { createSmtpTransport, type MailTransport } from './transport.ts'
