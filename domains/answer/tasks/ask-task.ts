import type { Tx } from '#db'
import { newId } from '#platform/db'
import { appendEntries } from '../conversations/conversation.store.ts'
import { lockUnchanged, type MissedTurn, type Turn } from '../conversations/take-turn.ts'
import { tellColleagues } from './notice.ts'
import { holdHolder, type WrongHolder } from './task.store.ts'
import { foldTask, type TaskHolder, type TaskStep, taskColumnsOf } from './task.ts'

export type NewTask = {
  to: TaskHolder
  question: string
  /** The last day on which an answer is in time, as 2026-03-02. */
  dueOn: string
  /** The entries that whoever is asked may read: those that are no words for them are left out. */
  shown: number[]
}

export type AskTaskOutcome =
  | { kind: 'appended'; seq: number; taskId: string }
  | MissedTurn
  | WrongHolder
  | { kind: 'past' }

/** Asks a team or a colleague something about a conversation; they read the question, and what is shown of it. */
export async function askTask(tx: Tx, turn: Turn, task: NewTask): Promise<AskTaskOutcome> {
  const { to, question, dueOn } = task
  if (dueOn < turn.today) return { kind: 'past' }
  const wrong = await holdHolder(tx, to, turn.today)
  if (wrong) return wrong
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  const { by, now } = turn
  const taskId = newId()
  const step: TaskStep = { kind: 'task', taskId, step: 'asked', to, dueOn, body: question }
  const seq = conversation.last_seq + 1
  const shown = await keepReadable(tx, conversation.id, task.shown)
  const columns = taskColumnsOf(foldTask(undefined, step, { seq, by, at: now }))
  await tx
    .insertInto('task')
    .values({ id: taskId, conversation_id: conversation.id, ...columns, shown })
    .execute()
  await appendEntries(tx, conversation, [step], { by, now })
  await tellColleagues(tx, { conversationId: conversation.id, seq, taskId, by, now }, [to.accountId])
  return { kind: 'appended', seq, taskId }
}

/** Of some entries, those that can be shown to whoever is asked: what was said to us, and what we answered. */
async function keepReadable(tx: Tx, conversationId: string, seqs: number[]): Promise<number[]> {
  if (seqs.length === 0) return []
  const rows = await tx
    .selectFrom('conversation_entry')
    .select('seq')
    .where('conversation_id', '=', conversationId)
    .where('seq', 'in', seqs)
    .where('kind', 'in', ['received', 'sent'])
    .orderBy('seq')
    .execute()
  return rows.map(({ seq }) => seq)
}
