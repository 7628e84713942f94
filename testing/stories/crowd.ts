import { sql } from 'kysely'
import { SeededRandom } from '#cores/opinion'
import type { Db } from '#db'
import { retally } from '#domains/deliberate/testing'
import { makeOpenDialogue, type OpenDialogue } from './open-dialogue.ts'
import { now } from './time.ts'

export type Crowd = OpenDialogue & { people: number; statements: number }

/** An open dialogue with as many people and published statements; nobody has voted. */
export async function makeCrowd(db: Db, people: number, statements: number): Promise<Crowd> {
  const dialogue = await makeOpenDialogue(db)
  await sql`insert into statement (dialogue_id, number, text, fingerprint, language, state, created_at)
    select ${dialogue.id}::uuid, number, 'Stelling ' || number, 'stelling' || number, 'nl', 'published', ${now}::timestamptz
    from generate_series(4, ${statements}::integer) as number on conflict do nothing`.execute(db)
  await sql`insert into participant (dialogue_id, number, pseudonym, joined_at)
    select ${dialogue.id}::uuid, number, sha256(('p' || number)::bytea), ${now}::timestamptz
    from generate_series(1, ${people}::integer) as number`.execute(db)
  return { ...dialogue, people, statements }
}

export type StoredVote = { participant: number; statement: number; choice: 1 | 0 | -1; at?: Date }

/** Stores votes as castVote does, many at once. */
export async function storeVotes(db: Db, dialogueId: string, votes: readonly StoredVote[]): Promise<void> {
  const columns = [
    sql`${votes.map((vote) => vote.participant)}::integer[]`,
    sql`${votes.map((vote) => vote.statement)}::integer[]`,
    sql`${votes.map((vote) => vote.choice)}::smallint[]`,
    sql`${votes.map((vote) => (vote.at ?? now).toISOString())}::timestamptz[]`,
  ]
  await sql`with cast_now as materialized (
      select * from unnest(${sql.join(columns)}) as one (participant, statement, choice, voted_at)
    ), kept as (
      insert into vote_history (dialogue_id, participant, statement, choice, channel, voted_at)
      select ${dialogueId}::uuid, participant, statement, choice, 'web', voted_at from cast_now
    )
    insert into vote (dialogue_id, participant, statement, choice, channel, voted_at)
    select ${dialogueId}::uuid, participant, statement, choice, 'web', voted_at from cast_now
    on conflict (dialogue_id, participant, statement) do update set
      choice = excluded.choice, voted_at = excluded.voted_at`.execute(db)
  await retally(db, dialogueId)
}

/** Votes of two camps of people, about two thirds of all that could be given. */
export function* campVotes(people: number, statements: number, seed = 7): Generator<StoredVote> {
  const random = new SeededRandom(seed)
  for (let participant = 1; participant <= people; participant++)
    for (let statement = 1; statement <= statements; statement++) {
      if (random.uniform() < 0.3) continue
      const isFor = participant % 2 === 0 ? statement % 3 !== 0 : statement % 3 === 0
      const choice = random.uniform() < 0.1 ? 0 : random.uniform() < 0.9 === isFor ? 1 : -1
      yield { participant, statement, choice, at: new Date(now.getTime() + participant * 60_000) }
    }
}

/** Camps with a brigade behind them: people who give the same answers within ten minutes, a month after everybody. */
export function* votesWithBrigade(
  people: number,
  brigade: number,
  statements: number,
): Generator<StoredVote> {
  yield* campVotes(people, statements)
  const month = 30 * 24 * 60 * 60_000
  for (let copy = 1; copy <= brigade; copy++)
    for (let statement = 1; statement <= statements; statement++)
      yield {
        participant: people + copy,
        statement,
        choice: statement % 2 === 0 ? 1 : -1,
        at: new Date(now.getTime() + month + copy * 10_000 + statement),
      }
}
