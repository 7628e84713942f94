import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '#db'
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

async function listLateMaps(db: Db, dialogueId: string): Promise<string[]> {
  const { rows } = await sql<{ stored: number; mapped: number | null }>`
    select (select count(*)::int from vote where dialogue_id = ${dialogueId}) as stored,
      (select (map ->> 'votes')::int from opinion_snapshot where dialogue_id = ${dialogueId} order by version desc limit 1) as mapped`.execute(
    db,
  )
  const [row] = rows
  return row && row.stored !== row.mapped ? [`the map knows ${row.mapped} votes of ${row.stored}`] : []
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
  }
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
