import { z } from 'zod'
import { newTaskSchema } from '../tasks/task.schema.ts'
import type { TaskHolder } from '../tasks/task.ts'

/** A question to a team or a colleague; without a day of its own it is due when the conversation is. */
export type FilingTask = { to: TaskHolder; question: string; dueOn: string | undefined }

/** What is decided of a conversation as it begins, by the colleague who begins it. */
export type Filing = {
  subjectId: string | null
  unitId: string | null
  /** Until when an answer was promised, as 2026-03-02, where that is sooner than it is due anyway. */
  promisedOn: string | undefined
  task: FilingTask | undefined
}

const choice = z.union([z.literal('').transform(() => null), z.uuid()]).default(null)
const optionalDay = (problem: string) =>
  z.union([z.literal('').transform(() => undefined), z.iso.date()], problem).optional()

const { to, question } = newTaskSchema.shape

/** The fields of a form by which a conversation is filed as it begins; all of them may be left out. */
export const filingSchema = z
  .object({
    subject: choice,
    unit: choice,
    promisedOn: optionalDay('not-a-date'),
    to: z.string().default(''),
    question: z.string().default(''),
    dueOn: optionalDay('not-a-date'),
  })
  .transform(({ subject, unit, promisedOn, dueOn, ...asked }, context): Filing => {
    const filing = { subjectId: subject, unitId: unit, promisedOn }
    if (asked.to === '' && asked.question.trim() === '') return { ...filing, task: undefined }
    const task = z.object({ to, question }).safeParse(asked)
    if (task.success) return { ...filing, task: { ...task.data, dueOn } }
    for (const { path, message } of task.error.issues) context.addIssue({ code: 'custom', path, message })
    return z.NEVER
  })

/** What was chosen stands no more: a team was closed, a colleague left. Nothing was begun. */
export class FilingRefused extends Error {
  override readonly name = 'FilingRefused'
  /** The field of the form, and the word for what is wrong with it. */
  readonly field: 'subject' | 'unit' | 'promisedOn' | 'to' | 'dueOn'
  readonly problem: string
  constructor(field: FilingRefused['field'], problem: string) {
    super(`A conversation was not begun: ${field} is "${problem}".`)
    this.field = field
    this.problem = problem
  }
}
