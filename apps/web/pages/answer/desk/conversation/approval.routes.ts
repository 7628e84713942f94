import { Hono } from 'hono'
import { approveDraft, askApproval, returnDraft, writingSchema } from '#domains/answer'
import { errorsOf, readFormText, textOf, type Web } from '#web/http'
import { staffMay } from '#web/shell'
import { act, draftOf, refuseText, type Work, writeInto } from './deed.ts'

/** A reply that somebody else approves before it is sent. */
export const approvalRoutes = new Hono<Web>()

const answerer = staffMay('answer')

approvalRoutes.post('/inbox/:id/ask', answerer, (c) =>
  writeInto(c, 'reply', 'asked', (tx, turn, { body }) => askApproval(tx, turn, body)),
)

approvalRoutes.post('/inbox/:id/approve', answerer, (c) =>
  act(c, 'approved', (tx, turn, form) => approveDraft(tx, turn, draftOf(form))),
)

approvalRoutes.post('/inbox/:id/return', answerer, async (c) => {
  const reason = writingSchema.safeParse({ body: textOf(await readFormText(c), 'reason') })
  const isTooLong = !reason.success && errorsOf(reason.error).body !== 'missing'
  if (isTooLong) return refuseText(c, 'reason', 'too-long')
  const why = reason.success ? reason.data.body : null
  const work: Work = (tx, turn, form) => returnDraft(tx, turn, { draftSeq: draftOf(form), reason: why })
  return act(c, 'returned', work, 'reason')
})

/** The writer takes back what they put forward. */
approvalRoutes.post('/inbox/:id/withdraw', answerer, (c) =>
  act(c, 'withdrawn', (tx, turn, form) => returnDraft(tx, turn, { draftSeq: draftOf(form), reason: null })),
)
