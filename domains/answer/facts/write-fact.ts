import { sql } from 'kysely'
import type { Tx } from '#db'
import { openSubjects } from '#domains/listen'
import { holdOpenUnit, listSubjects } from '#domains/people'
import { newId } from '#platform/db'
import type { Locale } from '#platform/i18n'
import { type FactState, type FactText, isSameFact } from './fact.ts'
import { findVersion } from './fact-version.ts'

/** Who of the staff writes, and when. */
export type FactWriter = { by: string; now: Date }

/** What is chosen cannot be: a subject that is gone or not for everybody, or a team that is closed. */
export type FactMisplaced = { kind: 'subject-not-open' | 'unit-closed' }

/** Begins a sheet: a colleague approves it before anybody reads it. */
export async function beginFact(
  tx: Tx,
  { language, ...text }: FactText & { language: Locale },
  who: FactWriter,
): Promise<{ kind: 'put'; sheetId: string } | FactMisplaced> {
  const misplaced = await findMisplaced(tx, text)
  if (misplaced) return misplaced
  const sheetId = newId()
  await tx
    .insertInto('fact_sheet')
    .values({
      ...{ id: sheetId, language, state: 'draft', subject_id: text.subjectId, unit_id: text.unitId },
      ...{ last_version: 1, waits: true, worked_at: who.now },
    })
    .execute()
  await insertVersion(tx, { ...text, change: '', sheetId, version: 1, withdraws: false }, who)
  return { kind: 'put', sheetId }
}

export type ReviseFactOutcome =
  | { kind: 'put'; sheetId: string }
  | { kind: 'not-found' }
  /** Somebody wrote or decided meanwhile. */
  | { kind: 'changed' }
  | { kind: 'unchanged' }
  | { kind: 'withdrawn' }
  /** What everybody reads does not change without saying what changed and why. */
  | { kind: 'no-change-said' }
  | FactMisplaced

/**
 * Puts another text forward; it takes the place of one that waits, and what everybody reads stays until it is approved.
 * @param seen  the newest version that the writer has read
 */
export async function reviseFact(
  tx: Tx,
  { sheetId, seen, ...text }: FactText & { sheetId: string; seen: number },
  who: FactWriter,
): Promise<ReviseFactOutcome> {
  const sheet = await lockFact(tx, sheetId)
  if (!sheet) return { kind: 'not-found' }
  if (sheet.state === 'withdrawn') return { kind: 'withdrawn' }
  if (sheet.lastVersion !== seen) return { kind: 'changed' }
  const said = sheet.state === 'public' ? text : { ...text, change: '' }
  if (sheet.state === 'public' && said.change === '') return { kind: 'no-change-said' }
  const newest = await findVersion(tx, sheetId, seen)
  if (sheet.waits && !newest.withdraws && isSameFact(newest, said)) return { kind: 'unchanged' }
  const misplaced = await findMisplaced(tx, text)
  if (misplaced) return misplaced
  await putVersion(tx, { ...said, sheetId, version: seen + 1, withdraws: false }, who)
  return { kind: 'put', sheetId }
}

export type ProposeWithdrawalOutcome = Extract<
  ReviseFactOutcome,
  { kind: 'put' | 'not-found' | 'changed' | 'withdrawn' }
>

/** Asks that a public sheet is withdrawn: a colleague decides, as on any version. It stays where it is, with the reason. */
export async function proposeWithdrawal(
  tx: Tx,
  { sheetId, seen, reason }: { sheetId: string; seen: number; reason: string },
  who: FactWriter,
): Promise<ProposeWithdrawalOutcome> {
  const sheet = await lockFact(tx, sheetId)
  if (!sheet || sheet.publicVersion === null) return { kind: 'not-found' }
  if (sheet.state === 'withdrawn') return { kind: 'withdrawn' }
  if (sheet.lastVersion !== seen) return { kind: 'changed' }
  const text = await findVersion(tx, sheetId, sheet.publicVersion)
  await putVersion(tx, { ...text, change: reason, sheetId, version: seen + 1, withdraws: true }, who)
  return { kind: 'put', sheetId }
}

/** Throws away a sheet that nobody but staff ever read. */
export async function dropFact(
  tx: Tx,
  sheetId: string,
): Promise<{ kind: 'dropped' | 'not-found' | 'public' }> {
  const sheet = await lockFact(tx, sheetId)
  if (!sheet) return { kind: 'not-found' }
  if (sheet.state !== 'draft') return { kind: 'public' }
  await tx.deleteFrom('fact_sheet').where('id', '=', sheetId).execute()
  return { kind: 'dropped' }
}

/** A sheet as its row says it is. */
export type LockedFact = {
  number: number | null
  state: FactState
  lastVersion: number
  publicVersion: number | null
  waits: boolean
}

/** Keeps everybody else from a sheet until the transaction is over. */
export async function lockFact(tx: Tx, sheetId: string): Promise<LockedFact | undefined> {
  return tx
    .selectFrom('fact_sheet')
    .select(['number', 'state', 'waits', 'last_version as lastVersion', 'public_version as publicVersion'])
    .where('id', '=', sheetId)
    .forUpdate()
    .executeTakeFirst()
}

async function findMisplaced(
  tx: Tx,
  { subjectId, unitId }: Pick<FactText, 'subjectId' | 'unitId'>,
): Promise<FactMisplaced | undefined> {
  if (!(await holdOpenUnit(tx, unitId))) return { kind: 'unit-closed' }
  const open = subjectId === null ? [] : openSubjects(await listSubjects(tx))
  return subjectId === null || open.some(({ id }) => id === subjectId)
    ? undefined
    : { kind: 'subject-not-open' }
}

type NewVersion = FactText & { sheetId: string; version: number; withdraws: boolean }

async function putVersion(tx: Tx, version: NewVersion, who: FactWriter): Promise<void> {
  await insertVersion(tx, version, who)
  const isDraft = sql`number is null`
  await tx
    .updateTable('fact_sheet')
    .set({
      ...{ last_version: version.version, waits: true, worked_at: who.now },
      subject_id: sql`case when ${isDraft} then ${version.subjectId}::uuid else subject_id end`,
      unit_id: sql`case when ${isDraft} then ${version.unitId}::uuid else unit_id end`,
    })
    .where('id', '=', version.sheetId)
    .execute()
}

async function insertVersion(tx: Tx, text: NewVersion, { by, now }: FactWriter): Promise<void> {
  const { sheetId, version, claim, verdict, answer, explanation, change, withdraws } = text
  await tx
    .insertInto('fact_version')
    .values({
      ...{ sheet_id: sheetId, version, claim, verdict, answer, explanation, change, withdraws },
      ...{ sources: JSON.stringify(text.sources), known_on: text.knownOn, subject_id: text.subjectId },
      ...{ unit_id: text.unitId, dossier_ids: [...new Set(text.dossierIds)] },
      ...{ written_by: by, written_at: now },
    })
    .execute()
}
