import type { Tx } from '#db'
import { appendEntries } from '../conversations/conversation.store.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { keepFiles } from '../files/conversation-files.ts'
import { type ToldEntry, tellColleagues } from './notice.ts'
import {
  appendStep,
  holdHolder,
  type LockedTask,
  lockOpenTask,
  type MissedStep,
  type TaskTurn,
  type WrongHolder,
} from './task.store.ts'
import { isOpenTask, isTaskAnswer, type Task, type TaskHolder, type TaskStep } from './task.ts'

export type StepOutcome = { kind: 'stepped'; seq: number } | MissedStep

type Author = { by: string | null; now: Date }

/** Somebody of the team takes a task; of two who do so at once the second is told. */
export async function acceptTask(tx: Tx, turn: TaskTurn): Promise<StepOutcome> {
  const locked = await lockOpenTask(tx, turn, 'holder')
  if (locked.kind !== 'locked') return locked
  return step(tx, locked, { kind: 'task', taskId: turn.taskId, step: 'accepted' }, turn)
}

/** The answer of whoever was asked: it ends the task, and whoever asked is told. */
export async function finishTask(
  tx: Tx,
  turn: TaskTurn,
  { body, files }: { body: string; files?: string | undefined },
): Promise<StepOutcome> {
  const locked = await lockOpenTask(tx, turn, 'holder')
  if (locked.kind !== 'locked') return locked
  return finishLocked(tx, locked, { body, files, party: null }, turn)
}

/** Ends a task with its answer, by whomever. */
export async function finishLocked(
  tx: Tx,
  locked: LockedTask,
  { body, files, party }: { body: string; files?: string | undefined; party: string | null },
  author: Author,
): Promise<{ kind: 'stepped'; seq: number }> {
  const stepped = await step(
    tx,
    locked,
    { kind: 'task', taskId: locked.task.id, step: 'done', body, party },
    author,
  )
  await keepFiles(tx, files, { conversationId: locked.conversation.id, seq: stepped.seq })
  return stepped
}

/** Whoever was asked gives a task back, and says why. */
export async function returnTask(tx: Tx, turn: TaskTurn, reason: string): Promise<StepOutcome> {
  const locked = await lockOpenTask(tx, turn, 'holder')
  if (locked.kind !== 'locked') return locked
  return step(tx, locked, { kind: 'task', taskId: turn.taskId, step: 'returned', body: reason }, turn)
}

/** Nobody needs to do it any more. */
export async function withdrawTask(tx: Tx, turn: TaskTurn): Promise<StepOutcome> {
  const locked = await lockOpenTask(tx, turn, 'colleague')
  if (locked.kind !== 'locked') return locked
  return step(tx, locked, { kind: 'task', taskId: turn.taskId, step: 'withdrawn' }, turn)
}

/** Gives a task to another team or colleague, who can take it anew. */
export async function handTask(tx: Tx, turn: TaskTurn, to: TaskHolder): Promise<StepOutcome | WrongHolder> {
  const wrong = await holdHolder(tx, to, turn.today)
  if (wrong) return wrong
  const locked = await lockOpenTask(tx, turn, 'colleague')
  if (locked.kind !== 'locked') return locked
  return step(tx, locked, { kind: 'task', taskId: turn.taskId, step: 'handed', to }, turn)
}

/** Appends a step, and tells whom it is of concern to. */
export async function step(
  tx: Tx,
  locked: Omit<LockedTask, 'kind'>,
  taken: TaskStep,
  author: Author,
): Promise<{ kind: 'stepped'; seq: number }> {
  const { task, conversation, home } = locked
  const seq = await appendStep(tx, locked, taken, author)
  const told = { conversationId: conversation.id, seq, taskId: task.id, ...author }
  const concerned = concernedBy(taken, task, conversation)
  if (home && isTaskAnswer(taken)) await tellHome(tx, { home, told }, [...concerned, home.assigned_to])
  else await tellColleagues(tx, told, concerned)
  return { kind: 'stepped', seq }
}

/** What comes back to a conversation that was merged is heard where that is handled: there it is unread, and stops a reply by whoever has not read it. */
async function tellHome(
  tx: Tx,
  { home, told }: { home: Conversation; told: ToldEntry },
  concerned: (string | null)[],
): Promise<void> {
  const heard = { kind: 'elsewhere', otherId: told.conversationId, otherSeq: told.seq } as const
  const seq = await appendEntries(tx, home, [heard], told)
  await tellColleagues(tx, { ...told, conversationId: home.id, seq }, concerned)
}

/** Whose work goes on differently by a step: who gets it, who waited for it, or who need not do it any more. */
function concernedBy(
  taken: TaskStep,
  { asked_by, account_id, state }: Task,
  { assigned_to }: Conversation,
): (string | null)[] {
  switch (taken.step) {
    case 'handed':
      return [taken.to.accountId]
    case 'done':
    case 'returned':
      return [asked_by, assigned_to]
    case 'withdrawn':
      return isOpenTask(state) ? [account_id] : []
    default:
      return []
  }
}
