import { sql } from 'kysely'
import type { Db } from '#db'
import { tellFigures } from './votes/tell-figures.ts'
import { createVoteBox, type VoteBox } from './votes/vote-box.ts'
import { peopleInStep, type VoteMove, VoteSteps } from './votes/vote-steps.ts'

/** The counts as they should be: straight from the votes. */
export async function recount(db: Db, dialogueId: string) {
  const rows = await db
    .selectFrom('vote')
    .select((eb) => [
      'statement as number',
      eb.fn.countAll<number>().filterWhere('choice', '=', 1).as('agree'),
      eb.fn.countAll<number>().filterWhere('choice', '=', -1).as('disagree'),
      eb.fn.countAll<number>().filterWhere('choice', '=', 0).as('pass'),
    ])
    .where('dialogue_id', '=', dialogueId)
    .groupBy('statement')
    .orderBy('statement')
    .execute()
  return rows
}

/** Tells of the votes that were cast what may be told, as the worker that makes the maps does. */
export async function tellAnswers(db: Db, dialogueId: string, { isOver = false } = {}): Promise<void> {
  const { rows } = await sql<VoteMove>`
    select participant, statement, choice, pass_reason as reason, 0 as at from vote_history
    where dialogue_id = ${dialogueId}::uuid order by transaction, position`.execute(db)
  const told = new Map<string, VoteMove['choice']>()
  const steps = new VoteSteps({
    choiceOf: (participant, statement) => told.get(`${participant} ${statement}`) ?? undefined,
    tell: ({ participant, statement, choice }) => void told.set(`${participant} ${statement}`, choice),
  })
  for (const move of rows) steps.take(move)
  steps.setOver(isOver)
  await sql`with told as (${tellFigures(dialogueId, steps.drain(), sql`true`)}) select`.execute(db)
}

/** Writes the tallies of a dialogue anew, for tests that put votes into the table by hand. */
export async function retally(db: Db, dialogueId: string): Promise<void> {
  await db.deleteFrom('statement_tally').where('dialogue_id', '=', dialogueId).execute()
  await sql`insert into statement_tally (dialogue_id, statement, shard, agree, disagree, pass)
    select dialogue_id, statement, participant % 16, count(*) filter (where choice = 1),
      count(*) filter (where choice = -1), count(*) filter (where choice = 0)
    from vote where dialogue_id = ${dialogueId}::uuid group by 1, 2, 3`.execute(db)
}

/** The counts as they are kept. */
export async function listTallies(db: Db, dialogueId: string) {
  return db
    .selectFrom('statement_tally')
    .select((eb) => [
      'statement as number',
      eb.fn.sum<number>('agree').as('agree'),
      eb.fn.sum<number>('disagree').as('disagree'),
      eb.fn.sum<number>('pass').as('pass'),
    ])
    .where('dialogue_id', '=', dialogueId)
    .groupBy('statement')
    .orderBy('statement')
    .execute()
}

/**
 * Which answers to a statement are told, by the plain rule: those that stood at the last ten people that ten more have
 * passed. From the beginning each time.
 */
export function listTold(
  moves: readonly Pick<VoteMove, 'participant' | 'statement' | 'choice'>[],
  statement: number,
): Map<number, number> {
  const now = new Map<number, number>()
  const marks: Map<number, number>[] = [new Map()]
  for (const { participant, choice } of moves.filter((one) => one.statement === statement)) {
    if (choice === null) now.delete(participant)
    else now.set(participant, choice)
    if (now.size === marks.length * peopleInStep) marks.push(new Map(now))
  }
  return marks.at(-2) ?? new Map()
}

/** A box that lets everybody come in, wherever they are. */
export function openVoteBox(db: Db): VoteBox {
  return createVoteBox(db, { admitNewcomers: async (from) => from.map(() => true) })
}
