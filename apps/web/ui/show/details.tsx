import type { Child, PropsWithChildren } from 'hono/jsx'
import { Icon, type IconName } from '../icon/icon.tsx'

/** Folds out without script: the table of a picture, or an explanation. */
export function Details({ summary, open, children }: PropsWithChildren<{ summary: Child; open?: boolean }>) {
  return (
    <details class="wk-details" open={open}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}

/** A part of a page that is one line until somebody opens it: the room to ask, at the foot. */
export function Fold({
  id,
  icon,
  title,
  children,
}: PropsWithChildren<{ id: string; icon?: IconName; title: Child }>) {
  return (
    <details class="wk-fold">
      <summary>
        {icon && <Icon name={icon} />}
        <h2 id={id}>{title}</h2>
        <Icon name="caret-down" />
      </summary>
      {children}
    </details>
  )
}
