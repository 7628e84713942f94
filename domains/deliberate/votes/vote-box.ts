import { sql } from 'kysely'
import type { Db } from '#db'
import { openForAnswers } from '../dialogues/open-for-answers.ts'
import { type Ballot, type CastVoteOutcome, castVote } from './cast-vote.ts'
import { addToTally } from './tally.ts'
import { choiceValue, type Vote } from './vote.ts'

/** What became of a ballot, and all votes of this person in the dialogue as they are now. */
export type BallotAnswer = {
  outcome: CastVoteOutcome
  /** Null at somebody's very first vote. */
  participant: number | null
  own: ReadonlyMap<number, Vote['choice']>
}

/** Where ballots of this process come together. */
export type VoteBox = { cast: (ballot: Ballot) => Promise<BallotAnswer> }

/** Statements to the database at once, and ballots in each of them. */
const MOST_ROUNDS = 3
const MOST_BALLOTS = 100

type Waiting = { ballot: Ballot; resolve: (answer: BallotAnswer) => void; reject: (error: unknown) => void }

/**
 * Stores the ballots that come in while another round is on its way to the database together, in one statement: many
 * people at once cost hardly more than one. A round holds first votes only, and takes their rows in one order, so that
 * no two rounds wait for each other in a circle; a changed vote, and somebody's very first, go by castVote.
 */
export function createVoteBox(db: Db): VoteBox {
  const waiting: Waiting[] = []
  let rounds = 0
  const start = async (): Promise<void> => {
    if (rounds >= MOST_ROUNDS || waiting.length === 0) return
    rounds += 1
    await castRound(db, takeRound(waiting))
    rounds -= 1
    void start()
  }
  return {
    cast: (ballot) =>
      new Promise((resolve, reject) => {
        waiting.push({ ballot, resolve, reject })
        // What else arrives in this turn of the event loop goes along.
        if (waiting.length === 1) setImmediate(() => void start())
      }),
  }
}

/** The longest waiting ballots; of one person on one statement the first, the next waits for the next round. */
function takeRound(waiting: Waiting[]): Waiting[] {
  const taken = new Map<string, Waiting>()
  const left: Waiting[] = []
  for (const one of waiting.splice(0)) {
    const { dialogue, pseudonym, statement } = one.ballot
    const key = `${dialogue.id} ${pseudonym.toString('base64')} ${statement}`
    if (taken.size < MOST_BALLOTS && !taken.has(key)) taken.set(key, one)
    else left.push(one)
  }
  waiting.push(...left)
  return [...taken.values()]
}

async function castRound(db: Db, round: Waiting[]): Promise<void> {
  try {
    const rows = await storeBallots(
      db,
      round.map((one) => one.ballot),
    )
    // Not waited for: a newcomer, whose votes are registered first, takes longer than the next round.
    for (const [at, one] of round.entries()) void settle(db, one, rows[at])
  } catch (error) {
    for (const one of round) one.reject(error)
  }
}

type Stored = {
  is_stored: boolean
  participant: number | null
  statements: number[] | null
  choices: Vote['choice'][] | null
}

async function settle(
  db: Db,
  { ballot, resolve, reject }: Waiting,
  stored: Stored | undefined,
): Promise<void> {
  try {
    const outcome: CastVoteOutcome = stored?.is_stored ? { kind: 'voted' } : await castVote(db, ballot)
    const own = new Map(stored?.statements?.map((statement, at) => [statement, stored.choices?.[at] ?? 0]))
    if (isCast(outcome)) own.set(ballot.statement, choiceValue[ballot.choice])
    resolve({ outcome, participant: stored?.participant ?? null, own })
  } catch (error) {
    reject(error)
  }
}

function isCast({ kind }: CastVoteOutcome): boolean {
  return kind === 'voted' || kind === 'changed' || kind === 'unchanged'
}

/** Stores what is somebody's first vote on a statement and may be cast; of each ballot, whether, and the other votes. */
async function storeBallots(db: Db, ballots: Ballot[]): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    with checked as materialized (
      select ballot.*, participant.number as participant,
        ${openForAnswers(sql`ballot.today`)} and participant.input_id is not null
          and statement.state = 'published' as may_vote
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
      from checked where may_vote
      order by dialogue_id, participant, statement
      on conflict (dialogue_id, participant, statement) do nothing
      returning *
    ), kept as (
      insert into vote_history (dialogue_id, participant, statement, choice, pass_reason, channel, voted_at)
      select dialogue_id, participant, statement, choice, pass_reason, channel, voted_at from stored
    ), tallied as (${addToTally(
      sql`select dialogue_id, participant, statement, choice, 1 as weight from stored`,
    )})
    select stored.participant is not null as is_stored, checked.participant, own.statements, own.choices
    from checked
    left join stored using (dialogue_id, participant, statement)
    cross join lateral (
      select array_agg(vote.statement) as statements, array_agg(vote.choice) as choices
      from vote where vote.dialogue_id = checked.dialogue_id and vote.participant = checked.participant
    ) as own
    order by checked.position`.execute(db)
  return rows
}
