import { isDeepStrictEqual } from 'node:util'
import type { Db } from '#db'
import type { StoredEntry } from '../conversations/stored-entry.ts'
import { foldTask, readTaskStep, type TaskFold, taskFoldOf } from './task.ts'

/** A task whose row says something else than its steps, and what; `steps` where one of the two is not there. */
export type TaskFault = { conversation: string; task: string; differs: string[] }

/** Counts the tasks of some conversations anew, from their entries in order. */
export async function listTaskFaults(
  db: Db,
  conversationIds: string[],
  entries: StoredEntry[],
): Promise<TaskFault[]> {
  const rows = await db
    .selectFrom('task')
    .selectAll()
    .where('conversation_id', 'in', conversationIds)
    .execute()
  const steps = Map.groupBy(
    entries.filter(({ kind }) => kind === 'task'),
    ({ task_id: id, conversation_id: conversation }) => `${conversation} ${id}`,
  )
  const known = new Set(rows.map(({ id, conversation_id }) => `${conversation_id} ${id}`))
  const lost = [...steps.keys()].filter((key) => !known.has(key)).map((key) => key.split(' '))
  return [
    ...lost.map(([conversation = '', task = '']) => ({ conversation, task, differs: ['steps'] })),
    ...rows.flatMap((row) => {
      const differs = differencesOf(taskFoldOf(row), steps.get(`${row.conversation_id} ${row.id}`) ?? [])
      return differs.length === 0 ? [] : [{ conversation: row.conversation_id, task: row.id, differs }]
    }),
  ]
}

function differencesOf(held: TaskFold, steps: StoredEntry[]): string[] {
  if (steps[0]?.task_step !== 'asked') return ['steps']
  let folded: TaskFold | undefined
  for (const row of steps)
    folded = foldTask(folded, readTaskStep(row), { seq: row.seq, by: row.by_account, at: row.at })
  const values = new Map<string, unknown>(Object.entries(held))
  return Object.entries(folded ?? {}).flatMap(([name, value]) =>
    isDeepStrictEqual(values.get(name), value) ? [] : [name],
  )
}
