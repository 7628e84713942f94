import type { Child, PropsWithChildren } from 'hono/jsx'
import { classes } from '../classes.ts'
import { Icon, type IconName } from '../icon/icon.tsx'

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

/**
 * First in main. The page's title starts with "Fout:" (Layout's titlePrefix) and reading starts here. Turbo leaves its links alone:
 * it would ask for the page anew, without what is wrong with it.
 */
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
              <a href={`#${id}`} data-turbo="false">
                {message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
