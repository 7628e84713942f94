import { Hono } from 'hono'
import { z } from 'zod'
import { closeConversation, closeReasons, snoozeConversation } from '#domains/answer'
import { readFormText, textOf, type Web } from '#web/http'
import { notFoundPage, staffMay } from '#web/shell'
import { act } from './deed.ts'

/** What is done with a conversation as a whole. */
export const handsRoutes = new Hono<Web>()

const answerer = staffMay('answer')
const reasonSchema = z.enum(closeReasons)
const daySchema = z.iso.date()

handsRoutes.post('/inbox/:id/close', answerer, async (c) => {
  const reason = reasonSchema.safeParse(textOf(await readFormText(c), 'closeAs'))
  if (!reason.success) return notFoundPage(c)
  return act(c, 'closed', (tx, turn) => closeConversation(tx, turn, reason.data))
})

handsRoutes.post('/inbox/:id/spam', answerer, (c) =>
  act(c, 'spam', (tx, turn) => closeConversation(tx, turn, 'spam')),
)

/** A day that is tapped comes before the one that is typed. */
handsRoutes.post('/inbox/:id/snooze', answerer, (c) =>
  act(c, 'snoozed', async (tx, turn, form) => {
    const day = daySchema.safeParse(textOf(form, 'snoozeUntil') || textOf(form, 'snoozeDay'))
    return day.success ? snoozeConversation(tx, turn, day.data) : { kind: 'not-a-snooze-day' }
  }),
)

handsRoutes.post('/inbox/:id/wake', answerer, (c) =>
  act(c, 'woken', (tx, turn) => snoozeConversation(tx, turn, null)),
)
