import { sql } from 'kysely'
import type { Db } from '#db'
import type { Written } from '#domains/translation'
import { mostStatements, type Statement } from '../statements/statement.ts'
import type { BallotTally } from './choose-statement.ts'
import { type Choice, choiceOf, type PassReason, type Tally, type Vote } from './vote.ts'

/** The published statements of a dialogue, with how many people gave each answer and how often each was shown. */
export async function listBallotTallies(db: Db, dialogueId: string): Promise<BallotTally[]> {
  return db
    .selectFrom('statement')
    .leftJoin('statement_tally as tally', (join) =>
      join
        .onRef('tally.dialogue_id', '=', 'statement.dialogue_id')
        .onRef('tally.statement', '=', 'statement.number'),
    )
    .leftJoin('showing_count as showings', (join) =>
      join
        .onRef('showings.dialogue_id', '=', 'statement.dialogue_id')
        .onRef('showings.statement', '=', 'statement.number'),
    )
    .select('statement.number')
    .select(sql<number>`coalesce(showings.shown, 0)`.as('shown'))
    .select(sql<number>`coalesce(sum(tally.agree), 0)::integer`.as('agree'))
    .select(sql<number>`coalesce(sum(tally.disagree), 0)::integer`.as('disagree'))
    .select(sql<number>`coalesce(sum(tally.pass), 0)::integer`.as('pass'))
    .where('statement.dialogue_id', '=', dialogueId)
    .where('statement.state', '=', 'published')
    .groupBy(['statement.number', 'showings.shown'])
    .orderBy('statement.number')
    .limit(mostStatements)
    .execute()
}

/** A published statement as the ballot asks it. */
export type BallotStatement = Pick<Statement, 'number' | 'text' | 'language' | 'is_seed'> & Written

export async function findBallotStatement(
  db: Db,
  dialogueId: string,
  number: number,
): Promise<BallotStatement | undefined> {
  return db
    .selectFrom('statement')
    .select(['number', 'text', 'language', 'is_seed'])
    .where('dialogue_id', '=', dialogueId)
    .where('number', '=', number)
    .where('state', '=', 'published')
    .executeTakeFirst()
}

/** A statement that people answer or answered, with its figures as they are told. */
export type AskedStatement = BallotStatement &
  Tally & {
    /** It has a newer version: a vote on it counts, and can be taken back, but not cast or changed. */
    isReplaced: boolean
  }

/** What is asked, and what was before it was replaced; bounded by what a dialogue may hold. */
export async function listAskedStatements(db: Db, dialogueId: string): Promise<AskedStatement[]> {
  const rows = await selectCounted(db, dialogueId, ['published', 'closed'])
    .select('statement.state')
    .orderBy('statement.number')
    .limit(2 * mostStatements)
    .execute()
  return rows.map(({ state, ...row }) => ({ ...row, isReplaced: state === 'closed' }))
}

/** The same with somebody's own vote. */
export type AnsweredStatement = AskedStatement & {
  own: Choice | undefined
  passReason: PassReason | null
  votedAt: Date | undefined
}

const ownColumns = [
  'vote.choice as own',
  'vote.pass_reason as passReason',
  'vote.voted_at as votedAt',
  'statement.state',
] as const

/** One statement with its figures, and somebody's own vote on it. */
export async function findAnsweredStatement(
  db: Db,
  { dialogueId, pseudonym, number }: { dialogueId: string; pseudonym: Buffer; number: number },
): Promise<AnsweredStatement | undefined> {
  const row = await selectAnswered(db, dialogueId, pseudonym)
    .where('statement.number', '=', number)
    .executeTakeFirst()
  return row && withChoice(row)
}

/** Somebody's own votes, the latest first; those on statements that were replaced too. */
export async function listOwnVotes(
  db: Db,
  { dialogueId, pseudonym, most = mostStatements }: { dialogueId: string; pseudonym: Buffer; most?: number },
): Promise<AnsweredStatement[]> {
  const rows = await selectAnswered(db, dialogueId, pseudonym)
    .orderBy('vote.voted_at', 'desc')
    .orderBy('statement.number')
    .limit(most)
    .execute()
  return rows.map(withChoice)
}

function selectAnswered(db: Db, dialogueId: string, pseudonym: Buffer) {
  return selectCounted(db, dialogueId, ['published', 'closed'])
    .innerJoin('participant', (join) =>
      join.on('participant.dialogue_id', '=', dialogueId).on('participant.pseudonym', '=', pseudonym),
    )
    .innerJoin('vote', (join) =>
      join
        .on('vote.dialogue_id', '=', dialogueId)
        .onRef('vote.participant', '=', 'participant.number')
        .onRef('vote.statement', '=', 'statement.number'),
    )
    .select(ownColumns)
}

/** Statements with their figures as they are told: those that are asked, or those of other states. */
export function selectCounted(
  db: Db,
  dialogueId: string,
  states: readonly ('published' | 'closed')[] = ['published'],
) {
  return db
    .selectFrom('statement')
    .leftJoin('statement_figures as told', (join) =>
      join.on('told.dialogue_id', '=', dialogueId).onRef('told.statement', '=', 'statement.number'),
    )
    .select([
      'statement.number',
      'statement.text',
      'statement.language',
      'statement.is_seed',
      'statement.is_meta',
      sql<number>`coalesce(told.agree, 0)`.as('agree'),
      sql<number>`coalesce(told.disagree, 0)`.as('disagree'),
      sql<number>`coalesce(told.pass, 0)`.as('pass'),
    ])
    .where('statement.dialogue_id', '=', dialogueId)
    .where('statement.state', 'in', states)
}

type AnsweredRow = BallotStatement &
  Tally & { own: Vote['choice']; passReason: PassReason | null; votedAt: Date; state: Statement['state'] }

function withChoice({ own, state, ...row }: AnsweredRow): AnsweredStatement {
  return { ...row, own: choiceOf(own), isReplaced: state === 'closed' }
}

/**
 * A published statement with its figures: in steps of ten people, all 0 before anything is told; `is_meta` where it is a fact
 * about people.
 */
export type StatementResult = BallotStatement & Pick<Statement, 'is_meta'> & Tally

/** What people answered to each published statement, in the order of their numbers; bounded by what a dialogue may hold. */
export async function listResults(db: Db, dialogueId: string): Promise<StatementResult[]> {
  return selectCounted(db, dialogueId).orderBy('statement.number').limit(mostStatements).execute()
}

/** Some of the published statements, with their figures. */
export async function listNamedStatements(
  db: Db,
  dialogueId: string,
  numbers: readonly number[],
): Promise<StatementResult[]> {
  if (numbers.length === 0) return []
  return selectCounted(db, dialogueId).where('statement.number', 'in', numbers).execute()
}

/** How many passed for a reason, by statement, as it is told with the other figures. */
export type PassReasons = ReadonlyMap<number, Record<PassReason, number>>

export async function findPassReasons(db: Db, dialogueId: string): Promise<PassReasons> {
  const rows = await db
    .selectFrom('statement_figures')
    .select(['statement', 'pass_unsure as unsure', 'pass_unclear as unclear'])
    .select('pass_not_relevant as not_relevant')
    .where('dialogue_id', '=', dialogueId)
    .execute()
  return new Map(rows.map(({ statement, ...reasons }) => [statement, reasons]))
}

/** The words of what is asked, to compare a new statement with. */
export async function listStatementTexts(
  db: Db,
  dialogueId: string,
): Promise<{ number: number; text: string; language: string }[]> {
  return db
    .selectFrom('statement')
    .select(['number', 'text', 'language'])
    .where('dialogue_id', '=', dialogueId)
    .where('state', '=', 'published')
    .orderBy('number')
    .limit(mostStatements)
    .execute()
}
