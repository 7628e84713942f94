import { Hono } from 'hono'
import { sendLive, type Web } from '#web/http'
import { findDialogue, isDraft, mayReadResults } from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'

/** Maps as they change, for pages that are open. */
export const liveRoutes = new Hono<Web>()

liveRoutes.get('/dialogues/:slug/live', async (c) => {
  const page = await findDialogue(c)
  if (!page || isDraft(page)) return notFoundPage(c)
  if (!(await mayReadResults(c, page))) return c.json({ kind: 'results-hidden' }, 403)
  return sendLive(c, c.var.live, page.dialogue.id)
})
