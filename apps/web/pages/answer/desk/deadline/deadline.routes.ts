import { Hono } from 'hono'
import { moveDue, moveDueSchema } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { errorsOf, readFormText, textOf, type Web } from '#web/http'
import { staffMay } from '#web/shell'
import { act, keepTyped } from '../conversation/deed.ts'
import { showConversation } from '../conversation/show-conversation.ts'
import { isMoveProblem } from './move-problem.ts'

/** When answers are due: whoever answers says that one comes later, and why. */
export const deadlineRoutes = new Hono<Web>()

deadlineRoutes.post('/inbox/:id/due', staffMay('answer'), async (c) => {
  const form = await readFormText(c)
  const moved = moveDueSchema.safeParse({ dueOn: textOf(form, 'dueOn'), reason: textOf(form, 'dueReason') })
  if (moved.success) {
    const letterhead = letterheadOf(c.var.organisation, c.var.services.config)
    return act(c, 'moved', (tx, turn) => moveDue(tx, turn, moved.data, letterhead))
  }
  await keepTyped(c, form)
  const word = Object.values(errorsOf(moved.error))[0]
  return showConversation(c, { moving: isMoveProblem(word) ? word : 'not-a-date', status: 422 })
})
