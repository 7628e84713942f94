import { type Selectable, sql } from 'kysely'
import type { DB, Tx } from '#db'

/** A statement as an export tells it, with the exact counts of its votes. */
export type ExportedStatement = Pick<
  Selectable<DB['statement']>,
  'number' | 'text' | 'state' | 'is_seed' | 'is_meta' | 'is_unread' | 'author' | 'created_at'
> & { agree: number; disagree: number }

export type ExportedVote = Pick<Selectable<DB['vote']>, 'participant' | 'statement' | 'choice' | 'voted_at'>

/** All statements of a dialogue, whatever became of them. */
export async function listExportedStatements(tx: Tx, dialogueId: string): Promise<ExportedStatement[]> {
  return tx
    .selectFrom('statement')
    .leftJoin('statement_tally as tally', (join) =>
      join
        .onRef('tally.dialogue_id', '=', 'statement.dialogue_id')
        .onRef('tally.statement', '=', 'statement.number'),
    )
    .select(['number', 'text', 'state', 'is_seed', 'is_meta', 'is_unread', 'author', 'created_at'])
    .select(sql<number>`coalesce(sum(tally.agree), 0)::integer`.as('agree'))
    .select(sql<number>`coalesce(sum(tally.disagree), 0)::integer`.as('disagree'))
    .where('statement.dialogue_id', '=', dialogueId)
    .groupBy(['statement.dialogue_id', 'statement.number'])
    .orderBy('statement.number')
    .execute()
}

/** The numbers of the participants who have a vote that counts. */
export async function listVoters(tx: Tx, dialogueId: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('participant')
    .select('number')
    .where('dialogue_id', '=', dialogueId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('vote')
          .select('vote.statement')
          .whereRef('vote.dialogue_id', '=', 'participant.dialogue_id')
          .whereRef('vote.participant', '=', 'participant.number'),
      ),
    )
    .orderBy('number')
    .execute()
  return rows.map((row) => row.number)
}

/** The votes of some participants. */
export async function listVotesOf(
  tx: Tx,
  dialogueId: string,
  participants: number[],
): Promise<ExportedVote[]> {
  return tx
    .selectFrom('vote')
    .select(['participant', 'statement', 'choice', 'voted_at'])
    .where('dialogue_id', '=', dialogueId)
    .where(sql<boolean>`participant = any(${participants}::integer[])`)
    .orderBy('participant')
    .orderBy('statement')
    .execute()
}
