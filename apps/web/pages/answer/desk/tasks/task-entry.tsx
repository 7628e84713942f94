import type { Child } from 'hono/jsx'
import type { Entry } from '#domains/answer'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { Event, type IconName, Note } from '#web/ui'
import { Prose, say } from '#web/words'
import { taskMessages } from './task.messages.ts'

const icons = {
  asked: 'list-checks',
  handed: 'arrow-right',
  accepted: 'user-check',
  outside: 'arrow-square-out',
  'outside-ended': 'lock-simple',
  done: 'check-circle',
  returned: 'arrow-bend-up-left',
  withdrawn: 'archive',
} as const satisfies Record<NonNullable<Entry['task']>['step'], IconName>

type Step = NonNullable<Entry['task']>

/** By nobody, it went back because somebody left. */
function wordOf({ by }: Entry, { step }: Step) {
  return step === 'handed' && by === null ? ('entryhandedEnded' as const) : (`entry${step}` as const)
}

/** A step of a task: with its words, where it has any; from the conversation a link leads to the task. */
export function TaskEntry({
  c,
  entry,
  moment,
  files,
  isOnTask,
}: {
  c: WebContext
  entry: Entry
  moment: string
  files?: Child
  isOnTask?: boolean
}) {
  const t = say(c, taskMessages)
  const { task, by, assignedTo } = entry
  if (!task) return null
  const words = {
    ...{ by: by ?? '', moment, party: task.party ?? '', to: assignedTo ?? task.unit ?? '' },
    due: noonOf(task.dueOn ?? '2000-01-01'),
  }
  const isOutside = task.step === 'done' && task.party !== null
  const who = t(isOutside ? 'entryoutsideDone' : wordOf(entry, task), words)
  if (entry.body === null) return <Event icon={icons[task.step]}>{who}</Event>
  return (
    <Note who={who}>
      <Prose text={entry.body} />
      {files}
      {!isOnTask && task.step === 'asked' && (
        <p class="wk-small">
          <a href={pathHere(c, `/desk/tasks/${task.id}`)}>{t('toTask')}</a>
        </p>
      )}
    </Note>
  )
}
