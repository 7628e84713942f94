import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import {
  leastShown,
  listBackgroundQuestions,
  noteBackgroundShown,
  selectStandingExclusions,
} from '#domains/deliberate'
import { defineJob } from '#platform/jobs'
import { listNewestVersions } from '../engine/snapshot.queries.ts'
import type { OpinionMap } from '../engine/snapshot.ts'
import { sharedEverywhere } from '../engine/told-statements.ts'
import { type Figures, type Told, weighAgain, workOutFigures } from './representativeness.ts'
import type { Cell } from './weigh-people.ts'

/** Works out who took part, where people told: clockwork, a few times an hour. */
export const studyRepresentativenessJob = defineJob('study-representativeness', z.looseObject({}))

/** Statements of each kind that are told of. */
const MOST_STATEMENTS = 5

/** Goes over the dialogues in which people may tell about themselves, and works out what is not known yet. */
export async function studyRepresentativeness(db: Db, now: Date): Promise<void> {
  const dialogues = await db
    .selectFrom('dialogue')
    .innerJoin('entrance', 'entrance.id', 'dialogue.id')
    .select('dialogue.id')
    .where('key_destroyed_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb.selectFrom('background_question').select('number').whereRef('dialogue_id', '=', 'dialogue.id'),
      ),
    )
    .execute()
  for (const { id } of dialogues)
    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((tx) => studyDialogue(tx, id, now))
}

/**
 * The groups are counted anew once ten people told, changed or took back something: figures of one person earlier and one
 * later would say what that person told. Votes are counted anew where ten more of them are told.
 */
async function studyDialogue(tx: Tx, dialogueId: string, now: Date): Promise<void> {
  const [known, version] = await Promise.all([findKnown(tx, dialogueId), findVersion(tx, dialogueId)])
  const tellers = await countTellers(tx, dialogueId, known?.made_at ?? null)
  if (tellers.all < leastShown) {
    await tx.deleteFrom('representativeness').where('dialogue_id', '=', dialogueId).execute()
    await noteBackgroundShown(tx, dialogueId, false)
    return
  }
  const changed = tellers.all + (known?.people ?? 0) - 2 * tellers.unchanged
  const countAnew = !known || changed >= leastShown
  if (!countAnew && version <= known.version) return
  const fresh = workOutFigures(await readTold(tx, dialogueId))
  const figures = countAnew
    ? fresh
    : { ...known.figures, weighing: weighAgain(known.figures.weighing, fresh.weighing) }
  const row = {
    version,
    figures: JSON.stringify(figures),
    ...(countAnew ? { made_at: now, people: tellers.all } : {}),
  }
  await tx
    .insertInto('representativeness')
    .values({ dialogue_id: dialogueId, made_at: now, people: tellers.all, ...row })
    .onConflict((conflict) => conflict.column('dialogue_id').doUpdateSet(row))
    .execute()
  await noteBackgroundShown(tx, dialogueId, true)
}

async function findKnown(tx: Tx, dialogueId: string) {
  const row = await tx
    .selectFrom('representativeness')
    .select(['made_at', 'version', 'people', 'figures'])
    .where('dialogue_id', '=', dialogueId)
    .forUpdate()
    .executeTakeFirst()
  return row && { ...row, figures: row.figures as Figures }
}

async function findVersion(tx: Tx, dialogueId: string): Promise<number> {
  return (await listNewestVersions(tx, [dialogueId]))[0]?.version ?? 0
}

/** How many told something and count in the maths, and how many of them told it before the figures were made. */
async function countTellers(
  tx: Tx,
  dialogueId: string,
  madeAt: Date | null,
): Promise<{ all: number; unchanged: number }> {
  const { rows } = await sql<{ all: number; unchanged: number }>`
    select count(*)::integer as all, (count(*) filter (where last <= ${madeAt}::timestamptz))::integer as unchanged
    from (
      select max(told_at) as last from background_answer
      where dialogue_id = ${dialogueId}::uuid and participant not in (
        select participant from ${selectStandingExclusions(dialogueId)} as standing
      )
      group by participant
    ) as teller`.execute(tx)
  return rows[0] ?? { all: 0, unchanged: 0 }
}

async function readTold(tx: Tx, dialogueId: string): Promise<Told> {
  const questions = await listBackgroundQuestions(tx, dialogueId)
  const cells = await countCells(tx, dialogueId)
  const statements = await listTopStatements(tx, dialogueId)
  const numbers = statements.map(({ statement }) => statement)
  return { questions, cells, statements, votes: await countCellVotes(tx, dialogueId, numbers, cells) }
}

/** What each person told, as one row; whoever the maths leaves out is left out here too. */
const tellersOf = (dialogueId: string) => sql`
  select participant,
    coalesce(max(option) filter (where question = 1), 0)::integer as first,
    coalesce(max(option) filter (where question = 2), 0)::integer as second,
    coalesce(max(option) filter (where question = 3), 0)::integer as third
  from background_answer
  where dialogue_id = ${dialogueId}::uuid and participant not in (
    select participant from ${selectStandingExclusions(dialogueId)} as standing
  )
  group by participant`

type CellRow = { first: number; second: number; third: number }

async function countCells(tx: Tx, dialogueId: string): Promise<Cell[]> {
  const { rows } = await sql<CellRow & { people: number }>`
    select first, second, third, count(*)::integer as people
    from (${tellersOf(dialogueId)}) as teller
    group by first, second, third
    order by first, second, third`.execute(tx)
  return rows.map(({ first, second, third, people }) => ({ options: [first, second, third], people }))
}

async function countCellVotes(tx: Tx, dialogueId: string, statements: number[], cells: readonly Cell[]) {
  const { rows } = await sql<CellRow & { statement: number; votes: number; agrees: number }>`
    select statement, first, second, third, count(*)::integer as votes,
      (count(*) filter (where choice = 1))::integer as agrees
    from (${tellersOf(dialogueId)}) as teller
    join vote on vote.dialogue_id = ${dialogueId}::uuid and vote.participant = teller.participant
      and statement = any(${statements}::integer[])
    group by statement, first, second, third`.execute(tx)
  const at = new Map(cells.map(({ options }, cell) => [options.join(), cell]))
  return rows.flatMap(({ statement, first, second, third, votes, agrees }) => {
    const cell = at.get([first, second, third].join())
    return cell === undefined ? [] : [{ statement, cell, votes, agrees }]
  })
}

/** What the map calls common ground and differences, the surest first, as far as it is published still. */
async function listTopStatements(tx: Tx, dialogueId: string): Promise<Told['statements']> {
  const newest = await tx
    .selectFrom('opinion_snapshot')
    .select('map')
    .where('dialogue_id', '=', dialogueId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!newest) return []
  const chosen = chooseStatements(newest.map as OpinionMap)
  const numbers = chosen.map(({ statement }) => statement)
  const { rows } = await sql<{ statement: number; agrees: number; answers: number }>`
    select told.statement, agree as agrees, agree + disagree + pass as answers
    from statement_figures as told
    join statement on statement.dialogue_id = told.dialogue_id and statement.number = told.statement
    where told.dialogue_id = ${dialogueId}::uuid and state = 'published' and not is_meta
      and statement = any(${numbers}::integer[])`.execute(tx)
  const counts = new Map(rows.map((row) => [row.statement, row]))
  return chosen.flatMap(({ statement, by }) => {
    const count = counts.get(statement)
    return count ? [{ ...count, by }] : []
  })
}

function chooseStatements({ commonGround, differences }: Pick<OpinionMap, 'commonGround' | 'differences'>) {
  const shared = [...new Set(sharedEverywhere({ commonGround }).map(({ statement }) => statement))].slice(
    0,
    MOST_STATEMENTS,
  )
  const divided = [...new Set(differences.map(({ statement }) => statement))]
    .filter((statement) => !shared.includes(statement))
    .slice(0, MOST_STATEMENTS)
  return [
    ...shared.map((statement) => ({ statement, by: 'common-ground' as const })),
    ...divided.map((statement) => ({ statement, by: 'difference' as const })),
  ]
}
