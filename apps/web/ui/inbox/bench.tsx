import type { Child, PropsWithChildren } from 'hono/jsx'
import { classes } from '../classes.ts'
import { Icon, type IconName } from '../icon/icon.tsx'

export interface QueueItem {
  href: string
  who: Child
  /** "9.12", "gisteren" */
  when: Child
  /** The first words. */
  subject?: Child
  /** The place in it that was looked for. */
  passage?: Child
  /** Where it belongs: a dossier, on one line. */
  about?: Child
  /** What it is marked with, in one line. */
  marks?: string
  /** With which it is chosen among others, in a form that stands elsewhere. */
  pick?: { form: string; name: string; value: string; label: string; isPicked: boolean }
  /** Channel, who waits for whom, days left. */
  state: { icon: IconName; text: Child; late?: boolean }
  unread?: boolean
  current?: boolean
  /** The language of the subject, where it differs from the page. */
  lang?: string
}

export interface QueueProps {
  /** Gesprekken */
  label: string
  title: Child
  /** "14 open, 2 te laat" */
  count?: Child
  items: readonly QueueItem[]
  /** "Ongelezen: ", read out before an unread one. */
  unread: string
  /** Where in the items the list goes on, if the one that is open is no longer among them; below 0: nowhere. */
  next?: number
  /** What is good to know of the list, above it. */
  notes?: Child
  /** A Pager, or what else belongs under the list. */
  foot?: Child
  /** The list is the page itself: its title is the page's heading. */
  isPage?: boolean
}

/** What waits, oldest promise first. J and K lead to the neighbours of the one that is open. */
export function Queue({ label, title, count, notes, items, unread, foot, isPage, next = -1 }: QueueProps) {
  const open = items.findIndex((item) => item.current)
  // Between two: the one before is the previous, the other the next.
  const current = open < 0 && next >= 0 ? next - 0.5 : open
  return (
    <nav class="wk-queue" aria-label={label}>
      <div class="wk-queue__head">
        <div class="wk-row wk-row--apart">
          {isPage ? <h1>{title}</h1> : <h2>{title}</h2>}
          {count && <span class="wk-small">{count}</span>}
        </div>
        {notes}
      </div>
      <ul class="wk-queue__items">
        {items.map((item, index) => (
          <li>
            {item.pick && <QueuePick {...item.pick} />}
            <QueueLink {...item} unreadWord={unread} dataKey={neighbourKey(index, current)} />
          </li>
        ))}
      </ul>
      {foot && <div class="wk-queue__foot">{foot}</div>}
    </nav>
  )
}

function neighbourKey(index: number, current: number): string | undefined {
  if (index === Math.floor(current) + 1) return 'j'
  return index === Math.ceil(current) - 1 ? 'k' : undefined
}

/** The whole label is the target, as large as a thumb. */
function QueuePick({ form, name, value, label, isPicked }: NonNullable<QueueItem['pick']>) {
  return (
    <label class="wk-queue__pick">
      <input type="checkbox" form={form} name={name} value={value} checked={isPicked} />
      <span class="wk-hidden">{label}</span>
    </label>
  )
}

function QueueLink(props: QueueItem & { unreadWord: string; dataKey: string | undefined }) {
  const {
    href,
    who,
    when,
    subject,
    passage,
    about,
    marks,
    state,
    unread,
    current,
    lang,
    unreadWord,
    dataKey,
  } = props
  return (
    <a href={href} aria-current={current ? 'page' : undefined} data-key={dataKey}>
      <span class={classes('wk-queue__line', unread && 'wk-queue__line--unread')}>
        <span>
          {unread && <span class="wk-hidden">{unreadWord}</span>}
          {who}
        </span>
        <span>{when}</span>
      </span>
      {subject !== undefined && (
        <span class="wk-queue__subject" lang={lang}>
          {subject}
        </span>
      )}
      {passage !== undefined && (
        <span class="wk-queue__passage" dir="auto">
          {passage}
        </span>
      )}
      {about !== undefined && <span class="wk-queue__about">{about}</span>}
      {marks && (
        <span class="wk-queue__state">
          <Icon name="tag" />
          {marks}
        </span>
      )}
      <span class={classes('wk-queue__state', state.late && 'wk-queue__state--late')}>
        <Icon name={state.icon} />
        {state.text}
      </span>
    </a>
  )
}

export interface BenchProps {
  /** Above both: tabs, and in which order. */
  tools?: Child
  /** A Queue. */
  queue: Child
  /** `list` shows the queue on a phone, `open` the conversation; a desk shows both. */
  show: 'list' | 'open'
}

/** The desk's inbox: what waits beside what is open. */
export function Bench({ tools, queue, show, children }: PropsWithChildren<BenchProps>) {
  return (
    <div class={`wk-bench wk-bench--${show}`}>
      {tools && <div class="wk-bench__tools">{tools}</div>}
      {queue}
      <div class="wk-conversation">{children}</div>
    </div>
  )
}

export interface WorkProps {
  thread: Child
  /** An Editor. */
  reply?: Child
  /** Beside the reply: what can be clearer. */
  tips?: Child
  /** Beside the thread: dossier, knowledge, approvals. */
  context?: Child
  contextLabel: string
}

/** A conversation with its reply. On a phone: thread, reply, tips, context. */
export function Work({ thread, reply, tips, context, contextLabel }: WorkProps) {
  return (
    <div class="wk-work">
      <div class="wk-work__thread wk-stack">{thread}</div>
      {reply && <div class="wk-work__reply">{reply}</div>}
      {tips && <div class="wk-work__tips">{tips}</div>}
      {context && (
        <aside class="wk-work__context" aria-label={contextLabel}>
          {context}
        </aside>
      )}
    </div>
  )
}
