import { sql } from 'kysely'
import type { Tx } from '#db'
import { recordEvent } from '#platform/events'
import { findSnapshot } from '../engine/snapshot.queries.ts'
import { reportPublished } from './report.events.ts'
import { gatherReport, type ReportedDialogue } from './report.queries.ts'
import type { Report } from './report.ts'

export type PublishReportOutcome =
  | { kind: 'published'; version: number }
  /** Nothing changed since that version. */
  | { kind: 'unchanged'; version: number }
  | { kind: 'not-open-yet' }
  /** There is no map yet, or not all of it is worked out. */
  | { kind: 'too-early' }

/** Keeps the report of a dialogue as it stands now, for good, at an address of its own. */
export async function publishReport(
  tx: Tx,
  { dialogue, dossier, by, now, timeZone }: ReportedDialogue & { by: string; now: Date; timeZone: string },
): Promise<PublishReportOutcome> {
  if (dialogue.state !== 'open' && dialogue.state !== 'closed') return { kind: 'not-open-yet' }
  await lockReports(tx, dialogue.id)
  const snapshot = await findSnapshot(tx, dialogue.id)
  if (!snapshot?.evidence) return { kind: 'too-early' }
  const report = await gatherReport(tx, { dialogue, dossier, snapshot, now, timeZone })
  const last = await findLastReport(tx, dialogue.id)
  if (last && isSame(last.content as Report, report)) return { kind: 'unchanged', version: last.version }
  const version = (last?.version ?? 0) + 1
  await sql`insert into dialogue_report (dialogue_id, version, content, made_at, made_by)
    values (${dialogue.id}, ${version}, ${JSON.stringify(report)}::text::jsonb, ${now}, ${by})`.execute(tx)
  const subject = { id: dialogue.id, number: version }
  if (dossier.state !== 'draft')
    await recordEvent(tx, { type: reportPublished, subject, dossierId: dialogue.dossier_id, at: now })
  return { kind: 'published', version }
}

/** Two who publish at once take turns. */
async function lockReports(tx: Tx, dialogueId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('dialogue-report' || ${dialogueId}::text, 0))`.execute(
    tx,
  )
}

function findLastReport(tx: Tx, dialogueId: string) {
  return tx
    .selectFrom('dialogue_report')
    .select(['version', 'content'])
    .where('dialogue_id', '=', dialogueId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Whether two reports tell the same, whenever they and their parts were made. */
function isSame(one: Report, other: Report): boolean {
  const figuresOf = ({ map, ...report }: Report) =>
    sortedText({ ...report, map: map && { ...map, version: 0, evidence: null } })
  return figuresOf(one) === figuresOf(other)
}

/** PostgreSQL gives keys back in an order of its own. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (name, part) => {
    if (name === 'madeAt' || name === 'madeOn') return undefined
    if (!part || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
