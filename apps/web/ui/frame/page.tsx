import type { Child, PropsWithChildren } from 'hono/jsx'
import { classes } from '../classes.ts'
import { Meta, type MetaItem } from '../show/list.tsx'
import { Heading, type HeadingLevel } from './heading.tsx'

/** A horizontal part of a page, edge to edge; its content keeps to the page's width. */
export function Band({
  tone,
  tight,
  line,
  labelledBy,
  children,
}: PropsWithChildren<{
  tone?: 'sunk'
  tight?: boolean
  /** Hardly higher than the one line that it holds. */
  line?: boolean
  labelledBy?: string
}>) {
  return (
    <section
      class={classes('wk-band', tone && 'wk-band--sunk', tight && 'wk-band--tight', line && 'wk-band--line')}
      aria-labelledby={labelledBy}
    >
      <div class="wk-wrap wk-stack wk-stack--l">{children}</div>
    </section>
  )
}

/** The page's width and gutters. */
export function Wrap({ children }: PropsWithChildren) {
  return <div class="wk-wrap">{children}</div>
}

/** Children under each other, with the same room between them: s .5, m 1, l 2 rem, xl between sections. */
export function Stack({ gap = 'm', children }: PropsWithChildren<{ gap?: 's' | 'm' | 'l' | 'xl' }>) {
  return <div class={classes('wk-stack', gap !== 'm' && `wk-stack--${gap}`)}>{children}</div>
}

/** Children beside each other as long as they fit. */
export function Row({ apart, children }: PropsWithChildren<{ apart?: boolean }>) {
  return <div class={classes('wk-row', apart && 'wk-row--apart')}>{children}</div>
}

/** Two columns of the same width on a desk. */
export function Halves({ children }: PropsWithChildren) {
  return <div class="wk-halves">{children}</div>
}

export interface SplitProps {
  /** Comes before the aside on a phone: what the reader must see first. */
  head?: Child
  /** A column of 21rem on a desk. */
  aside: Child
  /** What the aside is about. */
  asideLabel: string
}

/** Text with an aside. On a phone: head, aside, the rest; without a head the aside comes last. */
export function Split({ head, aside, asideLabel, children }: PropsWithChildren<SplitProps>) {
  const beside = (
    <aside class="wk-stack wk-stack--l" aria-label={asideLabel}>
      {aside}
    </aside>
  )
  if (head === undefined)
    return (
      <div class="wk-split">
        <div class="wk-stack wk-stack--l">{children}</div>
        {beside}
      </div>
    )
  return (
    <div class="wk-split wk-split--headed">
      <div class="wk-split__head wk-stack">{head}</div>
      {beside}
      <div class="wk-split__rest wk-stack wk-stack--l">{children}</div>
    </div>
  )
}

export interface PageHeadProps {
  title: Child
  lead?: Child
  /** Above the title: Tags, or where this belongs. */
  above?: Child
  meta?: readonly MetaItem[]
  /** One primary button, and what else can be done. */
  actions?: Child
  /** The same right under the title, where a phone shows it without a swipe. */
  actionsFirst?: Child
  /** What belongs to the title, such as what was said so far: beside the words on a desk, under them on a phone. */
  beside?: Child
  /** The language of title and lead, where it differs from the page. */
  lang?: string
  /** The title is written by anybody, in any direction. */
  dir?: 'auto'
  /** 1 unless it stands within another page, as in the kit. */
  level?: HeadingLevel
}

/** What the page is about, and the first thing one can do. */
export function PageHead(props: PageHeadProps) {
  const { title, lead, above, meta, actions, actionsFirst, beside, lang, dir, level = 1 } = props
  return (
    <div class={classes('wk-page-head', beside !== undefined && 'wk-page-head--beside')}>
      <div class="wk-stack">
        {above && <div class="wk-row">{above}</div>}
        <Heading level={level} lang={lang} {...(dir ? { dir } : {})}>
          {title}
        </Heading>
        {actionsFirst && <div class="wk-row">{actionsFirst}</div>}
        {lead && (
          <p class="wk-lead" lang={lang}>
            {lead}
          </p>
        )}
        {meta && <Meta items={meta} />}
        {actions && <div class="wk-row">{actions}</div>}
      </div>
      {beside}
    </div>
  )
}

export interface SectionProps {
  /** Unique on the page; a link can lead to it. */
  id: string
  title: Child
  level?: 2 | 3
  /** At the end of the title's line: a MoreLink. */
  more?: Child
  gap?: 's' | 'm' | 'l'
}

/** A part of a page under its own heading. */
export function Section({
  id,
  title,
  level = 2,
  more,
  gap = 'l',
  children,
}: PropsWithChildren<SectionProps>) {
  const heading = (
    <Heading level={level} id={id}>
      {title}
    </Heading>
  )
  return (
    <section class={classes('wk-stack', gap !== 'm' && `wk-stack--${gap}`)} aria-labelledby={id}>
      {more ? (
        <div class="wk-row wk-row--apart">
          {heading}
          {more}
        </div>
      ) : (
        heading
      )}
      {children}
    </section>
  )
}

/** A part that stands out in the colour of voices: the dossier that runs now, a question to the reader. */
export function Feature({ children }: PropsWithChildren) {
  return <div class="wk-feature wk-stack">{children}</div>
}

/** A heading for a note in an aside: with the ring of a voice or the disc of an answer. */
export function Aside({ title, by, children }: PropsWithChildren<{ title: Child; by?: 'org' }>) {
  return (
    <div class="wk-stack wk-stack--s">
      <h2 class={classes('wk-who', by && 'wk-who--answer')}>{title}</h2>
      {children}
    </div>
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
