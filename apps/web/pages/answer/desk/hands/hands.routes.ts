import { Hono } from 'hono'
import { z } from 'zod'
import {
  closeConversation,
  closeReasons,
  mergeConversation,
  snoozeConversation,
  tieConversations,
} from '#domains/answer'
import { type FormText, readFormText, textOf, type Web } from '#web/http'
import { notFoundPage, staffMay } from '#web/shell'
import { act } from '../conversation/deed.ts'

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

/** A button names a conversation; else the address of one is typed, in whatever form. */
function otherOf(form: FormText): string | undefined {
  const typed = textOf(form, 'other') || textOf(form, 'otherTyped')
  return /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i.exec(typed)?.[0].toLowerCase()
}

handsRoutes.post('/inbox/:id/merge', answerer, (c) =>
  act(c, 'merged', async (tx, turn, form) => {
    const other = otherOf(form)
    return other ? mergeConversation(tx, turn, other) : { kind: 'no-such-conversation' }
  }),
)

handsRoutes.post('/inbox/:id/link', answerer, (c) =>
  act(c, 'tied', async (tx, turn, form) => {
    const otherId = otherOf(form)
    if (!otherId) return { kind: 'no-such-conversation' }
    const { kind } = await tieConversations(tx, { ...turn, otherId })
    return { kind: kind === 'decided' ? 'kept' : 'no-such-conversation' }
  }),
)
