import type { Tx } from '#db'
import { holdOpenUnit, holdStaffMember } from '#domains/people'
import { type Author, appendEntries } from '../conversations/conversation.store.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { lockWithHome } from '../hands/home.ts'
import {
  foldTask,
  isOpenTask,
  type Task,
  type TaskHolder,
  type TaskStep,
  taskColumnsOf,
  taskFoldOf,
} from './task.ts'
import { endLinks } from './task-link.store.ts'
import { isHolder, listAskable, mayOpenTask, readTaskViewer } from './task-viewer.ts'

/** A member of staff does something with a task, having seen it up to its step `seen`; `today` as 2026-03-02. */
export type TaskTurn = { taskId: string; seen: number; by: string; now: Date; today: string }

/** The step was not taken: somebody was first, it is over, there is no such task, or it is not theirs. */
export type MissedStep = { kind: 'changed' | 'over' | 'not-found' | 'not-yours' }

export type LockedTask = {
  kind: 'locked'
  task: Task
  conversation: Conversation
  /** Where its conversation is handled, where that was merged into another. */
  home: Conversation | undefined
}

/** Locks a task, with its conversation, for as long as the transaction lasts. */
export async function lockTask(tx: Tx, taskId: string): Promise<LockedTask | { kind: 'not-found' }> {
  const found = await tx
    .selectFrom('task')
    .select('conversation_id')
    .where('id', '=', taskId)
    .executeTakeFirst()
  const locked = found && (await lockWithHome(tx, found.conversation_id))
  if (!locked) return { kind: 'not-found' }
  const task = await tx.selectFrom('task').selectAll().where('id', '=', taskId).executeTakeFirstOrThrow()
  return { kind: 'locked', task, ...locked }
}

/**
 * Locks a task for somebody who has seen all that happened with it, while it is open.
 * @param who  `holder`: whose task it is, by name or by team; `colleague`: whoever may read the conversation too
 */
export async function lockOpenTask(
  tx: Tx,
  { taskId, seen, by, today }: TaskTurn,
  who: 'holder' | 'colleague',
): Promise<LockedTask | MissedStep> {
  const staff = await holdStaffMember(tx, by, today)
  const locked = await lockTask(tx, taskId)
  if (locked.kind !== 'locked') return locked
  const viewer = staff && (await readTaskViewer(tx, staff, today))
  if (!viewer || !(await mayOpenTask(tx, locked.task, viewer))) return { kind: 'not-found' }
  if (who === 'holder' && !isHolder(locked.task, viewer)) return { kind: 'not-yours' }
  if (locked.task.last_seq !== seen) return { kind: 'changed' }
  return isOpenTask(locked.task.state) ? locked : { kind: 'over' }
}

/** Appends a step to a locked task: the entry, and what the task adds up to; what ends it ends the link to it. */
export async function appendStep(
  tx: Tx,
  { task, conversation }: Pick<LockedTask, 'task' | 'conversation'>,
  step: TaskStep,
  author: Author,
): Promise<number> {
  const seq = await appendEntries(tx, conversation, [step], author)
  const fold = foldTask(taskFoldOf(task), step, { seq, by: author.by, at: author.now })
  await tx.updateTable('task').set(taskColumnsOf(fold)).where('id', '=', task.id).execute()
  if (!isOpenTask(fold.state)) await endLinks(tx, task.id, 'over', author.now)
  return seq
}

/** Why a task cannot be asked of somebody. */
export type WrongHolder = { kind: 'not-staff' | 'not-a-unit' | 'nobody-there' }

/** Sees to it that whoever is asked is there, and stays so as long as the transaction lasts. */
export async function holdHolder(
  tx: Tx,
  { unitId, accountId }: TaskHolder,
  today: string,
): Promise<WrongHolder | undefined> {
  if (accountId !== null)
    return (await holdStaffMember(tx, accountId, today)) ? undefined : { kind: 'not-staff' }
  if (unitId === null || !(await holdOpenUnit(tx, unitId))) return { kind: 'not-a-unit' }
  const { units } = await listAskable(tx, today)
  return units.some(({ id }) => id === unitId) ? undefined : { kind: 'nobody-there' }
}
