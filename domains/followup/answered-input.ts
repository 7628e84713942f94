import { sql } from 'kysely'
import type { Db } from '#db'

const answer = [
  'version.response_id',
  'version.version',
  'version.verdict',
  'version.reason',
  'version.action',
  'version.why',
  'version.unit_id',
  'version.published_at',
] as const

/**
 * Each version of a response beside each input that it answers, as `answered`. Two queries in one, so that either end is
 * found by its index: an `or` between them reads all responses for one input, and all inputs for one response.
 */
export function selectAnsweredInputs(db: Db) {
  return db.selectFrom(selectToInputs(db).unionAll(selectToDialogues(db)).as('answered'))
}

/** A response to inputs answers those. */
function selectToInputs(db: Db) {
  return db
    .selectFrom('response_version as version')
    .innerJoin('response_target as target', 'target.response_id', 'version.response_id')
    .select(answer)
    .select((eb) => [eb.ref('target.input_id').$notNull().as('input_id'), 'target.dialogue_id'])
    .where('target.input_id', 'is not', null)
}

/**
 * One to a dialogue answers what was published in it by then (`answered_at` is the time of the first answer, so what came
 * later has a later one) and had no response of its own yet.
 */
function selectToDialogues(db: Db) {
  return db
    .selectFrom('response_version as version')
    .innerJoin('response_target as target', 'target.response_id', 'version.response_id')
    .innerJoin('input', 'input.dialogue_id', 'target.dialogue_id')
    .select(answer)
    .select(['input.id as input_id', 'target.dialogue_id'])
    .where('input.state', '=', 'published')
    .whereRef('input.answered_at', '<=', 'version.published_at')
    .where(
      sql<boolean>`not exists (
        select from response_target own
        join response_version first on first.response_id = own.response_id and first.version = 1
        where own.input_id = input.id and first.published_at <= version.published_at
      )`,
    )
}

/** How many inputs a version of a response answers, and the votes of how many people besides. */
export async function countAnsweredInputs(
  db: Db,
  { responseId, version }: { responseId: string; version: number },
): Promise<{ inputs: number; voters: number }> {
  return selectAnsweredInputs(db)
    .innerJoin('input', 'input.id', 'answered.input_id')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('input.kind', '<>', 'votes').as('inputs'),
      eb.fn.countAll<number>().filterWhere('input.kind', '=', 'votes').as('voters'),
    ])
    .where('response_id', '=', responseId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
}
