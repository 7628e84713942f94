import { Hono } from 'hono'
import { findDialogueBySlug } from '#domains/deliberate'
import { notFoundPage } from '../../../frame/errors.tsx'
import type { Web } from '../../../frame/web.ts'
import { mayReadResults } from '../results/read-results.ts'
import { isDraft } from '../visible-dialogue.ts'
import { liveConnectionsOf } from './live.ts'

/** Maps as they change, for pages that are open. */
export const liveRoutes = new Hono<Web>()

const TRY_AGAIN_SECONDS = 30

liveRoutes.get('/dialogues/:slug/live', async (c) => {
  const { db, snapshots } = c.var.services
  const page = await findDialogueBySlug(db, c.req.param('slug'))
  if (!page || isDraft(page)) return notFoundPage(c)
  if (!(await mayReadResults(c, page))) return c.json({ kind: 'results-hidden' }, 403)
  const seen = Number(c.req.header('last-event-id') ?? c.req.query('seen')) || 0
  const stream = liveConnectionsOf(snapshots).open(page.dialogue.id, { address: c.var.address, seen })
  if (!stream) return c.body(null, 503, { 'Retry-After': String(TRY_AGAIN_SECONDS) })
  return c.body(stream, 200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  })
})
