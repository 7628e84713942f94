import type { AskableHolders, TaskPage } from '#domains/answer'
import type { TaskForm } from './task-form.tsx'

/** What somebody just did with a task. */
export const taskDeeds = [
  'accepted',
  'done',
  'returned',
  'withdrawn',
  'handed',
  'outside',
  'outside-ended',
] as const
export type TaskDeed = (typeof taskDeeds)[number]

export type TaskView = {
  task: TaskPage
  askable: AskableHolders
  done?: TaskDeed | undefined
  /** Why nothing was done. */
  missed?: 'changed' | 'over' | 'not-yours' | undefined
  form?: TaskForm | undefined
}
