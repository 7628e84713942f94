import type { Child } from 'hono/jsx'
import { Icon } from '../icon/icon.tsx'

export interface BreadcrumbsProps {
  /** Kruimelpad */
  label: string
  /** From the top down, without this page. */
  trail: readonly { href: string; label: Child }[]
  /** This page; left out where the heading right under it says the same. */
  here?: string
}

export function Breadcrumbs({ label, trail, here }: BreadcrumbsProps) {
  return (
    <nav class="utrecht-breadcrumb-nav" aria-label={label}>
      <ol class="utrecht-breadcrumb-nav__list">
        {trail.map((step) => (
          <li class="utrecht-breadcrumb-nav__item">
            <a class="utrecht-breadcrumb-nav__link" href={step.href}>
              {step.label}
            </a>
          </li>
        ))}
        {here && (
          <li class="utrecht-breadcrumb-nav__item">
            <span aria-current="page">{here}</span>
          </li>
        )}
      </ol>
    </nav>
  )
}

export interface TabsProps {
  label: string
  tabs: readonly { href: string; label: Child; current?: boolean }[]
}

/** Views of the same thing: links that wrap and never scroll. */
export function Tabs({ label, tabs }: TabsProps) {
  return (
    <nav aria-label={label}>
      <ul class="wk-tabs">
        {tabs.map((tab) => (
          <li>
            <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export interface PagerProps {
  /** Bladeren */
  label: string
  previous?: { href: string; label: Child }
  /** The key is the single one that reaches it on the desk (see Keys). */
  next?: { href: string; label: Child; dataKey?: string }
}

/** Earlier and later, by key: no page numbers, so no page that shifts while one reads. Nothing when all fits. */
export function Pager({ label, previous, next }: PagerProps) {
  if (previous === undefined && next === undefined) return null
  return (
    <nav class="utrecht-pagination" aria-label={label}>
      {previous && (
        <a
          class="utrecht-pagination__relative-link utrecht-pagination__relative-link--prev"
          href={previous.href}
          rel="prev"
        >
          <Icon name="arrow-left" /> {previous.label}
        </a>
      )}
      {next && (
        <a
          class="utrecht-pagination__relative-link utrecht-pagination__relative-link--next"
          href={next.href}
          rel="next"
          data-key={next.dataKey}
        >
          {next.label} <Icon name="arrow-right" />
        </a>
      )}
    </nav>
  )
}
