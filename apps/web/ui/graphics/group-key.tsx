import type { Child } from 'hono/jsx'
import { GroupSymbol } from './group-symbol.tsx'

export interface GroupKeyProps {
  /** "Groep A, 412 mensen" */
  groups: readonly { letter?: string; label: Child }[]
  /** What the bar through a sign means, where the drawing has them. */
  interval?: Child
  /** What the yellow disc means, where the drawing has one. */
  you?: Child
}

/** The sign of a group beside its name. */
export function GroupSign({ letter }: { letter?: string | undefined }) {
  return (
    <svg
      class="wk-group-sign"
      viewBox="-9 -9 18 18"
      width="18"
      height="18"
      aria-hidden="true"
      focusable="false"
    >
      <GroupSymbol letter={letter} />
    </svg>
  )
}

/** What the signs mean. */
export function GroupKey({ groups, interval, you }: GroupKeyProps) {
  return (
    <ul class="wk-key">
      {groups.map(({ letter, label }) => (
        <li>
          <GroupSign letter={letter} />
          {label}
        </li>
      ))}
      {interval && (
        <li>
          <svg viewBox="-9 -9 18 18" width="18" height="18" aria-hidden="true" focusable="false">
            <path class="wk-key__interval" d="M-7 0H7" />
          </svg>
          {interval}
        </li>
      )}
      {you && (
        <li>
          <svg viewBox="-9 -9 18 18" width="18" height="18" aria-hidden="true" focusable="false">
            <circle class="wk-key__you" r="8" />
          </svg>
          {you}
        </li>
      )}
    </ul>
  )
}
