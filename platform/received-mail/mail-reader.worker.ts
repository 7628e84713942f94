import { answerInThread } from '#platform/thread'
import type { MailAnswer, MailQuestion } from './mail-reader.ts'
import { readMail } from './read-mail.ts'
import { toSafeHtml } from './safe-html.ts'

// The inside of the thread of a mail reader. Started by mail-reader.ts.
answerInThread<MailQuestion, MailAnswer>(async (asks) =>
  asks.task === 'read'
    ? { task: 'read', outcome: await readMail(asks.raw, asks.now) }
    : { task: 'make-safe', safe: toSafeHtml(asks.html, asks.shownWith) },
)
