import type { Child, PropsWithChildren } from 'hono/jsx'
import { classes } from '../classes.ts'
import { Heading } from '../frame/heading.tsx'

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
