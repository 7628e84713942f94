import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { newId, newPublicId } from '#platform/db'
import { recordEvent } from '#platform/events'
import type { Locale } from '#platform/i18n'
import { findObstacle, type NotMandated, type Obstacle } from '../approvals/obstacle.ts'
import type { Publisher } from '../conversations/continue-conversation.ts'
import { nearReportChanged, nearReportPublished } from './near-report.events.ts'
import { mayStep, type NearPlace, type NearState, type WithdrawalReason } from './near-report.ts'

/** Something that was reported, on its way to where everybody can read it. */
export type NewNearReport = {
  /** What somebody told us that stands behind it. */
  conversationId: string
  title: string
  words: string
  state: 'reported' | 'working'
  language: Locale
  subjectId: string | null
  unitId: string | null
  place: NearPlace
}

export type PublishNearOutcome = { kind: 'published'; reportId: string; publicId: string } | NotMandated

/** What stands in the way of publishing about a subject on behalf of a unit; undefined: nothing. */
export function findNearObstacle(
  db: Db,
  { subjectId, unitId }: { subjectId: string | null; unitId: string | null },
  { by, today }: Pick<Publisher, 'by' | 'today'>,
): Promise<Obstacle | undefined> {
  return findObstacle(
    db,
    sql`find_near_obstacle(${unitId}::uuid, ${subjectId}::uuid, ${by}::uuid, ${today}::date)`,
  )
}

/**
 * Makes public that something was reported, in the words of staff, with the conversation that stands behind it. The database asks
 * for the mandate once more, about what the report is about and about what the conversation is.
 */
export async function publishNearReport(
  tx: Tx,
  report: NewNearReport,
  who: Publisher,
): Promise<PublishNearOutcome> {
  const obstacle = await findNearObstacle(tx, report, who)
  if (obstacle) return { kind: 'not-mandated', obstacle }
  const [reportId, publicId] = [newId(), newPublicId()]
  const { title, words, state, language, subjectId, unitId, place } = report
  const { area, exactly } = place
  await tx
    .insertInto('near_report')
    .values({
      ...{ id: reportId, public_id: publicId, language, title, state, last_seq: 1 },
      ...{ subject_id: subjectId, unit_id: unitId, changed_at: who.now },
      ...{ area_code: area.code, area_year: area.year, place_name: exactly?.name ?? null },
      ...{ longitude: exactly?.position[0] ?? null, latitude: exactly?.position[1] ?? null },
    })
    .execute()
  await insertStep(tx, { reportId, seq: 1, state, words }, who)
  await insertSource(tx, { reportId, conversationId: report.conversationId }, who)
  await recordEvent(tx, {
    type: nearReportPublished,
    subject: { id: reportId },
    dossierId: null,
    at: who.now,
  })
  return { kind: 'published', reportId, publicId }
}

export type StepNearOutcome =
  | { kind: 'stepped'; seq: number }
  | { kind: 'not-found' }
  /** Somebody said something meanwhile. */
  | { kind: 'changed' }
  /** It stands so already and there is nothing more to say, or it was withdrawn. */
  | { kind: 'no-step' }
  | NotMandated

/** What became of a report. */
export type NearStep = { state: NearState; words: string; withdrawnAs?: WithdrawalReason }

/**
 * Says what became of a report: whoever follows it is told.
 * @param seen  the last step that whoever says so has read
 */
export async function stepNearReport(
  tx: Tx,
  { reportId, seen, ...step }: NearStep & { reportId: string; seen: number },
  who: Publisher,
): Promise<StepNearOutcome> {
  const report = await lockReport(tx, reportId)
  if (!report) return { kind: 'not-found' }
  if (report.seq !== seen) return { kind: 'changed' }
  if (!mayStep(report.state, step.state, step.words)) return { kind: 'no-step' }
  const obstacle = await findNearObstacle(tx, report, who)
  if (obstacle) return { kind: 'not-mandated', obstacle }
  const seq = seen + 1
  await insertStep(tx, { reportId, seq, ...step }, who)
  await tx
    .updateTable('near_report')
    .set({ state: step.state, last_seq: seq, changed_at: who.now })
    .where('id', '=', reportId)
    .execute()
  await recordEvent(tx, {
    type: nearReportChanged,
    subject: { id: reportId, number: seq },
    dossierId: null,
    at: who.now,
  })
  return { kind: 'stepped', seq }
}

export type AddNearSourceOutcome = { kind: 'added' } | { kind: 'not-found' } | NotMandated

/** Puts one more conversation behind a report; doing it again changes nothing. */
export async function addNearSource(
  tx: Tx,
  source: { reportId: string; conversationId: string },
  who: Publisher,
): Promise<AddNearSourceOutcome> {
  const report = await lockReport(tx, source.reportId)
  if (!report || report.state === 'withdrawn') return { kind: 'not-found' }
  const obstacle = await findNearObstacle(tx, report, who)
  if (obstacle) return { kind: 'not-mandated', obstacle }
  const known = await tx
    .selectFrom('near_report_source')
    .select('report_id')
    .where('report_id', '=', source.reportId)
    .where('conversation_id', '=', source.conversationId)
    .executeTakeFirst()
  if (!known) await insertSource(tx, source, who)
  return { kind: 'added' }
}

function lockReport(tx: Tx, id: string) {
  return tx
    .selectFrom('near_report')
    .select(['state', 'last_seq as seq', 'subject_id as subjectId', 'unit_id as unitId'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** The trigger writes under which mandate. */
function mandated({ by, now, today }: Publisher) {
  return { by_account: by, at: now, mandated_on: today, mandate_id: sql<string>`null` }
}

async function insertStep(
  tx: Tx,
  { reportId, seq, state, words, withdrawnAs }: NearStep & { reportId: string; seq: number },
  who: Publisher,
): Promise<void> {
  await tx
    .insertInto('near_report_step')
    .values({
      ...{ report_id: reportId, seq, state, words, withdrawn_as: withdrawnAs ?? null },
      ...mandated(who),
    })
    .execute()
}

async function insertSource(
  tx: Tx,
  { reportId, conversationId }: { reportId: string; conversationId: string },
  who: Publisher,
): Promise<void> {
  await tx
    .insertInto('near_report_source')
    .values({ report_id: reportId, conversation_id: conversationId, ...mandated(who) })
    .execute()
}
