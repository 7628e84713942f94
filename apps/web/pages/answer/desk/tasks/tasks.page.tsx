import type { Child } from 'hono/jsx'
import {
  isOpenTask,
  MOST_TASKS_COUNTED,
  type NoticeLine,
  type TaskCounts,
  type TaskLine,
} from '#domains/answer'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Empty, List, type ListItem, type MetaItem, PageHead, Pager, Tabs, Tag } from '#web/ui'
import { say } from '#web/words'
import { momentOf } from '../conversation/conversation-entry.tsx'
import { taskMessages } from './task.messages.ts'
import { firstWords } from './task-box.tsx'
import { dueWords, holderWords, TaskTag } from './task-words.tsx'

export const taskLists = ['open', 'asked', 'notices'] as const
export type TaskList = (typeof taskLists)[number]

export type TasksView = {
  counts: TaskCounts
  after: string | undefined
} & ({ list: 'open' | 'asked'; lines: Page<TaskLine> } | { list: 'notices'; lines: Page<NoticeLine> })

/** What others ask of somebody and their team, what they asked themselves, and what they are told. */
export async function tasksPage(c: WebContext, view: TasksView): Promise<Response> {
  const t = say(c, taskMessages)
  const { list, lines, after } = view
  return deskPage(
    c,
    { title: t('title'), menuItem: 'tasks', staff: await getStaff(c) },
    <Band tight>
      <PageHead title={t('title')} />
      <TaskTabs c={c} view={view} />
      {lines.rows.length === 0 ? (
        <NoTasks c={c} list={list} />
      ) : (
        <List items={itemsOf(c, view)} headingLevel={2} />
      )}
      <Pager
        label={t('pages')}
        {...(after ? { previous: { href: addressOf(c, list), label: t('first') } } : {})}
        {...(lines.next ? { next: { href: addressOf(c, list, lines.next), label: t('more') } } : {})}
      />
    </Band>,
  )
}

function addressOf(c: WebContext, list: TaskList, after?: string): string {
  const query = new URLSearchParams({ ...(list === 'open' ? {} : { list }), ...(after ? { after } : {}) })
  return pathHere(c, `/desk/tasks${query.size > 0 ? `?${query}` : ''}`)
}

function TaskTabs({ c, view: { list, counts } }: { c: WebContext; view: TasksView }) {
  const t = say(c, taskMessages)
  const counted = (key: 'openTab' | 'noticesTab', n: number) =>
    n > MOST_TASKS_COUNTED ? t(`${key}Many`, { n: MOST_TASKS_COUNTED }) : t(key, { n })
  const labels = {
    open: counted('openTab', counts.open),
    asked: t('askedTab'),
    notices: counted('noticesTab', counts.notices),
  } satisfies Record<TaskList, string>
  return (
    <Tabs
      label={t('lists')}
      tabs={taskLists.map((one) => ({ href: addressOf(c, one), label: labels[one], current: one === list }))}
    />
  )
}

function NoTasks({ c, list }: { c: WebContext; list: TaskList }) {
  const t = say(c, taskMessages)
  const words = {
    open: { title: t('emptyOpen'), help: t('emptyOpenHelp') },
    asked: { title: t('emptyAsked'), help: t('emptyAskedHelp') },
    notices: { title: t('emptyNotices'), help: t('emptyNoticesHelp') },
  }[list]
  return (
    <Empty title={words.title} level={2}>
      {words.help}
    </Empty>
  )
}

function itemsOf(c: WebContext, view: TasksView): ListItem[] {
  return view.list === 'notices'
    ? view.lines.rows.map((line) => noticeItem(c, line))
    : view.lines.rows.map((line) => taskItem(c, line, view.list))
}

function taskItem(c: WebContext, task: TaskLine, list: TaskList): ListItem {
  const t = say(c, taskMessages)
  const due = dueWords(c, task.dueOn)
  const when: MetaItem = isOpenTask(task.state)
    ? { icon: due.isLate ? 'warning' : 'clock', text: due.text }
    : { icon: 'clock', text: t('changed', { moment: momentOf(c, task.changedAt) }) }
  return {
    href: pathHere(c, `/desk/tasks/${task.id}`),
    title: firstWords(task.question),
    tag: <TaskTag c={c} state={task.state} />,
    meta: [
      when,
      { icon: 'users', text: holderWords(c, task) },
      ...(list === 'open' ? [{ icon: 'user' as const, text: t('askedBy', { who: task.askedBy }) }] : []),
    ],
  }
}

function noticeItem(
  c: WebContext,
  { conversationId, task, by, party, at, isRead, body }: NoticeLine,
): ListItem {
  const t = say(c, taskMessages)
  const path = task ? `/desk/tasks/${task.id}` : `/desk/inbox/${conversationId}`
  const unread: Child = isRead ? undefined : (
    <Tag icon="bell" tone="next">
      {t('unread')}
    </Tag>
  )
  return {
    href: pathHere(c, path),
    title: t(noticeKey(task?.step), { by: by ?? party ?? '' }),
    ...(unread ? { tag: unread } : {}),
    ...(body ? { body: <p>{firstWords(body)}</p> } : {}),
    meta: [{ icon: 'clock', text: momentOf(c, at) }],
  }
}

function noticeKey(step: NonNullable<NoticeLine['task']>['step'] | undefined) {
  switch (step) {
    case undefined:
      return 'noticeMentioned'
    case 'asked':
    case 'handed':
    case 'done':
    case 'returned':
    case 'withdrawn':
      return `notice${step}` as const
    default:
      return 'noticeOther'
  }
}
