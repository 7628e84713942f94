import { Hono } from 'hono'
import { listDecisionsWithAppeals, listModeration } from '#domains/deliberate'
import type { Web } from '#web/http'
import { findDialogue } from '#web/pages/dialogue'
import { notFoundPage, staffMay } from '#web/shell'
import { columns, type LogLine, logLinesOf, sendLog, WHOLE_LOG } from '../moderation-log-file.ts'
import { deskLogPage } from './moderation-log.page.tsx'

/** What staff decided about a dialogue, for staff: all of it. */
export const moderationLogRoutes = new Hono<Web>()

const PAGE_SIZE = 25
const moderator = staffMay('moderate')

moderationLogRoutes.get('/dialogues/:slug/log', moderator, async (c) => {
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const request = {
    dialogueId: page.dialogue.id,
    of: 'all',
    after: c.req.query('after'),
    size: PAGE_SIZE,
  } as const
  return deskLogPage(c, { page, log: await listModeration(c.var.services.db, request) })
})

moderationLogRoutes.get('/dialogues/:slug/moderation.csv', moderator, async (c) => {
  const { db } = c.var.services
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const dialogueId = page.dialogue.id
  const [decisions, log] = await Promise.all([
    listDecisionsWithAppeals(db, dialogueId),
    listModeration(db, { dialogueId, of: 'notable', size: WHOLE_LOG }),
  ])
  const others = log.rows.filter((entry) => entry.kind !== 'decision')
  const lines = [
    ...decisions.map(({ id, ...line }): [string, LogLine] => [id, line]),
    ...others.flatMap((entry) =>
      logLinesOf(entry).map((line): [string, LogLine] => [
        entry.id,
        { ...line, decided_by: 'by' in entry ? entry.by : null },
      ]),
    ),
  ]
  // Ids run with time.
  const sorted = lines.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
  return sendLog(c, `${page.dialogue.slug}-moderation.csv`, { columns, lines: sorted })
})
