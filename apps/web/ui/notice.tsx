import type { Child, PropsWithChildren } from 'hono/jsx'
import { classes } from './classes.ts'
import { Heading } from './heading.tsx'
import { Icon, type IconName, LargeIcon, type LargeIconName } from './icon.tsx'

export type NoticeKind = 'info' | 'ok' | 'warning' | 'error'

const signs = {
  info: 'info',
  ok: 'check-circle',
  warning: 'warning',
  error: 'warning-circle',
} as const satisfies Record<NoticeKind, IconName>

export interface NoticeProps {
  kind?: NoticeKind
  /** The first sentence, bold: what is so. */
  title: Child
  /** This just happened, because of what the reader did: it is read out, and reading starts here. */
  justHappened?: boolean
}

/** A sign, a bold first sentence and what it means. */
export function Notice({ kind = 'info', title, justHappened, children }: PropsWithChildren<NoticeProps>) {
  return (
    <div
      class={classes('utrecht-alert', kind !== 'info' && `utrecht-alert--${kind}`)}
      role={justHappened ? 'status' : undefined}
      tabindex={justHappened ? -1 : undefined}
      data-reading-starts={justHappened}
    >
      <Icon name={signs[kind]} />
      <div class="utrecht-alert__content">
        <p>
          <strong>{title}</strong> {isInline(children) && children}
        </p>
        {!isInline(children) && children}
      </div>
    </div>
  )
}

/** A sentence goes on behind the title; anything richer stands under it. */
function isInline(children: Child | undefined): boolean {
  return (
    typeof children === 'string' ||
    (Array.isArray(children) && children.every((child) => typeof child !== 'object'))
  )
}

export interface ErrorSummaryProps {
  /** "Er zijn 2 dingen niet goed ingevuld" */
  title: Child
  /** Each with the id of its field. */
  errors: readonly { id: string; message: Child }[]
}

/** First in main. The page's title starts with "Fout:" (Layout's titlePrefix) and reading starts here. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  if (errors.length === 0) return null
  return (
    <div class="utrecht-alert utrecht-alert--error" role="alert" tabindex={-1} data-reading-starts={true}>
      <Icon name="warning-circle" />
      <div class="utrecht-alert__content">
        <h2>{title}</h2>
        <ul>
          {errors.map(({ id, message }) => (
            <li>
              <a href={`#${id}`}>{message}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

export interface EmptyProps {
  icon?: LargeIconName
  /** "Nog niemand heeft iets gezegd" */
  title: Child
  /** A heading of this level; 3 unless told. */
  level?: 1 | 2 | 3
  /** The first step. */
  action?: Child
}

/** What will be here, and the first step. */
export function Empty({ icon = 'tray', title, level = 3, action, children }: PropsWithChildren<EmptyProps>) {
  return (
    <div class="wk-empty">
      <LargeIcon name={icon} />
      <Heading level={level}>{title}</Heading>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  )
}

export interface ConfirmProps {
  /** "Wilt u uw gegevens wissen?" */
  title: Child
  action: string
  /** A verb and an object, with the answer in it: "Ja, wis mijn gegevens". */
  confirm: Child
  cancel: { href: string; label: Child }
  /** `answer` where the organisation does it, not a resident; `default` where the page is about something else. */
  kind?: 'primary' | 'answer' | 'default'
  level?: 1 | 2 | 3
  id: string
}

/** Asks before something that cannot be undone: in the page, never a window. Children say what will happen. */
export function Confirm({
  title,
  action,
  confirm,
  cancel,
  kind = 'primary',
  level = 2,
  id,
  children,
}: PropsWithChildren<ConfirmProps>) {
  return (
    <form class="wk-box wk-confirm" action={action} method="post" aria-labelledby={id}>
      <Heading level={level} id={id}>
        {title}
      </Heading>
      {children}
      <p class="wk-row">
        <button class={classes('nl-button', kind !== 'default' && `nl-button--${kind}`)} type="submit">
          {confirm}
        </button>
        <a class="nl-button nl-button--subtle" href={cancel.href}>
          {cancel.label}
        </a>
      </p>
    </form>
  )
}
