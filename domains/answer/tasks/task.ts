import type { Selectable } from 'kysely'
import type { DB } from '#db'

/** A question to a team or a colleague about a conversation. */
export type Task = Selectable<DB['task']>

export type TaskState = Task['state']

/** Whose a task is: a team's, a person's, or that of a person in a team who took it; never nobody's. */
export type TaskHolder = { unitId: string | null; accountId: string | null }

/** One step of a task, as it is appended to its conversation. */
export type TaskStep = { kind: 'task'; taskId: string } & (
  | { step: 'asked'; to: TaskHolder; dueOn: string; body: string }
  | { step: 'handed'; to: TaskHolder }
  | { step: 'accepted' | 'withdrawn' }
  /** A link left to somebody outside the organisation, or was ended before they answered. */
  | { step: 'outside' | 'outside-ended'; party: string }
  /** Answered, by a colleague or by `party` outside the organisation. */
  | { step: 'done'; body: string; party: string | null }
  | { step: 'returned'; body: string }
)

export type TaskStepName = TaskStep['step']

/** What the steps of a task add up to: its row holds the same. */
export type TaskFold = TaskHolder & {
  state: TaskState
  dueOn: string
  askedBy: string
  askedAt: Date
  askedSeq: number
  lastSeq: number
  changedAt: Date
}

/** When, as which entry and by whom a step was taken; by nobody of ours where somebody outside answered. */
export type TaskMoment = { seq: number; by: string | null; at: Date }

/** The task after one more step; without a task before, the first must be `asked`. */
export function foldTask(before: TaskFold | undefined, step: TaskStep, moment: TaskMoment): TaskFold {
  const { seq, by, at } = moment
  if (step.step === 'asked') {
    const asked = { askedBy: by ?? '', askedAt: at, askedSeq: seq, lastSeq: seq, changedAt: at }
    return { ...step.to, state: 'asked', dueOn: step.dueOn, ...asked }
  }
  if (!before) throw new Error(`A task begins when it is asked, not with "${step.step}".`)
  const task = { ...before, lastSeq: seq, changedAt: at }
  switch (step.step) {
    case 'handed':
      return { ...task, ...step.to, state: 'asked' }
    case 'accepted':
      return { ...task, state: 'accepted', accountId: by }
    case 'done':
    case 'returned':
    case 'withdrawn':
      return { ...task, state: step.step }
    default:
      return task
  }
}

/** Whether somebody still has to do it. */
export function isOpenTask(state: TaskState): boolean {
  return state === 'asked' || state === 'accepted'
}

/** Whether whoever asked gets something back by it: the conversation is then unread to everybody. */
export function isTaskAnswer({ step }: TaskStep): boolean {
  return step === 'done' || step === 'returned'
}

/** What the row of a task says. */
export function taskFoldOf(task: Task): TaskFold {
  return {
    ...{ unitId: task.unit_id, accountId: task.account_id, state: task.state, dueOn: task.due_on },
    ...{ askedBy: task.asked_by, askedAt: task.asked_at, askedSeq: task.asked_seq },
    ...{ lastSeq: task.last_seq, changedAt: task.changed_at },
  }
}

/** The same, as its row holds it. */
export function taskColumnsOf(fold: TaskFold) {
  return {
    ...{ unit_id: fold.unitId, account_id: fold.accountId, state: fold.state, due_on: fold.dueOn },
    ...{ asked_by: fold.askedBy, asked_at: fold.askedAt, asked_seq: fold.askedSeq },
    ...{ last_seq: fold.lastSeq, changed_at: fold.changedAt },
  }
}

type StepColumns = Pick<
  Selectable<DB['conversation_entry']>,
  'kind' | 'task_id' | 'task_step' | 'task_unit_id' | 'assigned_to' | 'task_due_on' | 'task_party' | 'body'
>

/** A step as the row of its entry holds it. */
export function stepColumnsOf(step: TaskStep): StepColumns {
  const { unitId, accountId } = 'to' in step ? step.to : { unitId: null, accountId: null }
  return {
    ...{ kind: 'task', task_id: step.taskId, task_step: step.step },
    ...{ task_unit_id: unitId, assigned_to: accountId },
    task_due_on: step.step === 'asked' ? step.dueOn : null,
    task_party: 'party' in step ? step.party : null,
    body: 'body' in step ? step.body : null,
  }
}

/** The step that an entry of the kind `task` holds; words that were let go of are empty. */
export function readTaskStep(row: StepColumns): TaskStep {
  const { task_step: step, task_party: party } = row
  const base = { kind: 'task', taskId: row.task_id ?? '' } as const
  const to = { unitId: row.task_unit_id, accountId: row.assigned_to }
  const body = row.body ?? ''
  switch (step) {
    case 'asked':
      return { ...base, step, to, dueOn: row.task_due_on ?? '', body }
    case 'handed':
      return { ...base, step, to }
    case 'outside':
    case 'outside-ended':
      return { ...base, step, party: party ?? '' }
    case 'done':
      return { ...base, step, body, party }
    case 'returned':
      return { ...base, step, body }
    case 'accepted':
    case 'withdrawn':
      return { ...base, step }
    default:
      throw new Error(`There is no step of a task called "${step}".`)
  }
}
