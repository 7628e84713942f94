import type { Child, PropsWithChildren } from 'hono/jsx'
import type { TaskPage } from '#domains/answer'
import { type FormErrors, type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { Details, Hidden } from '#web/ui'
import type { SentFiles } from '../../files/sent-files.ts'

/** The forms of a task, each by the end of its address. */
export type TaskFormName = 'accept' | 'finish' | 'return' | 'hand' | 'withdraw' | 'outside' | 'revoke'

/** A form that came back: which one, what was filled in, and what is wrong with it. */
export class TaskForm {
  readonly name: TaskFormName
  readonly text: FormText
  readonly errors: FormErrors
  readonly files: SentFiles | undefined

  constructor(name: TaskFormName, text: FormText, { errors = {}, files }: Trouble) {
    this.name = name
    this.text = text
    this.errors = errors
    this.files = files
  }

  /** What stands in a field, where it is this form that came back. */
  valueOf(name: TaskFormName, field: string): string | undefined {
    return this.name === name ? textOf(this.text, field) : undefined
  }

  /** What is ticked in a field of several. */
  choicesOf(name: TaskFormName, field: string): string[] | undefined {
    return this.name === name ? [this.text[field] ?? []].flat() : undefined
  }
}

type Trouble = { errors?: FormErrors; files?: SentFiles | undefined }

/** A form about a task: it says up to which step its reader saw it. */
export function TaskFormTag({
  c,
  task,
  name,
  withFiles,
  children,
}: PropsWithChildren<{ c: WebContext; task: TaskPage; name: TaskFormName; withFiles?: boolean }>) {
  return (
    <form
      class="wk-stack"
      method="post"
      action={pathHere(c, `/desk/tasks/${task.id}/${name}`)}
      enctype={withFiles ? 'multipart/form-data' : undefined}
      novalidate
    >
      <Hidden values={{ seen: String(task.lastSeq) }} />
      {children}
    </form>
  )
}

/** One line until somebody opens it; open where something is wrong in it. */
export function Fold({
  form,
  name,
  summary,
  children,
}: PropsWithChildren<{ form: TaskForm | undefined; name: TaskFormName; summary: Child }>) {
  return (
    <Details summary={summary} open={form?.name === name}>
      <div class="wk-stack">{children}</div>
    </Details>
  )
}
