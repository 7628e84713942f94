import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '#db'
import type { VoteMove } from '#domains/deliberate'
import { listTold } from '#domains/deliberate/testing'
import { pseudonymOf } from '#domains/entrance'
import type { Found, Ledger } from './ledger.ts'
import type { Service } from './service.ts'

/** Long enough for locks of dead workers, and for maps. */
const SETTLE_WITHIN_MS = 180_000
const LOOK_EVERY_MS = 1000

/**
 * Waits until all that was begun is done, now that everything is well.
 * @returns what is not
 */
export async function untilSettled(
  db: Db,
  { services, dialogueId }: { services: readonly Service[]; dialogueId: string },
): Promise<string[]> {
  const end = performance.now() + SETTLE_WITHIN_MS
  for (;;) {
    const open = [
      ...services.filter((service) => !service.isReady).map((service) => `${service.name} is not there`),
      ...(await listOpenJobs(db)),
      ...(await listLateMaps(db, dialogueId)),
    ]
    if (open.length === 0 || performance.now() > end) return open
    await sleep(LOOK_EVERY_MS)
  }
}

/** Jobs that failed wait longer each time: nobody needs to see that here, so they are due now. */
async function listOpenJobs(db: Db): Promise<string[]> {
  await sql`update graphile_worker._private_jobs set run_at = now()
    where locked_at is null and attempts > 0 and attempts < max_attempts and run_at > now()`.execute(db)
  const { rows } = await sql<{ name: string; held: boolean; attempts: number }>`
    select identifier as name, locked_at is not null as held, attempts
    from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
    where run_at < now() or locked_at is not null`.execute(db)
  return rows.map(({ name, held, attempts }) => `${name}, ${attempts} attempts${held ? ', held' : ''}`)
}

type Move = Pick<VoteMove, 'participant' | 'statement' | 'choice'>

/** The newest map holds each vote that may be told. */
async function listLateMaps(db: Db, dialogueId: string): Promise<string[]> {
  const newest = await sql<{ votes: number | null }>`
    select (map ->> 'votes')::int as votes from opinion_snapshot
    where dialogue_id = ${dialogueId} order by version desc limit 1`.execute(db)
  const moves = await sql<Move>`
    select participant, statement, choice from vote_history
    where dialogue_id = ${dialogueId} order by transaction, position`.execute(db)
  const numbers = new Set(moves.rows.map(({ statement }) => statement))
  const told = [...numbers].reduce((sum, number) => sum + listTold(moves.rows, number).size, 0)
  const mapped = newest.rows[0]?.votes ?? 0
  return told === mapped ? [] : [`the map knows ${mapped} votes of the ${told} that may be told`]
}

/** All that is stored, and all that arrived. */
export async function findAll(
  db: Db,
  { dialogueId, taken }: { dialogueId: string; taken: Map<string, string[]> },
): Promise<Omit<Found, 'stuck'>> {
  const [questions, refused] = await Promise.all([
    sql<{ body: string; times: number }>`
      select body, count(*)::int as times from input where kind = 'question' group by body`.execute(db),
    sql<{ recipient: string }>`select recipient from outgoing_mail where state = 'refused'`.execute(db),
  ])
  return {
    votes: await findVotes(db, dialogueId),
    questions: new Map(questions.rows.map(({ body, times }) => [body, times])),
    receipts: taken,
    refused: new Set(refused.rows.map(({ recipient }) => recipient)),
    wrongSums: await listWrongSums(db, dialogueId),
  }
}

/**
 * Nobody wrote a statement, so whoever takes part has voted: numbers have no gaps, each has one input of their own, there is
 * no other input of votes, and votes, their history and the tallies count the same.
 */
async function listWrongSums(db: Db, dialogueId: string): Promise<string[]> {
  const { rows } = await sql<Record<string, number>>`
    select
      (select count(*) from participant where dialogue_id = ${dialogueId}) as participants,
      (select max(number) from participant where dialogue_id = ${dialogueId}) as "highest number",
      (select next_participant - 1 from dialogue_numbering where dialogue_id = ${dialogueId}) as "last number given",
      (select count(distinct input_id) from participant where dialogue_id = ${dialogueId}) as "inputs of participants",
      (select count(*) from input where dialogue_id = ${dialogueId} and kind = 'votes') as inputs,
      (select count(distinct participant) from vote where dialogue_id = ${dialogueId}) as voters`.execute(db)
  const [sums = {}] = rows
  const isOne = new Set(Object.values(sums)).size === 1
  return [...(isOne ? [] : [JSON.stringify(sums)]), ...(await listWrongTallies(db, dialogueId))]
}

async function listWrongTallies(db: Db, dialogueId: string): Promise<string[]> {
  const { rows } = await sql<{ statement: number }>`
    with counted as (
      select statement, choice, count(*) as votes from vote where dialogue_id = ${dialogueId} group by 1, 2
    ), last as (
      select distinct on (participant, statement) statement, choice
      from vote_history where dialogue_id = ${dialogueId} order by participant, statement, position desc
    ), remembered as (
      select statement, choice, count(*) as votes from last where choice is not null group by 1, 2
    ), tallied as (
      select statement, choice, sum(votes) as votes from statement_tally
      cross join lateral (values (1, agree), (-1, disagree), (0, pass)) as of_choice (choice, votes)
      where dialogue_id = ${dialogueId} group by 1, 2 having sum(votes) <> 0
    )
    select distinct statement from (
      (table counted except table tallied) union all (table tallied except table counted)
      union all (table counted except table remembered) union all (table remembered except table counted)
    ) as different order by 1`.execute(db)
  return rows.map(({ statement }) => `statement ${statement}: votes, history and tally differ`)
}

/** By pseudonym and statement: who a pseudonym is, only the key of the dialogue and a secret tell. */
async function findVotes(db: Db, dialogueId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ pseudonym: Buffer; statement: number; choice: number }>`
    select pseudonym, statement, choice from vote
    join participant on participant.dialogue_id = vote.dialogue_id and participant.number = vote.participant
    where vote.dialogue_id = ${dialogueId}`.execute(db)
  return new Map(
    rows.map(({ pseudonym, statement, choice }) => [`${pseudonym.toString('hex')} ${statement}`, choice]),
  )
}

/** The ledger by pseudonym, as the database has it. */
export async function byPseudonym(
  db: Db,
  dialogueId: string,
  votes: Ledger['votes'],
): Promise<Ledger['votes']> {
  const { key } = await db
    .selectFrom('entrance')
    .select('key')
    .where('id', '=', dialogueId)
    .executeTakeFirstOrThrow()
  return new Map(
    [...votes].map(([cell, choices]) => {
      const [secret = '', statement = ''] = cell.split(' ')
      return [`${pseudonymOf(key ?? Buffer.alloc(0), secret).toString('hex')} ${statement}`, choices]
    }),
  )
}
