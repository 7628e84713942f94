import type { FoundConversation, InboxLine, Passage } from '#domains/answer'
import { dateIn, daysBetween } from '#platform/clock'
import type { WebContext } from '#web/http'
import { Highlighted, passageOf, type QueueItem } from '#web/ui'
import { langOf, say } from '#web/words'
import { bulkMessages } from '../bulk/bulk.messages.ts'
import { BULK_FORM, isAllPicked } from '../bulk/bulk-bar.tsx'
import { PICK, pickOf } from '../bulk/bulk-choice.ts'
import { dueState } from '../deadline/deadline-words.ts'
import { handsState } from '../hands/hands-box.tsx'
import { sendingMessages } from '../sending/sending.messages.ts'
import { taskMessages } from '../tasks/task.messages.ts'
import { isThisYear } from '../this-year.ts'
import { inboxMessages } from './inbox.messages.ts'
import type { InboxList } from './inbox-list.ts'
import { inboxPath } from './inbox-view.ts'

/** A conversation in the list: who, what, and how it stands. */
export function lineOf(
  c: WebContext,
  list: InboxList,
  line: InboxLine | FoundConversation,
  openId: string | undefined,
): QueueItem {
  const marks = list.choices.labels
    .flatMap(({ id, name }) => (line.label_ids.includes(id) ? name : []))
    .join(', ')
  return {
    href: inboxPath(c, list.view, `/${line.id}`),
    ...('saidAt' in line ? foundWords(c, line) : words(c, line)),
    ...(line.dossier ? { about: line.dossier } : {}),
    state: stateOf(c, list, line),
    ...(marks ? { marks } : {}),
    ...(openId === undefined ? { pick: pickBox(c, line) } : {}),
    unread: line.unread,
    current: line.id === openId,
  }
}

/** The box with which a conversation is chosen, and what it is called. */
function pickBox(c: WebContext, line: InboxLine): NonNullable<QueueItem['pick']> {
  const label = say(c, bulkMessages)('pick', { subject: line.subject })
  return { form: BULK_FORM, name: PICK, value: pickOf(line), label, isPicked: isAllPicked(c) }
}

function words(c: WebContext, line: InboxLine) {
  return {
    who: line.name ?? say(c, inboxMessages)('nameless'),
    when: whenOf(c, line.received_at),
    subject: <span {...langOf(c, line.language)}>{line.subject}</span>,
  }
}

/** The same of one that was found, and the place that was looked for, without what stands in the subject already. */
function foundWords(c: WebContext, line: FoundConversation) {
  const { name, nameSpans, subject, subjectSpans, passage } = line
  return {
    who: name ? <Highlighted text={name} spans={nameSpans} /> : say(c, inboxMessages)('nameless'),
    when: whenOf(c, line.saidAt),
    subject: (
      <span {...langOf(c, line.language)}>
        <Highlighted text={subject} spans={subjectSpans} />
      </span>
    ),
    ...(passage && holdsMore(passage, subject)
      ? { passage: placeOf(c, afterSubject(passage, subject)) }
      : {}),
  }
}

function holdsMore({ text, spans }: Passage, subject: string): boolean {
  const last = spans.at(-1)
  return last !== undefined && !(text.startsWith(subject) && last <= subject.length)
}

/** What comes behind the subject, where the text begins with it and the place is further on. */
function afterSubject(passage: Passage, subject: string): Passage {
  const { text, spans } = passage
  if (!text.startsWith(subject) || (spans[0] ?? 0) < subject.length) return passage
  const start = subject.length + (/^[\s.?!]*/.exec(text.slice(subject.length))?.[0].length ?? 0)
  return { ...passage, text: text.slice(start), spans: spans.map((at) => at - start) }
}

const PASSAGE = 150

function placeOf(c: WebContext, { kind, by, text, spans }: Passage) {
  const t = say(c, inboxMessages)
  const place = <Highlighted {...passageOf(text, spans, PASSAGE)} />
  if (by === null) return place
  return (
    <>
      {t(kind === 'note' ? 'noteOf' : 'writtenBy', { by })} {place}
    </>
  )
}

function stateOf(c: WebContext, list: InboxList, line: InboxLine): QueueItem['state'] {
  const t = say(c, inboxMessages)
  if (list.view.filter === 'undelivered')
    return { icon: 'envelope-simple', text: t('undelivered'), late: true }
  if (line.answered_at) return { icon: 'check-circle', text: t('answeredOn', { at: line.answered_at }) }
  const put = handsState(c, line)
  if (put && (line.closed_as || list.view.filter === 'snoozed')) return put
  const due = dueState(c, line)
  if (line.leavesAt)
    return {
      icon: 'hourglass',
      text: leaveWords(c, line.leavesAt),
      late: due.late === true,
    }
  const state = line.draft_state ? t(`draft${line.draft_state}`, { state: due.text }) : due.text
  const text =
    line.assignee === null
      ? state
      : line.assigned_to === list.me
        ? t('withYou', { state })
        : t('withColleague', { state, name: line.assignee })
  return { ...due, text: withTask(c, line, text) }
}

/** The same, with how it stands with those who were asked about it. */
function withTask(c: WebContext, { task }: InboxLine | FoundConversation, state: string): string {
  if (!task) return state
  const t = say(c, taskMessages)
  const word = { done: 'lineDone', returned: 'lineReturned' } as const
  const { state: how, with: who } = task
  return t(how === 'done' || how === 'returned' ? word[how] : 'lineAtWork', { state, who })
}

function leaveWords(c: WebContext, at: Date): string {
  const { clock, config } = c.var.services
  const isToday = dateIn(config.timeZone, at) === dateIn(config.timeZone, clock.now())
  return say(c, sendingMessages)(isToday ? 'leavesToday' : 'leavesAt', { at })
}

function whenOf(c: WebContext, at: Date): string {
  const t = say(c, inboxMessages)
  const { clock, config } = c.var.services
  const days = daysBetween(dateIn(config.timeZone, at), dateIn(config.timeZone, clock.now()))
  if (days === 0) return t('time', { at })
  if (days === 1) return t('yesterday')
  return t(isThisYear(c, at) ? 'day' : 'dayOfYear', { at })
}
