import { sql } from 'kysely'
import type { TaskStepName } from './task.ts'

/** The step of a task that an entry is. */
export type TaskOfEntry = {
  id: string
  step: TaskStepName
  /** The team whose it is from then on. */
  unit: string | null
  /** Who was asked, or answered, outside the organisation. */
  party: string | null
  dueOn: string | null
}

/** The same, of `entry` in a query, or of the entry `told` elsewhere that it names. */
export const taskOfEntry = sql<TaskOfEntry | null>`case when coalesce(entry.task_id, told.task_id) is not null then json_build_object(
  'id', coalesce(entry.task_id, told.task_id), 'step', coalesce(entry.task_step, told.task_step),
  'party', coalesce(entry.task_party, told.task_party), 'dueOn', entry.task_due_on,
  'unit', (select name from unit where unit.id = entry.task_unit_id)) end`
