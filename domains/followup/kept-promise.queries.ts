import { sql } from 'kysely'
import type { Db } from '#db'

/** Of what people said in a year, and that was to be answered by now: how it went. */
export type KeptPromise = { onTime: number; late: number; waiting: number }

/**
 * Counts inputs by whether they were answered by the promised day: that of the input itself, else that of its dossier.
 * Votes are left out, whose number moves with each newcomer. Reads a year of inputs, so show it through a cache.
 * @param today  in the organisation's time zone; what is due today is not late
 */
export async function countKeptPromise(
  db: Db,
  { today, timeZone }: { today: string; timeZone: string },
): Promise<KeptPromise> {
  const { rows } = await sql<KeptPromise>`
    with promised as (
      select distinct on (dossier_id) dossier_id, answer_on
      from dossier_promise order by dossier_id, version desc
    ), due as (
      select (input.answered_at at time zone ${timeZone})::date as answered_on,
        coalesce(input.answer_on, promised.answer_on) as due_on
      from input left join promised on promised.dossier_id = input.dossier_id
      where input.state = 'published' and input.kind <> 'votes'
        and input.received_at >= ${today}::date - interval '1 year'
    )
    select
      count(*) filter (where answered_on <= due_on) as "onTime",
      count(*) filter (where answered_on > due_on) as late,
      count(*) filter (where answered_on is null and due_on < ${today}::date) as waiting
    from due`.execute(db)
  return rows[0] ?? { onTime: 0, late: 0, waiting: 0 }
}
