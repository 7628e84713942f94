import type { Child, PropsWithChildren } from 'hono/jsx'
import { classes } from '../classes.ts'
import { Hidden } from '../form/hidden.tsx'
import { Heading } from '../frame/heading.tsx'
import { Icon, type IconName } from '../icon/icon.tsx'

export type Vote = 'agree' | 'disagree' | 'pass'

const order = ['agree', 'disagree', 'pass'] as const satisfies readonly Vote[]
const signs = { agree: 'check', disagree: 'x', pass: 'question' } as const satisfies Record<Vote, IconName>

export interface ChoicesProps {
  /** The name of the form value; its values are agree, disagree and pass. */
  name: string
  labels: Readonly<Record<Vote, string>>
  /** What was answered before, when one changes it. */
  chosen?: Vote
  /** The single keys 1, 2 and 3, where nothing is typed. */
  keys?: boolean
}

/** Three answers of the same weight: each submits its form. */
function Choices({ name, labels, chosen, keys }: ChoicesProps) {
  return (
    <div class="wk-choices">
      {order.map((vote, index) => (
        <button
          class="wk-choice"
          type="submit"
          name={name}
          value={vote}
          aria-pressed={chosen === undefined ? undefined : String(chosen === vote)}
          data-key={keys ? String(index + 1) : undefined}
        >
          <Icon name={signs[vote]} />
          {labels[vote]}
        </button>
      ))}
    </div>
  )
}

export interface BallotProps extends ChoicesProps {
  action: string
  /** Unique on the page. */
  id: string
  statement: Child
  /** The language it was written in, where it differs from the page. */
  lang?: string
  /** 1 when the statement is what the page is about. */
  level?: 1 | 2 | 3
  /** Values that go along, such as the statement's id. */
  hidden?: Readonly<Record<string, string>>
  /** Leaves the answers out, where a script puts those of the statement before in their place. */
  keepsChoices?: boolean
}

/** One statement and three answers. Children stand under the answers: more explanation, or how to stop. */
export function Ballot(props: PropsWithChildren<BallotProps>) {
  const { action, id, statement, lang, level = 1, hidden, keepsChoices, children, ...choices } = props
  return (
    <form class="wk-ballot" action={action} method="post" aria-labelledby={id} id={`${id}-form`}>
      <Hidden values={hidden} />
      <Heading level={level} class={statementClass(statement)} id={id} lang={lang} dir="auto">
        ‘{statement}’
      </Heading>
      {keepsChoices ? <div class="wk-choices" /> : <Choices {...choices} />}
      {children !== undefined && <div class="wk-row wk-row--apart wk-small">{children}</div>}
    </form>
  )
}

/** The same within a feature on another page; the statement is a paragraph, not a heading. */
export function Poll(props: PropsWithChildren<Omit<BallotProps, 'level' | 'keepsChoices'>>) {
  const { action, id, statement, lang, hidden, children, ...choices } = props
  return (
    <form class="wk-stack wk-poll" action={action} method="post" aria-labelledby={id}>
      <Hidden values={hidden} />
      <p class={statementClass(statement)} id={id} lang={lang} dir="auto">
        ‘{statement}’
      </p>
      <Choices {...choices} />
      {children !== undefined && <p class="wk-small wk-soft">{children}</p>}
    </form>
  )
}

/** From so many characters on a statement is set smaller: all fill the same room, and the answers stay where they are. */
const sizes = [
  { from: 201, name: 'wk-statement--longest' },
  { from: 121, name: 'wk-statement--long' },
  { from: 61, name: 'wk-statement--middle' },
]

function statementClass(statement: Child): string {
  const length = typeof statement === 'string' ? statement.length : 0
  return classes('wk-statement', sizes.find(({ from }) => length >= from)?.name)
}

/** How far one is, from 0 to 1. Words beside it say the same. */
export function Progress({ done }: { done: number }) {
  const share = Math.round(100 * Math.min(1, Math.max(0, done)))
  return (
    <svg class="wk-steps" width="100%" height="8" aria-hidden="true" focusable="false">
      <rect class="wk-steps__all" width="100%" height="100%" />
      <rect class="wk-steps__done" width={`${share}%`} height="100%" rx="4" />
    </svg>
  )
}
