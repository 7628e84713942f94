import type { AskableHolders, TaskLine, TaskState } from '#domains/answer'
import { inTreeOrder } from '#domains/people'
import { noonOf } from '#platform/clock'
import { todayHere, type WebContext } from '#web/http'
import { type IconName, type Option, Tag, type TagTone } from '#web/ui'
import { say } from '#web/words'
import { taskMessages } from './task.messages.ts'

const looks = {
  asked: { icon: 'hourglass', tone: 'next' },
  accepted: { icon: 'user-check', tone: 'next' },
  done: { icon: 'check', tone: 'answer' },
  returned: { icon: 'arrow-bend-up-left', tone: 'neutral' },
  withdrawn: { icon: 'archive', tone: 'neutral' },
} as const satisfies Record<TaskState, { icon: IconName; tone: TagTone }>

/** How far a task is. */
export function TaskTag({ c, state }: { c: WebContext; state: TaskState }) {
  return <Tag {...looks[state]}>{say(c, taskMessages)(`state${state}`)}</Tag>
}

/** Whose a task is: a team, a colleague, or a colleague of a team. */
export function holderWords(c: WebContext, { unit, person }: Pick<TaskLine, 'unit' | 'person'>): string {
  const t = say(c, taskMessages)
  if (unit !== null && person !== null) return t('withOf', { who: person, unit })
  return t('with', { who: person ?? unit ?? '' })
}

/** When an answer is needed, and whether that day has passed. */
export function dueWords(c: WebContext, dueOn: string): { text: string; isLate: boolean } {
  const isLate = dueOn < todayHere(c)
  return { text: say(c, taskMessages)(isLate ? 'late' : 'due', { due: noonOf(dueOn) }), isLate }
}

/** Whom a task can be given to: teams as they lie in each other, then colleagues. */
export function holderOptions(c: WebContext, { units, staff }: AskableHolders): Option[] {
  const t = say(c, taskMessages)
  return [
    { value: '', label: t('toChoose') },
    ...inTreeOrder(units).map(({ id, name, depth }) => ({
      value: `unit:${id}`,
      label: `${'\u00a0\u00a0'.repeat(depth)}${t('team', { name })}`,
    })),
    ...staff.map(({ accountId, name, unit }) => ({ value: `staff:${accountId}`, label: `${name}, ${unit}` })),
  ]
}
