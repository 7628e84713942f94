import type { PropsWithChildren } from 'hono/jsx'
import { classes } from '../classes.ts'
import { Icon, type IconName } from '../icon/icon.tsx'

/** primary: a resident does something (one per view). answer: the organisation does. */
export type ButtonKind = 'primary' | 'answer' | 'default' | 'subtle'

interface Appearance {
  kind?: ButtonKind
  small?: boolean
  /** Before the words. */
  icon?: IconName
  /** An arrow behind the words: there is a next step. */
  onward?: boolean
  id?: string
  /** The single key that reaches it on the desk (see Keys). */
  dataKey?: string
}

export interface ButtonProps extends Appearance {
  type?: 'submit' | 'button'
  name?: string
  value?: string
  /** The form it belongs to, when it stands outside. */
  form?: string
  /** Sends the form elsewhere, such as "save" beside "send". */
  formaction?: string
  formnovalidate?: boolean
  /**
   * Not possible now. It stays reachable by keyboard; the element with this id says why.
   * The server refuses too: this is not a lock.
   */
  notPossibleBecause?: string
}

/** A verb and an object: "Verstuur antwoord". */
export function Button(props: PropsWithChildren<ButtonProps>) {
  const {
    type = 'submit',
    name,
    value,
    form,
    formaction,
    formnovalidate,
    notPossibleBecause,
    id,
    dataKey,
  } = props
  return (
    <button
      class={buttonClass(props)}
      type={notPossibleBecause ? 'button' : type}
      id={id}
      name={name}
      value={value}
      form={form}
      formaction={formaction}
      formnovalidate={formnovalidate}
      aria-disabled={notPossibleBecause ? 'true' : undefined}
      aria-describedby={notPossibleBecause}
      data-key={dataKey}
    >
      <Content {...props} />
    </button>
  )
}

export interface ButtonLinkProps extends Appearance {
  href: string
}

/** Looks like a button, goes to a page. */
export function ButtonLink(props: PropsWithChildren<ButtonLinkProps>) {
  return (
    <a class={buttonClass(props)} href={props.href} id={props.id} data-key={props.dataKey}>
      <Content {...props} />
    </a>
  )
}

/** A link that leads on: "Alle 9 onderwerpen →". */
export function MoreLink({ href, children }: PropsWithChildren<{ href: string }>) {
  return (
    <a class="wk-more" href={href}>
      {children} <Icon name="arrow-right" />
    </a>
  )
}

function Content({ icon, onward, children }: PropsWithChildren<Appearance>) {
  return (
    <>
      {icon && <Icon name={icon} />}
      {children}
      {onward && <Icon name="arrow-right" />}
    </>
  )
}

function buttonClass({ kind = 'default', small }: Appearance): string {
  return classes('nl-button', kind !== 'default' && `nl-button--${kind}`, small && 'nl-button--small')
}
