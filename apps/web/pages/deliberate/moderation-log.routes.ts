import { Hono } from 'hono'
import { findDialogueBySlug, listModerationLog } from '#domains/deliberate'
import { spreadsheetLine } from '#platform/csv'
import { notFoundPage } from '../../frame/errors.tsx'
import { staffOnly } from '../../frame/guard.ts'
import type { Web } from '../../frame/web.ts'

/** What moderators decided, as a file for staff. */
export const moderationLogRoutes = new Hono<Web>()

type Entry = Awaited<ReturnType<typeof listModerationLog>>[number]

const columns = [
  'decided_at',
  'number',
  'text',
  'decision',
  'reason_code',
  'explanation',
  'decided_by',
  'requested_by',
  'appeal_lodged_at',
  'appeal_words',
  'appeal_due_on',
  'appeal_outcome',
  'appeal_explanation',
  'appeal_decided_by',
  'appeal_decided_at',
] as const satisfies (keyof Entry)[]

/** A byte order mark: without it, spreadsheets take UTF-8 for something else. */
const MARK = '\uFEFF'

moderationLogRoutes.get('/desk/dialogues/:slug/moderation.csv', staffOnly('moderate'), async (c) => {
  const { db } = c.var.services
  const page = await findDialogueBySlug(db, c.req.param('slug') ?? '')
  if (!page) return notFoundPage(c)
  const entries = await listModerationLog(db, page.dialogue.id)
  const lines = entries.map((entry) => spreadsheetLine(columns.map((column) => cellOf(entry[column]))))
  return c.body(`${MARK}${spreadsheetLine(columns)}${lines.join('')}`, 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="${page.dialogue.slug}-moderation.csv"`,
    'Cache-Control': 'no-store',
  })
})

function cellOf(value: Entry[keyof Entry]): string | number | null {
  return value instanceof Date ? value.toISOString() : value
}
