import { sql } from 'kysely'
import type { Db } from '#db'
import { openForAnswers } from '../dialogues/open-for-answers.ts'
import type { Ballot, CastVoteOutcome } from './ballot.ts'
import { castFirstVotes } from './cast-first-votes.ts'
import { addOneToTally, addToTally } from './tally.ts'
import { choiceOf, choiceValue, type Vote } from './vote.ts'

/**
 * Casts a vote, or changes the one that was cast before. One statement to the database, with which any number of
 * people can vote at once; only somebody's first vote takes a transaction, which registers it.
 */
export async function castVote(db: Db, ballot: Ballot): Promise<CastVoteOutcome> {
  const first = await castOwnVote(db, ballot)
  if (first.kind !== 'not-registered') return first
  const [registered] = await castFirstVotes(db, ballot.dialogue, [ballot])
  if (registered?.kind !== 'registered') return registered ?? { kind: 'dialogue-closed' }
  if (registered.stored.is_stored) return { kind: 'voted' }
  const second = await castOwnVote(db, ballot)
  if (second.kind === 'not-registered') throw new Error(`A participant of ${ballot.dialogue.id} vanished.`)
  return second
}

/**
 * Casts or changes the vote of somebody who has voted in the dialogue before. Once more where the same vote was cast by
 * another request a moment ago: the next look finds it, and changes it.
 */
export async function castOwnVote(
  db: Db,
  ballot: Ballot,
): Promise<CastVoteOutcome | { kind: 'not-registered' }> {
  for (;;) {
    const outcome = outcomeOf(await storeVote(db, ballot))
    if (outcome.kind !== 'cast-meanwhile') return outcome
  }
}

type CheckedVote = {
  is_open: boolean
  participant: number | null
  is_registered: boolean
  statement_state: string | null
  before: Vote['choice'] | null
  is_stored: boolean
}

/**
 * What a vote was before is read with its row locked, and all is decided by that: another request may have changed it
 * since this statement began, and the tally must lose the choice that goes.
 */
async function storeVote(db: Db, ballot: Ballot): Promise<CheckedVote | undefined> {
  const id = sql`${ballot.dialogue.id}::uuid`
  const statement = sql`${ballot.statement}::integer`
  const { rows } = await sql<CheckedVote>`
    with checked as materialized (
      select
        ${openForAnswers(sql`${ballot.today}`)} as is_open,
        participant.number as participant,
        participant.input_id is not null as is_registered,
        statement.state as statement_state
      from dialogue
      join dossier on dossier.id = dialogue.dossier_id
      left join participant on participant.dialogue_id = dialogue.id and pseudonym = ${ballot.pseudonym}::bytea
      left join statement on statement.dialogue_id = dialogue.id and statement.number = ${statement}
      where dialogue.id = ${id}
    ), given as materialized (
      select ${id} as dialogue_id, participant, ${statement} as statement,
        ${choiceValue[ballot.choice]}::smallint as choice, ${ballot.passReason ?? null}::text as pass_reason,
        ${ballot.channel}::text as channel, ${ballot.now}::timestamptz as voted_at
      from checked
      where is_open and is_registered and statement_state = 'published'
    ), before as materialized (
      select given.*, vote.choice as was, vote.pass_reason as was_reason
      from given join vote using (dialogue_id, participant, statement)
      for update of vote
    ), added as (
      insert into vote (dialogue_id, participant, statement, choice, pass_reason, channel, voted_at)
      select * from given where not exists (select from before)
      on conflict (dialogue_id, participant, statement) do nothing
      returning *, null::smallint as was
    ), changed as (
      update vote set
        choice = before.choice, pass_reason = before.pass_reason, channel = before.channel, voted_at = before.voted_at
      from before
      where vote.dialogue_id = ${id} and vote.participant = before.participant and vote.statement = ${statement}
        and (before.was, before.was_reason) is distinct from (before.choice, before.pass_reason)
      returning vote.*, was
    ), stored as (
      select * from added union all select * from changed
    ), kept as (
      insert into vote_history (dialogue_id, participant, statement, choice, pass_reason, channel, voted_at)
      select dialogue_id, participant, statement, choice, pass_reason, channel, voted_at from stored
    ), tallied as (${addOneToTally(sql`stored`)}
    )
    select checked.*, (select was from before) as before, exists (select from stored) as is_stored
    from checked`.execute(db)
  return rows[0]
}

function outcomeOf(
  vote: CheckedVote | undefined,
): CastVoteOutcome | { kind: 'not-registered' } | { kind: 'cast-meanwhile' } {
  if (!vote?.is_open) return { kind: 'dialogue-closed' }
  if (vote.statement_state === null) return { kind: 'statement-not-found' }
  if (vote.statement_state !== 'published') return { kind: 'statement-not-open' }
  if (!vote.is_registered) return { kind: 'not-registered' }
  if (vote.before === null) return { kind: vote.is_stored ? 'voted' : 'cast-meanwhile' }
  return vote.is_stored ? { kind: 'changed', from: choiceOf(vote.before) } : { kind: 'unchanged' }
}

export type WithdrawVoteOutcome = { kind: 'withdrawn' } | { kind: 'no-vote' } | { kind: 'dialogue-closed' }

/** Takes a vote back; that it was cast stays in the history. */
export async function withdrawVote(
  db: Db,
  { dialogue, pseudonym, statement, channel, now, today }: Omit<Ballot, 'choice' | 'passReason' | 'from'>,
): Promise<WithdrawVoteOutcome> {
  const { rows } = await sql<{ is_open: boolean; is_withdrawn: boolean }>`
    with checked as materialized (
      select dialogue.id, ${openForAnswers(sql`${today}`)} as is_open
      from dialogue
      join dossier on dossier.id = dialogue.dossier_id
      where dialogue.id = ${dialogue.id}::uuid
    ), taken as (
      delete from vote
      using checked, participant
      where checked.is_open
        and participant.dialogue_id = ${dialogue.id}::uuid and participant.pseudonym = ${pseudonym}::bytea
        and vote.dialogue_id = ${dialogue.id}::uuid and vote.participant = participant.number
        and vote.statement = ${statement}::integer
      returning vote.*
    ), kept as (
      insert into vote_history (dialogue_id, participant, statement, choice, channel, voted_at)
      select dialogue_id, participant, statement, null, ${channel}::text, ${now}::timestamptz from taken
    ), tallied as (${addToTally(
      sql`select dialogue_id, participant, statement, choice, -1 as weight from taken`,
    )})
    select is_open, exists (select from taken) as is_withdrawn from checked`.execute(db)
  if (!rows[0]?.is_open) return { kind: 'dialogue-closed' }
  return { kind: rows[0].is_withdrawn ? 'withdrawn' : 'no-vote' }
}
