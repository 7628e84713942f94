import { sql } from 'kysely'
import type { Db } from '#db'
import { retally } from '#domains/deliberate/testing'
import { systemClock } from '#platform/clock'
import { newId } from '#platform/db'
import { silentLog } from '#platform/log'
import { type Crowd, now, type StoredVote } from '#stories'
import { CELL, type VoteCells } from './engine-dialogue.ts'
import type { EnginePace } from './engine-pace.ts'
import { enginePace } from './engine-pace.ts'
import { type OpinionEngine, startOpinionEngine } from './opinion-engine.ts'
import { findSnapshot } from './snapshot.queries.ts'
import type { DialogueSnapshot } from './snapshot.ts'
import type { Telling } from './told-groups.ts'

/** The engine as it runs, without its pauses. */
export const quickPace: EnginePace = {
  ...enginePace,
  readEvery: 10,
  claimEvery: 20,
  mapEvery: 20,
  studyEvery: 50,
  quietAfter: 20,
  endAfter: 20,
}

export function startTestEngine(databaseUrl: string, pace: EnginePace = quickPace): Promise<OpinionEngine> {
  return startOpinionEngine({
    databaseUrl,
    clock: systemClock,
    log: silentLog,
    timeZone: 'Europe/Amsterdam',
    pace,
  })
}

export async function takeBackVotes(
  db: Db,
  dialogueId: string,
  cells: readonly { participant: number; statement: number }[],
): Promise<void> {
  await sql`with taken as (
      delete from vote using unnest(
        ${cells.map((cell) => cell.participant)}::integer[], ${cells.map((cell) => cell.statement)}::integer[]
      ) as one (participant, statement)
      where vote.dialogue_id = ${dialogueId}::uuid
        and vote.participant = one.participant and vote.statement = one.statement
      returning vote.*
    )
    insert into vote_history (dialogue_id, participant, statement, choice, channel, voted_at)
    select dialogue_id, participant, statement, null, channel, voted_at from taken`.execute(db)
  await retally(db, dialogueId)
}

export async function exclude(db: Db, crowd: Crowd, participant: number, isExcluded = true): Promise<void> {
  await db
    .insertInto('participant_exclusion')
    .values({
      dialogue_id: crowd.id,
      participant,
      is_excluded: isExcluded,
      decision: newId(),
      reason: 'Twee keer dezelfde persoon.',
      decided_by: crowd.by,
      decided_at: now,
    })
    .execute()
}

/** What a map tells once it is of all votes. */
export const tellsAll: Telling = { isOver: true, isRestTold: true }

/** No more answers are taken: from now on the maps are of all votes, those that a test still stores too. */
export async function endCrowd(db: Db, { id }: { id: string }): Promise<void> {
  await db.updateTable('dialogue').set({ state: 'closed', closed_at: now }).where('id', '=', id).execute()
}

/** Votes as the engine reads them. */
export function cellsOf(votes: readonly StoredVote[]): VoteCells {
  const cells = new Float64Array(votes.length * CELL)
  votes.forEach(({ participant, statement, choice, at = now }, row) => {
    cells.set([participant, statement, choice, at.getTime(), 0], row * CELL)
  })
  return cells
}

/** Waits for a map that the test accepts. @param patienceMs how long; a test that takes longer must say so itself */
export async function waitForMap(
  db: Db,
  dialogueId: string,
  accepts: (snapshot: DialogueSnapshot) => boolean,
  patienceMs = 30_000,
): Promise<DialogueSnapshot> {
  const end = performance.now() + patienceMs
  let last: DialogueSnapshot | undefined
  while (performance.now() < end) {
    last = await findSnapshot(db, dialogueId)
    if (last && accepts(last)) return last
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const { version, votes, participants } = last ?? {}
  throw new Error(`No such map came; the last one: ${JSON.stringify({ version, votes, participants })}`)
}
