import { isOpenTask, type TaskLine } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { Box, Button, Icon, Select } from '#web/ui'
import { say } from '#web/words'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { taskMessages } from './task.messages.ts'
import { dueWords, holderWords, TaskTag } from './task-words.tsx'

const FIRST_WORDS = 80

/** What others were asked about this conversation, and how far they are. */
export function TaskBox({ c, desk }: { c: WebContext; desk: Desk }) {
  const t = say(c, taskMessages)
  const { tasks } = desk
  return (
    <Box title={t('boxTitle')}>
      {tasks.length === 0 && <p>{t('boxNone')}</p>}
      {tasks.length > 0 && (
        <ul class="wk-stack wk-stack--s">
          {tasks.map((task) => (
            <li>
              <TaskInBox c={c} task={task} />
            </li>
          ))}
        </ul>
      )}
      <p>
        <Button small dataKey="v" formaction={actionOf(c, desk, 'to-task')}>
          {t('ask')}
        </Button>
      </p>
    </Box>
  )
}

function TaskInBox({ c, task }: { c: WebContext; task: TaskLine }) {
  const due = dueWords(c, task.dueOn)
  return (
    <>
      <TaskTag c={c} state={task.state} />{' '}
      <a href={pathHere(c, `/desk/tasks/${task.id}`)}>{firstWords(task.question)}</a>
      <span class="wk-small">
        {' '}
        {holderWords(c, task)}.{' '}
        {isOpenTask(task.state) && (
          <>
            {due.isLate && <Icon name="warning" />} {due.text}.
          </>
        )}
      </span>
    </>
  )
}

/** The first line of a question, as long as a line is. */
export function firstWords(question: string): string {
  const [line = ''] = question.trim().split('\n')
  const letters = [...line]
  return letters.length <= FIRST_WORDS ? line : `${letters.slice(0, FIRST_WORDS).join('').trimEnd()}…`
}

/** Above the reply: that somebody still works on it, so that no task is forgotten when the answer leaves. */
export function OpenTasks({ c, desk }: { c: WebContext; desk: Desk }) {
  const t = say(c, taskMessages)
  const open = desk.tasks.filter(({ state }) => isOpenTask(state))
  if (open.length === 0) return null
  const isAnswered = desk.page.conversation.status !== 'open'
  const [{ person, unit }] = open as [TaskLine]
  return (
    <p class="wk-small">
      <Icon name="list-checks" />{' '}
      {isAnswered ? t('openOnAnswered') : t('stillOpen', { n: open.length, who: person ?? unit ?? '' })}
    </p>
  )
}

/** A colleague who is told of a note, where typing a name is no way. */
export function MentionChoice({ c, desk }: { c: WebContext; desk: Desk }) {
  const t = say(c, taskMessages)
  const others = desk.colleagues.filter(({ accountId }) => accountId !== desk.staff.accountId)
  return (
    <Select
      id="mention"
      name="mention"
      label={t('mentionLabel')}
      description={t('mentionHelp')}
      options={[
        { value: '', label: t('mentionNobody') },
        ...others.map(({ accountId, name, unit }) => ({ value: accountId, label: `${name}, ${unit}` })),
      ]}
    />
  )
}
