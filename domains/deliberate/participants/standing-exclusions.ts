import { type RawBuilder, sql } from 'kysely'

/** Somebody who is left out of the maths now, and the decision that put them there. */
export type StandingExclusionRow = { participant: number; decision: string }

/**
 * Who is left out of the maths of a dialogue now, as a table to select from. Each decision is a row of its own: of
 * somebody's rows the latest counts, and it may have taken them back.
 */
export function selectStandingExclusions(dialogueId: string): RawBuilder<StandingExclusionRow> {
  return sql<StandingExclusionRow>`(
    select participant, decision from (
      select distinct on (participant) participant, decision, is_excluded from participant_exclusion
      where dialogue_id = ${dialogueId}::uuid order by participant, position desc
    ) as latest where is_excluded
  )`
}
