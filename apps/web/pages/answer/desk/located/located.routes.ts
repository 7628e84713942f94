import { Hono } from 'hono'
import { locateConversation } from '#domains/answer'
import { readFormText, type Web } from '#web/http'
import { readPlace } from '#web/pages/places'
import { notFoundPage, staffMay } from '#web/shell'
import { act, keepTyped } from '../conversation/deed.ts'
import { showConversation } from '../conversation/show-conversation.ts'

/** Staff say where a conversation is about. */
export const locatedRoutes = new Hono<Web>()

locatedRoutes.post('/inbox/:id/locate', staffMay('answer'), async (c) => {
  const form = await readFormText(c)
  const asked = await readPlace(c, form)
  if (!asked) return notFoundPage(c)
  if (asked.problem) {
    await keepTyped(c, form)
    return showConversation(c, { asked, status: 422 })
  }
  return act(c, 'located', (tx, turn) => locateConversation(tx, turn, asked.place))
})
