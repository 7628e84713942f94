import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { recordEvent } from '#platform/events'
import { findObstacle, type NotMandated, type Obstacle } from '../approvals/obstacle.ts'
import type { Publisher } from '../conversations/continue-conversation.ts'
import { factCorrected, factPublished, factWithdrawn } from './fact.events.ts'
import { type FactVersion, findVersion } from './fact-version.ts'
import { type LockedFact, lockFact } from './write-fact.ts'

/** A version of a sheet, as somebody read it. */
export type ReadFact = { sheetId: string; version: number }

/** What stands in the way of making a version public, by the function that the database asks itself; undefined: nothing. */
export function findFactObstacle(
  db: Db,
  { sheetId, version }: ReadFact,
  { by, today }: Pick<Publisher, 'by' | 'today'>,
): Promise<Obstacle | undefined> {
  return findObstacle(
    db,
    sql`find_fact_obstacle(${sheetId}::uuid, ${version}::integer, ${by}::uuid, ${today}::date)`,
  )
}

export type ApproveFactOutcome =
  | { kind: 'published' | 'corrected' | 'withdrawn'; number: number }
  | { kind: 'not-found' }
  | NotMandated

/**
 * Approves a version, and with that makes it what everybody reads. Whoever wrote a text that is not public yet cannot, and neither can
 * who has no mandate for its subject and unit: the database holds both, whatever is asked here.
 */
export async function approveFact(tx: Tx, read: ReadFact, who: Publisher): Promise<ApproveFactOutcome> {
  const sheet = await lockFact(tx, read.sheetId)
  if (!sheet) return { kind: 'not-found' }
  const obstacle = await findFactObstacle(tx, read, who)
  if (obstacle) return { kind: 'not-mandated', obstacle }
  await insertDecision(tx, { ...read, kind: 'approved', reason: '' }, who)
  const version = await findVersion(tx, read.sheetId, read.version)
  const number = sheet.number ?? (await nextNumber(tx))
  await makePublic(tx, read.sheetId, { number, version }, who)
  const kind = kindOf(sheet, version)
  const types = { published: factPublished, corrected: factCorrected, withdrawn: factWithdrawn }
  await recordEvent(tx, {
    ...{ type: types[kind], subject: { id: read.sheetId, number: read.version } },
    ...{ dossierId: null, at: who.now },
  })
  return { kind, number }
}

function kindOf({ state }: LockedFact, { withdraws }: FactVersion): 'published' | 'corrected' | 'withdrawn' {
  if (withdraws) return 'withdrawn'
  return state === 'public' ? 'corrected' : 'published'
}

/** Of two that become public at once, the second waits for the number of the first. */
async function nextNumber(tx: Tx): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('fact number'))`.execute(tx)
  const { last } = await tx
    .selectFrom('fact_sheet')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

async function makePublic(
  tx: Tx,
  sheetId: string,
  { number, version }: { number: number; version: FactVersion },
  { now }: Publisher,
): Promise<void> {
  await tx
    .updateTable('fact_sheet')
    .set({
      ...{ number, state: version.withdraws ? 'withdrawn' : 'public', public_version: version.version },
      ...{ subject_id: version.subjectId, unit_id: version.unitId },
      ...{ waits: false, worked_at: now, changed_at: now },
    })
    .where('id', '=', sheetId)
    .execute()
  await tx.deleteFrom('fact_dossier').where('sheet_id', '=', sheetId).execute()
  await sql`
    insert into fact_dossier (dossier_id, sheet_id)
    select id, ${sheetId}::uuid from dossier where id = any(${version.dossierIds}::uuid[])`.execute(tx)
}

export type ReturnFactOutcome = { kind: 'returned' | 'not-found' | 'no-reason' } | NotMandated

/** Returns a version with what should be otherwise: for who could approve it. Its writer takes it back without a reason. */
export async function returnFact(
  tx: Tx,
  { reason, ...read }: ReadFact & { reason: string },
  who: Publisher,
): Promise<ReturnFactOutcome> {
  const sheet = await lockFact(tx, read.sheetId)
  if (!sheet) return { kind: 'not-found' }
  if (!sheet.waits || sheet.lastVersion !== read.version)
    return { kind: 'not-mandated', obstacle: { kind: 'draft-replaced', missing: [] } }
  if ((await findWriter(tx, read)) !== who.by) {
    const obstacle = await findFactObstacle(tx, read, who)
    if (obstacle) return { kind: 'not-mandated', obstacle }
    if (reason === '') return { kind: 'no-reason' }
  }
  await insertDecision(tx, { ...read, kind: 'returned', reason }, who)
  await tx
    .updateTable('fact_sheet')
    .set({ waits: false, worked_at: who.now })
    .where('id', '=', read.sheetId)
    .execute()
  return { kind: 'returned' }
}

async function findWriter(tx: Tx, { sheetId, version }: ReadFact): Promise<string> {
  const { by } = await tx
    .selectFrom('fact_version')
    .select('written_by as by')
    .where('sheet_id', '=', sheetId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return by
}

async function insertDecision(
  tx: Tx,
  { sheetId, version, kind, reason }: ReadFact & { kind: 'approved' | 'returned'; reason: string },
  { by, now, today }: Publisher,
): Promise<void> {
  await tx
    .insertInto('fact_decision')
    .values({ sheet_id: sheetId, version, kind, reason, by_account: by, at: now, mandated_on: today })
    .execute()
}
