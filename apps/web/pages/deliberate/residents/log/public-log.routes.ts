import { Hono } from 'hono'
import { leastShown, listModeration } from '#domains/deliberate'
import { sharedPage, type Web } from '#web/http'
import { findVisibleDialogue } from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'
import { type columns, type LogLine, logLinesOf, sendLog, WHOLE_LOG } from '../../moderation-log-file.ts'
import { publicLogPage } from './public-log.page.tsx'

/** What staff decided about a dialogue, for everybody: without who. */
export const publicLogRoutes = new Hono<Web>()

const PAGE_SIZE = 25

publicLogRoutes.get('/dialogues/:slug/moderation', sharedPage, async (c) => {
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

publicLogRoutes.get('/dialogues/:slug/moderation.csv', async (c) => {
  const page = await findVisibleDialogue(c)
  if (!page) return notFoundPage(c)
  const { slug, id: dialogueId } = page.dialogue
  const log = await listModeration(c.var.services.db, { dialogueId, of: 'notable', size: WHOLE_LOG })
  const lines = log.rows.toReversed().flatMap(logLinesOf).map(withoutSecrets)
  return sendLog(c, `${slug}-moderation.csv`, { columns: publicColumns, lines })
})

/** What was refused is not told to everybody, and neither is what its writer was told; a small number is not given. */
function withoutSecrets(line: LogLine & { isPublic: boolean }): LogLine {
  const { decision, people, text, explanation, isPublic } = line
  return {
    ...line,
    text: isPublic ? (text ?? null) : null,
    explanation: decision === 'refused' || decision === 'removed' ? null : (explanation ?? null),
    people: typeof people === 'number' && people < leastShown ? `<${leastShown}` : (people ?? null),
  }
}
