import type { Child, PropsWithChildren } from 'hono/jsx'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

export interface QueueItem {
  href: string
  who: Child
  /** "9.12", "gisteren" */
  when: Child
  subject?: Child
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
  /** A search form, tabs. */
  tools?: Child
  items: readonly QueueItem[]
  /** "Ongelezen: ", read out before an unread one. */
  unread: string
  /** A Pager, or what else belongs under the list. */
  foot?: Child
  /** The list is the page itself: its title is the page's heading. */
  isPage?: boolean
}

/** What waits, oldest promise first. J and K lead to the neighbours of the one that is open. */
export function Queue({ label, title, count, tools, items, unread, foot, isPage }: QueueProps) {
  const current = items.findIndex((item) => item.current)
  return (
    <nav class="wk-queue" aria-label={label}>
      <div class="wk-queue__head">
        <div class="wk-row wk-row--apart">
          {isPage ? <h1>{title}</h1> : <h2>{title}</h2>}
          {count && <span class="wk-small">{count}</span>}
        </div>
        {tools}
      </div>
      <ul class="wk-queue__items">
        {items.map((item, index) => (
          <li>
            <QueueLink {...item} unreadWord={unread} dataKey={neighbourKey(index, current)} />
          </li>
        ))}
      </ul>
      {foot && <div class="wk-queue__foot">{foot}</div>}
    </nav>
  )
}

function neighbourKey(index: number, current: number): string | undefined {
  if (index === current + 1) return 'j'
  return index === current - 1 ? 'k' : undefined
}

function QueueLink(props: QueueItem & { unreadWord: string; dataKey: string | undefined }) {
  const { href, who, when, subject, state, unread, current, lang, unreadWord, dataKey } = props
  return (
    <a href={href} aria-current={current ? 'page' : undefined} data-key={dataKey}>
      <span class={classes('wk-queue__line', unread && 'wk-queue__line--unread')}>
        <span>
          {unread && <span class="wk-hidden">{unreadWord}</span>}
          {who}
        </span>
        <span>{when}</span>
      </span>
      {subject !== undefined && <span lang={lang}>{subject}</span>}
      <span class={classes('wk-queue__state', state.late && 'wk-queue__state--late')}>
        <Icon name={state.icon} />
        {state.text}
      </span>
    </a>
  )
}

export interface BenchProps {
  /** A Queue. */
  queue: Child
  /** `list` shows the queue on a phone, `open` the conversation; a desk shows both. */
  show: 'list' | 'open'
}

/** The desk's inbox: what waits beside what is open. */
export function Bench({ queue, show, children }: PropsWithChildren<BenchProps>) {
  return (
    <div class={`wk-bench wk-bench--${show}`}>
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

/** A conversation in order: Voice and Answer with `whoFirst`, Note and Event. */
export function Entries({ label, entries }: { label: string; entries: readonly Child[] }) {
  return (
    <ol class="wk-entries" aria-label={label}>
      {entries.map((entry) => (
        <li>{entry}</li>
      ))}
    </ol>
  )
}

/** Colleagues only: dashed and yellow, and says so. */
export function Note({ who, children }: PropsWithChildren<{ who: Child }>) {
  return (
    <div class="wk-note">
      <p class="wk-note__who">{who}</p>
      {children}
    </div>
  )
}

/** Something that happened to the conversation, in one line. */
export function Event({ icon, children }: PropsWithChildren<{ icon: IconName }>) {
  return (
    <p class="wk-event">
      <Icon name={icon} />
      <span>{children}</span>
    </p>
  )
}

/** What came along with a message. */
export function Files({ files }: { files: readonly { href: string; label: Child }[] }) {
  return (
    <ul class="wk-files">
      {files.map(({ href, label }) => (
        <li>
          <Icon name="paperclip" />
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  )
}

export interface EditorProps {
  /** Unique on the page. */
  id: string
  action: string
  /** "Concept, versie 2" */
  title: Child
  /** "Bewaard om 10.12" */
  saved?: Child
  /** Buttons: one `answer`, the rest small. */
  actions: Child
  /** Under the buttons: why sending is not possible, with the id that the button names. */
  reason?: { id: string; text: Child }
}

/** A draft of the organisation's answer: the pine frame. Children are its fields. */
export function Editor({
  id,
  action,
  title,
  saved,
  actions,
  reason,
  children,
}: PropsWithChildren<EditorProps>) {
  return (
    <form class="wk-editor" action={action} method="post" aria-labelledby={id}>
      <div class="wk-row wk-row--apart">
        <h2 class="wk-who wk-who--answer" id={id}>
          {title}
        </h2>
        {saved && <span class="wk-small wk-soft">{saved}</span>}
      </div>
      {children}
      <div class="wk-row">{actions}</div>
      {reason && (
        <p class="wk-small" id={reason.id}>
          {reason.text}
        </p>
      )}
    </form>
  )
}

/** A small box beside the work. */
export function Box({ title, children }: PropsWithChildren<{ title: Child }>) {
  return (
    <section class="wk-box">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
