import { type RawBuilder, sql } from 'kysely'
import type { StatementFigures } from './vote-steps.ts'

/**
 * Writes what everybody may know of the answers to some statements, as a statement that can stand in a `with`: figures are
 * told together with the map that is made of the same votes, or not at all.
 * @param when  a condition; where it is false nothing is written
 */
export function tellFigures(
  dialogueId: string,
  figures: ReadonlyMap<number, StatementFigures>,
  when: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const all = [...figures.values()]
  const columns = [
    [...figures.keys()],
    all.map(({ agree }) => agree),
    all.map(({ disagree }) => disagree),
    all.map(({ pass }) => pass),
    all.map(({ reasons }) => reasons.unsure),
    all.map(({ reasons }) => reasons.unclear),
    all.map(({ reasons }) => reasons.not_relevant),
  ].map((numbers) => sql`${numbers}::integer[]`)
  return sql`
    insert into statement_figures
      (dialogue_id, statement, agree, disagree, pass, pass_unsure, pass_unclear, pass_not_relevant)
    select ${dialogueId}::uuid, told.*
    from unnest(${sql.join(columns)}) as told
    where ${when}
    on conflict (dialogue_id, statement) do update set
      agree = excluded.agree, disagree = excluded.disagree, pass = excluded.pass,
      pass_unsure = excluded.pass_unsure, pass_unclear = excluded.pass_unclear,
      pass_not_relevant = excluded.pass_not_relevant`
}
