import { type RawBuilder, sql } from 'kysely'

/** A tally is kept in as many rows for each statement, so that people who vote on one statement at once seldom meet. */
const SHARDS = 16

/**
 * Brings the tally up to date, as part of the statement that stores, changes or takes back votes: whatever else writes
 * in `vote` leaves the counts wrong. Takes its rows in one order, and not before it has all changes: so two of these
 * never wait for each other in a circle.
 * @param changes  SQL that gives `dialogue_id`, `participant`, `statement`, `choice`, and `weight`: 1 for a vote that
 * came, -1 for one that went
 */
export function addToTally(changes: RawBuilder<unknown>): RawBuilder<unknown> {
  return addRows(sql`
    select dialogue_id, statement, participant % ${sql.lit(SHARDS)},
      coalesce(sum(weight) filter (where choice = 1), 0),
      coalesce(sum(weight) filter (where choice = -1), 0),
      coalesce(sum(weight) filter (where choice = 0), 0)
    from (${changes}) as change
    group by 1, 2, 3
    order by 1, 2, 3`)
}

/**
 * The same for one vote, which PostgreSQL plans faster: nothing to sum, and no order.
 * @param stored  SQL that gives the vote as it is now, if it was stored; `was` is its choice before, null for a new one
 */
export function addOneToTally(stored: RawBuilder<unknown>): RawBuilder<unknown> {
  const difference = (choice: 1 | 0 | -1) =>
    sql`(choice = ${sql.lit(choice)})::integer - coalesce((was = ${sql.lit(choice)})::integer, 0)`
  return addRows(sql`
    select dialogue_id, statement, participant % ${sql.lit(SHARDS)},
      ${difference(1)}, ${difference(-1)}, ${difference(0)}
    from ${stored}`)
}

function addRows(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    insert into statement_tally as tally (dialogue_id, statement, shard, agree, disagree, pass)
    ${rows}
    on conflict (dialogue_id, statement, shard) do update set
      agree = tally.agree + excluded.agree,
      disagree = tally.disagree + excluded.disagree,
      pass = tally.pass + excluded.pass`
}
