import { sql } from 'kysely'
import type { Db } from '#db'
import { openForAnswers } from '../dialogues/open-for-answers.ts'
import type { Ballot } from './ballot.ts'
import { addToTally } from './tally.ts'
import { choiceValue, type Vote } from './vote.ts'

/** What the database says of a ballot. */
export type StoredBallot = {
  is_stored: boolean
  /** Whether it may be cast, as soon as its person is registered. */
  is_first: boolean
  participant: number | null
  /** The person's other votes in the dialogue. */
  statements: number[] | null
  choices: Vote['choice'][] | null
}

/** Stores what is somebody's first vote on a statement and may be cast; of each ballot, whether, and what else there is. */
export async function storeBallots(db: Db, ballots: readonly Ballot[]): Promise<StoredBallot[]> {
  const { rows } = await sql<StoredBallot>`
    with checked as materialized (
      select ballot.*, participant.number as participant,
        ${openForAnswers(sql`ballot.today`)} and coalesce(statement.state = 'published', false) as is_open,
        participant.input_id is not null as is_registered
      from unnest(
        ${ballots.map((one) => one.dialogue.id)}::uuid[],
        ${ballots.map((one) => one.pseudonym.toString('hex'))}::text[],
        ${ballots.map((one) => one.statement)}::integer[],
        ${ballots.map((one) => choiceValue[one.choice])}::smallint[],
        ${ballots.map((one) => one.passReason ?? null)}::text[],
        ${ballots.map((one) => one.channel)}::text[],
        ${ballots.map((one) => one.now.toISOString())}::timestamptz[],
        ${ballots.map((one) => one.today)}::text[]::date[]
      ) with ordinality as ballot
        (dialogue_id, pseudonym, statement, choice, pass_reason, channel, voted_at, today, position)
      left join dialogue on dialogue.id = ballot.dialogue_id
      left join dossier on dossier.id = dialogue.dossier_id
      left join participant on participant.dialogue_id = ballot.dialogue_id
        and participant.pseudonym = decode(ballot.pseudonym, 'hex')
      left join statement on statement.dialogue_id = ballot.dialogue_id and statement.number = ballot.statement
    ), stored as (
      insert into vote (dialogue_id, participant, statement, choice, pass_reason, channel, voted_at)
      select dialogue_id, participant, statement, choice, pass_reason, channel, voted_at
      from checked where is_open and is_registered
      order by dialogue_id, participant, statement
      on conflict (dialogue_id, participant, statement) do nothing
      returning *
    ), kept as (
      insert into vote_history (dialogue_id, participant, statement, choice, pass_reason, channel, voted_at)
      select dialogue_id, participant, statement, choice, pass_reason, channel, voted_at from stored
    ), tallied as (${addToTally(
      sql`select dialogue_id, participant, statement, choice, 1 as weight from stored`,
    )})
    select stored.participant is not null as is_stored, is_open and not is_registered as is_first,
      checked.participant, own.statements, own.choices
    from checked
    left join stored using (dialogue_id, participant, statement)
    cross join lateral (
      select array_agg(vote.statement) as statements, array_agg(vote.choice) as choices
      from vote where vote.dialogue_id = checked.dialogue_id and vote.participant = checked.participant
    ) as own
    order by checked.position`.execute(db)
  return rows
}

/**
 * Has PostgreSQL count what votes are looked up in. By itself it does so within a minute after a table filled; until then it
 * plans for one that is nearly empty, and would read all of it for each vote of a first evening. A role that may not do this is
 * told so by a warning, and nothing is counted.
 */
export async function countTables(db: Db): Promise<void> {
  await sql`analyze participant, vote, input`.execute(db)
}
