import type { Child } from 'hono/jsx'
import { Heading, type HeadingLevel } from '../frame/heading.tsx'
import { Icon, type IconName, LargeIcon, type LargeIconName } from '../icon/icon.tsx'

export interface MetaItem {
  icon: IconName
  text: Child
}

/** Facts about a thing on one line, each with its icon. */
export function Meta({ items }: { items: readonly MetaItem[] }) {
  return (
    <ul class="wk-meta">
      {items.map(({ icon, text }) => (
        <li>
          <Icon name={icon} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}

export interface ListItem {
  /** Left out where there is nothing to open. */
  href?: string
  title: Child
  /** The language of the title, where it differs from the page. */
  lang?: string
  /** The title is written by anybody, in any direction. */
  dir?: 'auto'
  /** Above the title: one or more Tags. */
  tag?: Child
  /** The single key that opens it on the desk (see Keys). */
  dataKey?: string
  /** Under the title. */
  body?: Child
  meta?: readonly MetaItem[]
}

export interface ListProps {
  items: readonly ListItem[]
  headingLevel?: 2 | 3 | 4
}

/** Things to open, with a line between them. */
export function List({ items, headingLevel = 3 }: ListProps) {
  return (
    <ul class="wk-list">
      {items.map((item) => (
        <li>
          <ListEntry {...item} headingLevel={headingLevel} />
        </li>
      ))}
    </ul>
  )
}

function ListEntry({
  href,
  title,
  lang,
  dir,
  tag,
  body,
  meta,
  dataKey,
  headingLevel,
}: ListItem & { headingLevel: HeadingLevel }) {
  return (
    <>
      {tag && <p class="wk-row">{tag}</p>}
      <Heading level={headingLevel} lang={lang} {...(dir ? { dir } : {})}>
        {href === undefined ? (
          title
        ) : (
          <a href={href} data-key={dataKey}>
            {title}
          </a>
        )}
      </Heading>
      {body}
      {meta && <Meta items={meta} />}
    </>
  )
}

export interface Way {
  /** Left out for a way that is not on this site: the words say where. */
  href?: string
  icon: LargeIconName
  title: Child
  /** How long it takes, and what it asks. */
  text: Child
}

/** The ways to take part, as equals; offline ways are among them. */
export function Ways({ ways, headingLevel = 3 }: { ways: readonly Way[]; headingLevel?: 2 | 3 | 4 }) {
  return (
    <ul class="wk-ways">
      {ways.map(({ href, icon, title, text }) => (
        <li class="wk-way">
          <LargeIcon name={icon} />
          <Heading level={headingLevel}>{href === undefined ? title : <a href={href}>{title}</a>}</Heading>
          <p>{text}</p>
        </li>
      ))}
    </ul>
  )
}

/** What happens when: a day in words, and what. */
export function Agenda({ items }: { items: readonly { when: Child; what: Child }[] }) {
  return (
    <dl class="wk-agenda">
      {items.map(({ when, what }) => (
        <div>
          <dt>{when}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  )
}
