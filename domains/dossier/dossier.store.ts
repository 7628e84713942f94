import { sql } from 'kysely'
import type { Tx } from '#db'
import { forgetTranslations } from '#domains/translation'
import { newId } from '#platform/db'
import type { NewDossier, NewPromise } from './dossier.schema.ts'
import { type Dossier, type DossierPromise, type DossierWords, slugOf } from './dossier.ts'

/** Locks a dossier for the rest of the transaction: until then nothing enters its register, and it is not closed. */
export async function lockDossier(tx: Tx, id: string): Promise<Dossier | undefined> {
  return tx.selectFrom('dossier').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Inserts a dossier under the first address that is free: `name`, `name-2`, … */
export async function insertDossier(
  tx: Tx,
  dossier: NewDossier,
  { by, now }: { by: string; now: Date },
): Promise<Dossier> {
  const id = newId()
  for (;;) {
    const inserted = await tx
      .insertInto('dossier')
      .values({
        id,
        slug: await findFreeSlug(tx, dossier.question, id),
        question: dossier.question,
        summary: dossier.summary,
        area: dossier.area,
        area_code: dossier.areaCode,
        language: dossier.language,
        unit_id: dossier.unitId,
        created_by: by,
        created_at: now,
      })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (inserted) return inserted
  }
}

/** The first address for a question that no other dossier has: `name`, `name-2`, … */
export async function findFreeSlug(tx: Tx, question: string, ownId: string): Promise<string> {
  const name = slugOf(question)
  for (let attempt = 1; ; attempt++) {
    const slug = attempt === 1 ? name : `${name}-${attempt}`
    const taken = await tx
      .selectFrom('dossier')
      .select('id')
      .where('slug', '=', slug)
      .where('id', '<>', ownId)
      .executeTakeFirst()
    if (!taken) return slug
  }
}

/** Removes a dossier in which nothing stands: what later rooms keep in it holds it, and is left alone. */
export async function removeDossier(tx: Tx, id: string): Promise<'discarded' | 'in-use'> {
  await sql`savepoint discard`.execute(tx)
  try {
    await tx.deleteFrom('dossier').where('id', '=', id).execute()
    await forgetTranslations(tx, { ownerId: id })
    return 'discarded'
  } catch (error) {
    if (!isHeld(error)) throw error
    await sql`rollback to savepoint discard`.execute(tx)
    return 'in-use'
  }
}

const FOREIGN_KEY_VIOLATION = '23503'

function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === FOREIGN_KEY_VIOLATION
}

/** What a dossier says from now on. */
export async function updateDossier(
  tx: Tx,
  {
    id,
    phases,
    ...texts
  }: DossierWords & Pick<Dossier, 'id' | 'slug' | 'language' | 'unit_id' | 'area_code'>,
): Promise<void> {
  await tx.updateTable('dossier').set(texts).where('id', '=', id).execute()
  await tx.deleteFrom('dossier_phase').where('dossier_id', '=', id).execute()
  await insertPhases(tx, id, phases)
}

/** Keeps what an open dossier said until now. @returns the number of the change, from one on */
export async function insertEarlierText(
  tx: Tx,
  { id, question, summary, area, phases }: DossierWords & Pick<Dossier, 'id'>,
  { reason, by, now }: { reason: string; by: string; now: Date },
): Promise<number> {
  const { changes } = await tx
    .selectFrom('dossier_earlier_text')
    .select((eb) => eb.fn.countAll<number>().as('changes'))
    .where('dossier_id', '=', id)
    .executeTakeFirstOrThrow()
  const version = changes + 1
  const why = { reason_for_change: reason, changed_by: by, changed_at: now }
  await tx
    .insertInto('dossier_earlier_text')
    .values({ dossier_id: id, version, question, summary, area, phases: JSON.stringify(phases), ...why })
    .execute()
  return version
}

export async function readPhases(tx: Tx, dossierId: string): Promise<DossierWords['phases']> {
  return tx
    .selectFrom('dossier_phase')
    .select(['title', 'description', 'starts_on as startsOn', 'ends_on as endsOn'])
    .where('dossier_id', '=', dossierId)
    .orderBy('position')
    .execute()
}

/** The promise as it is now: the newest version. */
export async function readPromise(tx: Tx, dossierId: string): Promise<DossierPromise> {
  return tx
    .selectFrom('dossier_promise')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
}

export async function insertPhases(tx: Tx, dossierId: string, phases: NewDossier['phases']): Promise<void> {
  await tx
    .insertInto('dossier_phase')
    .values(
      phases.map((phase, position) => ({
        id: newId(),
        dossier_id: dossierId,
        position,
        title: phase.title,
        description: phase.description,
        starts_on: phase.startsOn,
        ends_on: phase.endsOn,
      })),
    )
    .execute()
}

export async function insertPromise(
  tx: Tx,
  promise: NewPromise,
  { dossierId, version, by, now }: { dossierId: string; version: number; by: string; now: Date },
): Promise<void> {
  await tx
    .insertInto('dossier_promise')
    .values({
      dossier_id: dossierId,
      version,
      level: promise.level,
      statement: promise.statement,
      decided_by: promise.decidedBy,
      answer_on: promise.answerOn,
      decision_on: promise.decisionOn,
      reason_for_change: promise.reasonForChange,
      made_by: by,
      made_at: now,
    })
    .execute()
}
