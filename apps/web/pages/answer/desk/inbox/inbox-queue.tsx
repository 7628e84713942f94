import type { Child } from 'hono/jsx'
import {
  ASKER_KEPT_DAYS,
  type FoundConversation,
  type HeldReplyLine,
  type InboxCounts,
  type InboxFilter,
  type InboxLine,
  inboxFilters,
  type Label,
  MOST_COUNTED,
  MOST_FOUND,
  type Passage,
} from '#domains/answer'
import { dateIn, daysBetween } from '#platform/clock'
import type { Page } from '#platform/db'
import { LONGEST_SEARCH, MOST_TERMS } from '#platform/search'
import { pathHere, type WebContext } from '#web/http'
import {
  ButtonLink,
  Empty,
  Highlighted,
  Notice,
  Pager,
  passageOf,
  Queue,
  type QueueItem,
  SearchForm,
  Tabs,
} from '#web/ui'
import { langOf, say } from '#web/words'
import { answeringMessages } from '../answering.messages.ts'
import { bulkMessages } from '../bulk/bulk.messages.ts'
import { BULK_FORM, BulkBar, isAllPicked } from '../bulk/bulk-bar.tsx'
import { PICK, pickOf } from '../bulk/bulk-choice.ts'
import { dueState } from '../deadline/deadline-words.ts'
import { handsMessages } from '../hands/hands.messages.ts'
import { handsState } from '../hands/hands-box.tsx'
import { labelsMessages } from '../labels/labels.messages.ts'
import { mailMessages } from '../mail/mail.messages.ts'
import { mailboxesMessages } from '../mail/mailboxes.messages.ts'
import { type RuleAlarm, RuleAlarms } from '../rules/rule-alarm.tsx'
import { HeldReplies } from '../sending/leaving-box.tsx'
import { sendingMessages } from '../sending/sending.messages.ts'
import { takeDownMessages } from '../take-down/take-down.messages.ts'
import { taskMessages } from '../tasks/task.messages.ts'
import { inboxMessages } from './inbox.messages.ts'
import { type InboxView, inboxPath } from './inbox-view.ts'
import { NarrowForm } from './narrow-form.tsx'

/** What the queue shows: one list of the inbox, and how long each of them is. */
export type InboxList = {
  view: InboxView
  lines: Page<InboxLine | FoundConversation>
  counts: InboxCounts
  labels: Label[]
  mayManageLabels: boolean
  mail: { channels: number; held: number; lateMailboxes: number }
  /** Where replies of theirs did not leave. */
  heldReplies: HeldReplyLine[]
  me: string
  alarms: RuleAlarm[]
  /** Where somebody looks for something. */
  found?: Found
}

export type Found = {
  /** On the first page: of more than are counted, one more than that. */
  count: number | undefined
  /** Whether there was a word to look for. */
  isAsked: boolean
  /** Whether they typed more than was looked for. */
  isCut: boolean
  /** Whether older conversations are not ready for it yet. */
  isStillMade: boolean
}

/** The list of conversations: a page of its own, or beside the one that is open. */
export function InboxQueue({
  c,
  list,
  openId,
  empty,
}: {
  c: WebContext
  list: InboxList
  openId?: string
  /** Shown under the list on a phone, where there is no room beside it. */
  empty?: Child
}) {
  const t = say(c, inboxMessages)
  const { view, lines } = list
  const first = { href: inboxPath(c, { ...view, after: undefined }), label: t('first') }
  const more = { href: inboxPath(c, { ...view, after: lines.next }), label: t('more') }
  const pager = (view.after || lines.next) && (
    <Pager
      label={t('pages')}
      {...(view.after ? { previous: first } : {})}
      {...(lines.next ? { next: more } : {})}
    />
  )
  return (
    <Queue
      label={t('conversations')}
      title={t(list.found ? 'foundTitle' : 'inbox')}
      {...(list.found
        ? { count: countOf(c, list.found), notes: <FoundNotes c={c} found={list.found} /> }
        : {})}
      isPage={openId === undefined}
      unread={t('unread')}
      items={lines.rows.map((line) => lineOf(c, list, line, openId))}
      foot={
        empty || pager || openId === undefined ? (
          <>
            {empty && <div class="wk-only-small">{empty}</div>}
            {pager}
            {openId === undefined && lines.rows.length > 0 && <BulkBar c={c} view={view} />}
          </>
        ) : undefined
      }
    />
  )
}

/** Which list, and in which order. */
export function InboxTools({ c, list }: { c: WebContext; list: InboxList }) {
  const { view, counts, mail, heldReplies, alarms } = list
  const t = say(c, inboxMessages)
  const shown = inboxFilters.filter(
    (filter) => !isRare(filter) || counts[filter] > 0 || view.filter === filter,
  )
  const tabs = shown.map((filter) => ({
    href: inboxPath(c, { filter, order: view.order, after: undefined, narrowing: view.narrowing }),
    label: labelOf(c, filter, counts),
    current: filter === view.filter && view.sought === undefined,
  }))
  const canSort = view.sought === undefined && ['open', 'nobody', 'mine'].includes(view.filter)
  const other = view.order === 'due' ? 'newest' : 'due'
  return (
    <>
      <RuleAlarms c={c} alarms={alarms} />
      <HeldReplies c={c} view={view} replies={heldReplies} />
      <Tabs label={t('filters')} tabs={tabs} />
      <SearchForm
        id="sought"
        action={pathHere(c, '/desk/inbox')}
        label={t('searchLabel')}
        button={t('search')}
        max={LONGEST_SEARCH}
        isLabelHidden
        dataKey="/"
        {...(view.sought ? { value: view.sought } : {})}
      />
      <p>
        <ButtonLink small icon="note-pencil" href={pathHere(c, '/desk/take-down')} dataKey="c">
          {say(c, takeDownMessages)('open')}
        </ButtonLink>
      </p>
      <p class="wk-small">
        <a href={pathHere(c, '/desk/texts')}>{say(c, answeringMessages)('way')}</a>
      </p>
      {canSort && (
        <p class="wk-small">
          {t(view.order === 'due' ? 'sortedByDue' : 'sortedByNewest')}{' '}
          <a href={inboxPath(c, { ...view, order: other, after: undefined })}>
            {t(other === 'due' ? 'sortByDue' : 'sortByNewest')}
          </a>
        </p>
      )}
      <NarrowForm c={c} view={view} labels={list.labels} />
      {list.mayManageLabels && (
        <p class="wk-small">
          <a href={pathHere(c, '/desk/labels')}>{say(c, labelsMessages)('manage')}</a>
        </p>
      )}
      {(mail.channels > 0 || mail.lateMailboxes > 0) && (
        <p class="wk-small">
          <a href={pathHere(c, '/desk/mail')}>{aboutMail(c, mail)}</a>
        </p>
      )}
    </>
  )
}

/** Lists that are shown only where something is in them. */
const rare = ['undelivered', 'approve', 'snoozed', 'spam'] as const

function isRare(filter: InboxFilter): filter is (typeof rare)[number] {
  return rare.some((one) => one === filter)
}

/** What is most wrong with mail that comes in, where anything is. */
function aboutMail(c: WebContext, { held, lateMailboxes }: InboxList['mail']): string {
  if (lateMailboxes > 0) return say(c, mailboxesMessages)('late', { n: lateMailboxes })
  const t = say(c, mailMessages)
  return held > 0 ? t('mailHeld', { n: held }) : t('mailIn')
}

function labelOf(c: WebContext, filter: InboxFilter, counts: InboxCounts): string {
  const t = say(c, inboxMessages)
  const h = say(c, handsMessages)
  if (filter === 'answered') return t(filter)
  if (filter === 'closed') return h(filter)
  const label = filter === 'snoozed' || filter === 'spam' ? h(filter) : t(filter)
  const n = counts[filter]
  return n > MOST_COUNTED ? t('countedMany', { label, n: MOST_COUNTED }) : t('counted', { label, n })
}

/** How much was found, in words. */
function countOf(c: WebContext, { count, isAsked }: Found): string {
  const t = say(c, inboxMessages)
  if (!isAsked || count === undefined) return ''
  return count > MOST_FOUND ? t('foundMany', { n: MOST_FOUND }) : t('found', { n: count })
}

/** What is good to know of what was looked for, above what was found. */
function FoundNotes({ c, found }: { c: WebContext; found: Found }) {
  const t = say(c, inboxMessages)
  return (
    <>
      {found.isCut && (
        <Notice title={t('cutTitle')}>{t('cut', { letters: LONGEST_SEARCH, words: MOST_TERMS })}</Notice>
      )}
      {found.isStillMade && <Notice title={t('stillMadeTitle')}>{t('stillMade')}</Notice>}
    </>
  )
}

/** What to try where nothing was found. */
export function NothingFound({ c, found }: { c: WebContext; found: Found }) {
  const t = say(c, inboxMessages)
  if (!found.isAsked)
    return (
      <Empty icon="magnifying-glass" title={t('notAskedTitle')} level={2}>
        {t('notAsked')}
      </Empty>
    )
  return (
    <Empty icon="magnifying-glass" title={t('nothingFound')} level={2}>
      {t('tipWords')} {t('tipBeginning')} {t('tipNames', { days: ASKER_KEPT_DAYS })}
    </Empty>
  )
}

function lineOf(
  c: WebContext,
  list: InboxList,
  line: InboxLine | FoundConversation,
  openId: string | undefined,
): QueueItem {
  const marks = list.labels.flatMap(({ id, name }) => (line.label_ids.includes(id) ? name : [])).join(', ')
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
      text: say(c, sendingMessages)('leavesAt', { at: line.leavesAt }),
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

function whenOf(c: WebContext, at: Date): string {
  const t = say(c, inboxMessages)
  const { clock, config } = c.var.services
  const days = daysBetween(dateIn(config.timeZone, at), dateIn(config.timeZone, clock.now()))
  if (days === 0) return t('time', { at })
  return days === 1 ? t('yesterday') : t('day', { at })
}
