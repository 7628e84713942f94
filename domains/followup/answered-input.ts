import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'

/**
 * Whether a version of a response answers an input; for queries that name the tables `version`, `target` and `input`.
 *
 * A response to inputs answers those. One to a dialogue answers what was published in it by then (`answered_at` is the
 * time of the first answer, so what came later has a later one) and had no response of its own yet.
 */
function answersInput(): RawBuilder<boolean> {
  return sql<boolean>`(
    input.id = target.input_id
    or (
      input.dialogue_id = target.dialogue_id
      and input.state = 'published'
      and input.answered_at <= version.published_at
      and not exists (
        select from response_target own
        join response_version first on first.response_id = own.response_id and first.version = 1
        where own.input_id = input.id and first.published_at <= version.published_at
      )
    )
  )`
}

/** Each version of a response beside each input that it answers. */
export function selectAnsweredInputs(db: Db) {
  return db
    .selectFrom('response_version as version')
    .innerJoin('response_target as target', 'target.response_id', 'version.response_id')
    .innerJoin('input', (join) => join.on(answersInput()))
}

/** How many inputs a version of a response answers. */
export async function countAnsweredInputs(
  db: Db,
  { responseId, version }: { responseId: string; version: number },
): Promise<number> {
  const { inputs } = await selectAnsweredInputs(db)
    .select((eb) => eb.fn.countAll<number>().as('inputs'))
    .where('version.response_id', '=', responseId)
    .where('version.version', '=', version)
    .executeTakeFirstOrThrow()
  return inputs
}
