import { Hono } from 'hono'
import {
  findDialogueBySlug,
  type LogEntry,
  leastShown,
  listDecisionsWithAppeals,
  listModeration,
} from '#domains/deliberate'
import { spreadsheetLine } from '#platform/csv'
import { notFoundPage } from '../../../frame/errors.tsx'
import { staffOnly } from '../../../frame/guard.ts'
import { sharedPage } from '../../../frame/shared-page.ts'
import type { Web, WebContext } from '../../../frame/web.ts'
import { findVisibleDialogue } from '../visible-dialogue.ts'
import { deskLogPage, publicLogPage } from './moderation-log.page.tsx'

/** What staff decided about a dialogue, as pages and as files: for staff all of it, for everybody without who. */
export const moderationLogRoutes = new Hono<Web>()

const PAGE_SIZE = 25
/** A file holds all decisions; a dialogue of this many is not there yet. */
const WHOLE_LOG = 100_000
const moderator = staffOnly('moderate')

moderationLogRoutes.get('/desk/dialogues/:slug/log', moderator, async (c) => {
  const page = await findDialogueBySlug(c.var.services.db, c.req.param('slug') ?? '')
  if (!page) return notFoundPage(c)
  const request = {
    dialogueId: page.dialogue.id,
    of: 'all',
    after: c.req.query('after'),
    size: PAGE_SIZE,
  } as const
  return deskLogPage(c, { page, log: await listModeration(c.var.services.db, request) })
})

moderationLogRoutes.get('/dialogues/:slug/moderation', sharedPage, async (c) => {
  const page = await findVisibleDialogue(c)
  if (!page) return notFoundPage(c)
  const request = {
    dialogueId: page.dialogue.id,
    of: 'notable',
    after: c.req.query('after'),
    size: PAGE_SIZE,
  } as const
  return publicLogPage(c, { page, log: await listModeration(c.var.services.db, request) })
})

const columns = [
  'decided_at',
  'number',
  'text',
  'decision',
  'reason_code',
  'explanation',
  'replaced_by',
  'people',
  'decided_by',
  'requested_by',
  'appeal_lodged_at',
  'appeal_words',
  'appeal_due_on',
  'appeal_outcome',
  'appeal_explanation',
  'appeal_decided_by',
  'appeal_decided_at',
] as const

const publicColumns = [
  'decided_at',
  'number',
  'text',
  'decision',
  'reason_code',
  'explanation',
  'replaced_by',
  'people',
] as const satisfies (typeof columns)[number][]

type Line = Partial<Record<(typeof columns)[number], Date | string | number | null>>

moderationLogRoutes.get('/desk/dialogues/:slug/moderation.csv', moderator, async (c) => {
  const { db } = c.var.services
  const page = await findDialogueBySlug(db, c.req.param('slug') ?? '')
  if (!page) return notFoundPage(c)
  const dialogueId = page.dialogue.id
  const [decisions, log] = await Promise.all([
    listDecisionsWithAppeals(db, dialogueId),
    listModeration(db, { dialogueId, of: 'notable', size: WHOLE_LOG }),
  ])
  const others = log.rows.filter((entry) => entry.kind !== 'decision')
  const lines = [
    ...decisions.map(({ id, ...line }): [string, Line] => [id, line]),
    ...others.flatMap((entry) =>
      linesOf(entry).map((line): [string, Line] => [entry.id, { ...line, decided_by: entry.by }]),
    ),
  ]
  // Ids run with time.
  const sorted = lines.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
  return sendFile(c, `${page.dialogue.slug}-moderation.csv`, { columns, lines: sorted })
})

moderationLogRoutes.get('/dialogues/:slug/moderation.csv', async (c) => {
  const page = await findVisibleDialogue(c)
  if (!page) return notFoundPage(c)
  const { slug, id: dialogueId } = page.dialogue
  const log = await listModeration(c.var.services.db, { dialogueId, of: 'notable', size: WHOLE_LOG })
  const lines = log.rows.toReversed().flatMap(linesOf).map(withoutSecrets)
  return sendFile(c, `${slug}-moderation.csv`, { columns: publicColumns, lines })
})

/** What was refused is not told to everybody, and neither is what its writer was told; a small number is not given. */
function withoutSecrets(line: Line & { isPublic: boolean }): Line {
  const { decision, people, text, explanation, isPublic } = line
  return {
    ...line,
    text: isPublic ? (text ?? null) : null,
    explanation: decision === 'refused' || decision === 'removed' ? null : (explanation ?? null),
    people: typeof people === 'number' && people < leastShown ? `<${leastShown}` : (people ?? null),
  }
}

/** A decision as lines of a file: one for each statement that it is about. */
function linesOf(entry: LogEntry): (Line & { isPublic: boolean })[] {
  const decided_at = entry.at
  switch (entry.kind) {
    case 'decision': {
      const { number, text, isPublic } = entry.statement
      const { decision, reason, explanation } = entry
      return [{ decided_at, number, text, decision, reason_code: reason, explanation, isPublic }]
    }
    case 'revision': {
      const replaced_by = entry.newer.map((one) => one.number).join(' ')
      const shared = { decided_at, decision: entry.how, explanation: entry.reason, replaced_by }
      return entry.older.map(({ number, text, isPublic }) => ({ ...shared, number, text, isPublic }))
    }
    case 'terms':
      return changedTerms(entry).map(([decision, before, after]) => ({
        decided_at,
        decision,
        explanation: `${before ?? '-'} → ${after ?? '-'}`,
        isPublic: true,
      }))
    case 'exclusion': {
      const decision = entry.isExcluded ? 'left_out' : 'taken_back'
      return [{ decided_at, decision, explanation: entry.reason, people: entry.people, isPublic: false }]
    }
  }
}

type Terms = Extract<LogEntry, { kind: 'terms' }>

/** What changed of the terms of a dialogue, with what it was and became. */
function changedTerms({ before, after }: Terms): [decision: string, string | null, string | null][] {
  const all: [string, string | null, string | null][] = [
    ['last_day', before.closesOn, after.closesOn],
    ['moderation', before.moderation, after.moderation],
  ]
  return all.filter(([, was, is]) => was !== is)
}

/** A byte order mark: without it, spreadsheets take UTF-8 for something else. */
const MARK = '\uFEFF'

function sendFile(
  c: WebContext,
  name: string,
  file: { columns: readonly (typeof columns)[number][]; lines: Line[] },
): Response {
  const lines = file.lines.map((line) => spreadsheetLine(file.columns.map((column) => cellOf(line[column]))))
  return c.body(`${MARK}${spreadsheetLine([...file.columns])}${lines.join('')}`, 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  })
}

function cellOf(value: Line[keyof Line]): string | number | null {
  return value instanceof Date ? value.toISOString() : (value ?? null)
}
