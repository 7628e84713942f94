import { sql } from 'kysely'
import type { Db } from '#db'
import type { DialoguePage } from '#domains/deliberate'
import {
  countPeopleTold,
  leastShown,
  listResults,
  selectStandingExclusions,
  stateForAnswers,
} from '#domains/deliberate'
import { dateIn } from '#platform/clock'
import type { DialogueSnapshot } from '../engine/snapshot.ts'
import { findRepresentativeness } from './find-representativeness.ts'
import { composeReport, type ModerationCounts, REPORT_FORMAT, type Report } from './report.ts'

/** What a report is of. */
export type ReportedDialogue = Pick<DialoguePage, 'dialogue' | 'dossier'>

/** The report of a dialogue as it stands now, on the newest map. */
export async function gatherReport(
  db: Db,
  {
    dialogue,
    dossier,
    snapshot,
    now,
    timeZone,
  }: ReportedDialogue & { snapshot: DialogueSnapshot | undefined; now: Date; timeZone: string },
): Promise<Report> {
  const today = dateIn(timeZone, now)
  const [who, results, people, moderation] = await Promise.all([
    findRepresentativeness(db, { dialogueId: dialogue.id, timeZone }),
    listResults(db, dialogue.id),
    countPeopleTold(db, { dialogue, dossier }, today),
    countModeration(db, dialogue.id),
  ])
  const isOver = stateForAnswers({ dialogue, dossier }, today) === 'closed'
  return composeReport({
    dialogue,
    dossier,
    snapshot,
    people,
    isOver,
    results,
    moderation,
    who,
    now,
    timeZone,
  })
}

async function countModeration(db: Db, dialogueId: string): Promise<ModerationCounts> {
  const [{ rows: statements }, { rows: reasons }, { rows: others }] = await Promise.all([
    sql<
      Pick<
        ModerationCounts,
        'byOrganisation' | 'byResidents' | 'byUnknown' | 'published' | 'held' | 'refused' | 'replaced'
      >
    >`
      select
        count(*) filter (where is_seed)::integer as "byOrganisation",
        count(*) filter (where not is_seed)::integer as "byResidents",
        count(*) filter (where is_seed is null)::integer as "byUnknown",
        count(*) filter (where state = 'published')::integer as published,
        count(*) filter (where state = 'held')::integer as held,
        count(*) filter (where state = 'refused')::integer as refused,
        count(*) filter (where state = 'closed')::integer as replaced
      from statement where dialogue_id = ${dialogueId}::uuid`.execute(db),
    sql<{ reason: string; statements: number }>`
      select reason_code as reason, count(*)::integer as statements
      from statement where dialogue_id = ${dialogueId}::uuid and state = 'refused'
      group by reason_code order by statements desc, reason_code`.execute(db),
    sql<{ removed: number; appeals: number; overturned: number; excluded: number }>`
      select
        (select count(*)::integer from moderation_removal
          where space_id = ${dialogueId}::uuid and outcome = 'confirmed') as removed,
        count(appeal.id)::integer as appeals,
        count(appeal.id) filter (where appeal.outcome = 'overturned')::integer as overturned,
        (select count(*)::integer from ${selectStandingExclusions(dialogueId)} as standing) as excluded
      from moderation_decision as decision
      join moderation_appeal as appeal
        on appeal.space_id = decision.space_id and appeal.decision_id = decision.id
      where decision.space_id = ${dialogueId}::uuid`.execute(db),
  ])
  const [counts, more] = [statements[0], others[0]]
  if (!counts || !more) throw new Error('A count is always one row.')
  const excluded = more.excluded > 0 && more.excluded < leastShown ? null : more.excluded
  return { ...counts, ...more, excluded, reasons }
}

/** Words of statements, whatever has become of them since, as long as everybody may read them. */
export async function listReportTexts(
  db: Db,
  dialogueId: string,
  numbers: readonly number[],
): Promise<{ number: number; text: string; language: string }[]> {
  if (numbers.length === 0) return []
  return db
    .selectFrom('statement')
    .select(['number', 'text', 'language'])
    .where('dialogue_id', '=', dialogueId)
    .where('state', 'in', ['published', 'closed'])
    .where(sql<boolean>`number = any(${[...numbers]}::integer[])`)
    .execute()
}

const isReadable = sql<boolean>`content->>'format' = ${String(REPORT_FORMAT)}::text`

export type PublishedReport = { version: number; madeAt: Date; report: Report }

/** A report as it was published. */
export async function findReport(
  db: Db,
  dialogueId: string,
  version: number,
): Promise<PublishedReport | undefined> {
  const row = await db
    .selectFrom('dialogue_report')
    .select(['version', 'made_at', 'content'])
    .where('dialogue_id', '=', dialogueId)
    .where('version', '=', version)
    .where(isReadable)
    .executeTakeFirst()
  return row && { version: row.version, madeAt: row.made_at, report: row.content as Report }
}

/** The reports of a dialogue that were published, the newest first. */
export async function listReports(db: Db, dialogueId: string): Promise<{ version: number; madeAt: Date }[]> {
  return db
    .selectFrom('dialogue_report')
    .select(['version', 'made_at as madeAt'])
    .where('dialogue_id', '=', dialogueId)
    .where(isReadable)
    .orderBy('version', 'desc')
    .limit(200)
    .execute()
}
