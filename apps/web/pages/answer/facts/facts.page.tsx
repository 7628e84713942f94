import type { FactLine } from '#domains/answer'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Band, ButtonLink, Details, Empty, List, PageHead, Pager } from '#web/ui'
import { say } from '#web/words'
import { nameIn } from '../desk/name-in.ts'
import { factItem } from './fact-words.tsx'
import { factsMessages } from './facts.messages.ts'

type Subject = { id: string; name: string; otherName: string }

export type FactsView = {
  facts: Page<FactLine>
  subjects: Subject[]
  /** What it is narrowed to. */
  subject: Subject | undefined
  after: string | undefined
}

/** For readers of feeds, in the head of the pages. */
export function FeedLink({ c }: { c: WebContext }) {
  return (
    <link
      rel="alternate"
      type="application/atom+xml"
      title={say(c, factsMessages)('title')}
      href={pathHere(c, '/facts/feed')}
    />
  )
}

/** All that was claimed and answered, the newest change first. */
export async function factsPage(c: WebContext, view: FactsView): Promise<Response> {
  const t = say(c, factsMessages)
  const { facts, subject, after } = view
  const title = subject ? t('titleAbout', { subject: nameIn(c, subject) }) : t('title')
  return publicPage(
    c,
    { title, description: t('lead'), head: <FeedLink c={c} />, ...(after ? { noIndex: true } : {}) },
    <Band tight>
      <PageHead title={title} lead={t('lead')} />
      <Subjects c={c} view={view} />
      {facts.rows.length === 0 ? (
        <Empty
          icon="magnifying-glass"
          title={t('none')}
          level={2}
          action={<ButtonLink href={pathHere(c, '/tell-us')}>{t('ask')}</ButtonLink>}
        >
          {t('noneText')}
        </Empty>
      ) : (
        <List headingLevel={2} items={facts.rows.map((line) => factItem(c, line))} />
      )}
      <Pager
        label={t('paging')}
        {...(after ? { previous: { href: listPath(c, subject), label: t('first') } } : {})}
        {...(facts.next ? { next: { href: listPath(c, subject, facts.next), label: t('older') } } : {})}
      />
      <p class="wk-small">
        <a href={pathHere(c, '/facts/feed')}>{t('feed')}</a>
      </p>
    </Band>,
  )
}

function listPath(c: WebContext, subject: Subject | undefined, after?: string): string {
  const query = new URLSearchParams({
    ...(subject ? { subject: subject.id } : {}),
    ...(after ? { after } : {}),
  }).toString()
  return `${pathHere(c, '/facts')}${query && `?${query}`}`
}

function Subjects({ c, view: { subjects, subject } }: { c: WebContext; view: FactsView }) {
  const t = say(c, factsMessages)
  if (subjects.length === 0 || (subjects.length === 1 && !subject)) return null
  return (
    <Details summary={t('about')} open={subject !== undefined}>
      <ul>
        {subject && (
          <li>
            <a href={listPath(c, undefined)}>{t('all')}</a>
          </li>
        )}
        {subjects.map((one) => (
          <li>
            <a href={listPath(c, one)} aria-current={one.id === subject?.id || undefined}>
              {nameIn(c, one)}
            </a>
          </li>
        ))}
      </ul>
    </Details>
  )
}
