import { Hono } from 'hono'
import type { Web } from '#web/http'
import { findDialogue, isDraft, mayReadResults } from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'

/** Maps as they change, for pages that are open. */
export const liveRoutes = new Hono<Web>()

const TRY_AGAIN_SECONDS = 30

liveRoutes.get('/dialogues/:slug/live', async (c) => {
  const page = await findDialogue(c)
  if (!page || isDraft(page)) return notFoundPage(c)
  if (!(await mayReadResults(c, page))) return c.json({ kind: 'results-hidden' }, 403)
  const seen = Number(c.req.header('last-event-id') ?? c.req.query('seen')) || 0
  const stream = c.var.live.open(page.dialogue.id, { address: c.var.address, seen })
  if (!stream) return c.body(null, 503, { 'Retry-After': String(TRY_AGAIN_SECONDS) })
  return c.body(stream, 200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  })
})
