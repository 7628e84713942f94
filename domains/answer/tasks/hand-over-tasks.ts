import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { findStaffMember } from '#domains/people'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import { step } from './step-task.ts'
import { type TaskLine, taskLine, taskLineJoins } from './task.queries.ts'
import { lockTask } from './task.store.ts'
import { isOpenTask, type TaskHolder } from './task.ts'

/** More are handed over all the same, and not named. */
const MOST_NAMED = 50

/** The open tasks in somebody's hands, or of a team: what is due first on top, as far as the reader may read it; and how many there are in all. */
export async function listHeldTasks(
  db: Db,
  of: { accountId: string } | { unitId: string },
  reader: Reader,
): Promise<{ named: TaskLine[]; total: number }> {
  const held =
    'accountId' in of ? sql`task.account_id = ${of.accountId}::uuid` : sql`task.unit_id = ${of.unitId}::uuid`
  const open = sql`${held} and task.state in ('asked', 'accepted')`
  const { rows: named } = await sql<TaskLine>`
    select ${taskLine} from task ${taskLineJoins}
    join conversation on conversation.id = task.conversation_id
    where ${open} and ${mayRead(reader, 'conversation.subject_id')}
    order by task.due_on, task.id limit ${MOST_NAMED}`.execute(db)
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from task where ${open}`.execute(db)
  return { named, total: rows[0]?.total ?? 0 }
}

/**
 * Gives the open tasks of somebody who leaves to a colleague; without one, each goes back to the team that it was asked of, or else
 * to the one that they worked in. Each conversation says so.
 * @param unitId  the team that they worked in
 */
export async function handOverTasks(
  tx: Tx,
  { from, to, unitId, by, now, today }: HandingOver,
): Promise<void> {
  const successor = to === null ? undefined : await findStaffMember(tx, to, today)
  const held = await tx
    .selectFrom('task')
    .select('id')
    .where('account_id', '=', from)
    .where('state', 'in', ['asked', 'accepted'])
    .orderBy('conversation_id')
    .orderBy('id')
    .execute()
  for (const { id } of held) {
    const locked = await lockTask(tx, id)
    if (locked.kind !== 'locked' || !isOpenTask(locked.task.state) || locked.task.account_id !== from)
      continue
    const holder: TaskHolder = successor
      ? { unitId: locked.task.unit_id, accountId: successor.accountId }
      : { unitId: locked.task.unit_id ?? unitId, accountId: null }
    await step(tx, locked, { kind: 'task', taskId: id, step: 'handed', to: holder }, { by, now })
  }
}

type HandingOver = {
  from: string
  to: string | null
  unitId: string
  /** Null: the clock did. */
  by: string | null
  now: Date
  today: string
}

/** Whether a team still has tasks to do; none is asked of one that is held to be closed. */
export async function hasOpenTasks(db: Db, unitId: string): Promise<boolean> {
  const open = await db
    .selectFrom('task')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('state', 'in', ['asked', 'accepted'])
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}
