import type { FactCounts, FactPostLine } from '#domains/answer'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { Button, DataTable, Details, Hidden, List, Pager, Row, Section, Stack, TimeColumns } from '#web/ui'
import { langOf, say } from '#web/words'
import type { FactDeskView } from './fact-view.ts'
import { factsDeskMessages } from './facts-desk.messages.ts'

type Props = { c: WebContext; view: FactDeskView }

/** Which posts say it, where, and how often a week. */
export function PostsSection({ c, view: { fact, posts } }: Props) {
  const t = say(c, factsDeskMessages)
  const { page, counts, after } = posts
  const here = pathHere(c, `/desk/facts/${fact.id}`)
  return (
    <Section id="posts" title={t('posts')} gap="m">
      {counts.posts === 0 ? (
        <p>{t('postsNone')}</p>
      ) : (
        <>
          <p>{t('postsCount', { posts: counts.posts, sources: counts.sources })}</p>
          <Weeks c={c} counts={counts} />
          <List items={page.rows.map((post) => itemOf(c, post))} />
          <Pager
            label={t('paging')}
            {...(after ? { previous: { href: `${here}#posts`, label: t('first') } } : {})}
            {...(page.next ? { next: { href: `${here}?posts=${page.next}#posts`, label: t('older') } } : {})}
          />
        </>
      )}
    </Section>
  )
}

function Weeks({ c, counts: { weeks } }: { c: WebContext; counts: FactCounts }) {
  const t = say(c, factsDeskMessages)
  const day = (from: string) =>
    new Intl.DateTimeFormat(c.var.locale === 'nl' ? 'nl-NL' : 'en-GB', {
      day: 'numeric',
      month: 'short',
    }).format(noonOf(from))
  const most = weeks.reduce(
    (one, other) => (other.posts > one.posts ? other : one),
    weeks[0] ?? { from: '', posts: 0 },
  )
  if (most.posts === 0) return <p>{t('weeksNone')}</p>
  return (
    <Stack>
      <TimeColumns
        values={weeks.map(({ posts }) => posts)}
        name={t('weeks', { at: noonOf(most.from), n: most.posts })}
        most={`${most.posts}`}
        from={day(weeks[0]?.from ?? '')}
        to={day(weeks.at(-1)?.from ?? '')}
      />
      <p class="wk-small">{t('weeks', { at: noonOf(most.from), n: most.posts })}</p>
      <Details summary={t('weeksTable')}>
        <DataTable
          id="weeks"
          caption={t('weeksTable')}
          hidesCaption
          columns={[{ label: t('week') }, { label: t('postsInWeek'), numeric: true }]}
          rows={weeks.map(({ from, posts }) => [day(from), `${posts}`])}
        />
      </Details>
    </Stack>
  )
}

function itemOf(c: WebContext, post: FactPostLine) {
  const t = say(c, factsDeskMessages)
  const { lang } = langOf(c, post.language ?? c.var.locale)
  const on = { icon: 'calendar-blank' as const, text: dayOf(c, post.publishedAt) }
  const gone = post.isGone ? [{ icon: 'eye-slash' as const, text: t('postGone') }] : []
  return {
    href: post.isGone ? (post.url ?? '#posts') : pathHere(c, `/desk/listen/posts/${post.id}`),
    title: post.title || t('untitled'),
    dir: 'auto' as const,
    ...(post.title && lang !== undefined ? { lang } : {}),
    meta: [{ icon: 'rss' as const, text: post.source }, on, ...gone],
  }
}

function dayOf(c: WebContext, at: Date): string {
  return new Intl.DateTimeFormat(c.var.locale === 'nl' ? 'nl-NL' : 'en-GB', {
    dateStyle: 'long',
    timeZone: c.var.services.config.timeZone,
  }).format(at)
}

/** Whom we wrote what it no longer says: to answer again, or not. */
export function CitedSection({ c, view: { fact, cited } }: Props) {
  const t = say(c, factsDeskMessages)
  const { page, counts, after } = cited
  const here = pathHere(c, `/desk/facts/${fact.id}`)
  if (fact.number === null) return null
  return (
    <Section id="cited" title={t('cited')} gap="m">
      <p>{t('citedCount', { n: counts.cited })}</p>
      {counts.outdated > 0 && (
        <>
          <p>
            <strong>{t('outdated', { n: counts.outdated })}</strong>
          </p>
          <ul class="wk-list">
            {page.rows.map(({ conversationId, subject, language, version, at, source }) => (
              <li>
                <h3>
                  <a href={pathHere(c, `/desk/inbox/${conversationId}`)} {...langOf(c, language)}>
                    {subject}
                  </a>
                </h3>
                <Row>
                  <span class="wk-small">
                    {source === null
                      ? t('citedVersion', { version, at })
                      : t('citedAtPost', { version, at, source })}
                  </span>
                  <form method="post" action={`${here}/settle`}>
                    <Hidden
                      values={{ conversation: conversationId, version: `${fact.publicVersion ?? 0}` }}
                    />
                    <Button small>
                      <span aria-hidden="true">{t('settle')}</span>
                      <span class="wk-hidden">{t('settleOf', { subject })}</span>
                    </Button>
                  </form>
                </Row>
              </li>
            ))}
          </ul>
          <Pager
            label={t('paging')}
            {...(after ? { previous: { href: `${here}#cited`, label: t('first') } } : {})}
            {...(page.next ? { next: { href: `${here}?cited=${page.next}#cited`, label: t('older') } } : {})}
          />
        </>
      )}
    </Section>
  )
}
