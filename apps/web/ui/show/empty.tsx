import type { Child, PropsWithChildren } from 'hono/jsx'
import { Heading } from '../frame/heading.tsx'
import { LargeIcon, type LargeIconName } from '../icon/icon.tsx'

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
