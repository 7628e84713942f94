import type { PostFilter, PostLine, ServedDossier, WatchLine } from '#domains/listen'
import { addDays, dateIn, noonOf } from '#platform/clock'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Button,
  ButtonLink,
  Empty,
  Highlighted,
  List,
  type ListItem,
  PageHead,
  Pager,
  passageOf,
  Row,
  Section,
  Select,
  Tabs,
  Tag,
} from '#web/ui'
import { langOf, say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'
import { listenMessages } from './listen.messages.ts'
import { bodySpans, titleSpans } from './mark-spans.ts'
import { watchMessages } from './watch.messages.ts'

interface PostsView {
  readonly posts: Page<PostLine>
  readonly watches: readonly WatchLine[]
  readonly sources: { all: number; working: number; silent: number }
  readonly filter: PostFilter
  /** Whose finds they are, where it is a dossier's. */
  readonly dossier?: Pick<ServedDossier, 'slug' | 'question' | 'language'> | undefined
  readonly isFirst: boolean
}

/** What people said in public, newest first. */
export async function postsPage(c: WebContext, view: PostsView): Promise<Response> {
  const t = say(c, listenMessages)
  const { posts, watches, filter } = view
  return deskPage(
    c,
    { title: t('title'), menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      <Head c={c} view={view} />
      {view.dossier && <OfDossier c={c} dossier={view.dossier} />}
      {watches.length > 0 && <WatchFilter c={c} watches={watches} filter={filter} />}
      {filter.isNotRelevant && <SetAside c={c} filter={filter} />}
      {posts.rows.length === 0 ? <NoPosts c={c} view={view} /> : <Days c={c} posts={posts.rows} />}
      <Pager
        label={t('paging')}
        {...(view.isFirst ? {} : { previous: { href: here(c, filter), label: t('newest') } })}
        {...(posts.next === undefined
          ? {}
          : { next: { href: here(c, { ...filter, after: posts.next }), label: t('older') } })}
      />
    </Band>,
  )
}

function Head({ c, view: { sources } }: { c: WebContext; view: PostsView }) {
  const t = say(c, listenMessages)
  return (
    <PageHead
      title={t('title')}
      meta={[
        { icon: 'globe', text: t('onlyPublic') },
        ...(sources.all > 0 ? [{ icon: 'broadcast' as const, text: t('working', sources) }] : []),
        ...(sources.silent > 0 ? [{ icon: 'warning' as const, text: t('silent', sources) }] : []),
      ]}
      actions={
        <>
          <ButtonLink icon="broadcast" href={pathHere(c, '/desk/listen/sources')}>
            {t('toSources')}
          </ButtonLink>
          <ButtonLink icon="binoculars" href={pathHere(c, '/desk/listen/watches')}>
            {t('toWatches')}
          </ButtonLink>
        </>
      }
    />
  )
}

/** More watches than this do not fit as tabs on a phone. */
const MOST_TABS = 6

type FilterProps = { c: WebContext; watches: readonly WatchLine[]; filter: PostFilter }

function WatchFilter({ c, watches, filter: { watchId: chosen, dossierId } }: FilterProps) {
  const t = say(c, listenMessages)
  const allPosts = t(dossierId === undefined ? 'allPosts' : 'allOfDossier')
  if (watches.length <= MOST_TABS) {
    const all = { href: here(c, { dossierId }), label: allPosts, current: chosen === undefined }
    const tabs = watches.map(({ id, name, recent }) => ({
      href: here(c, { watchId: id, dossierId }),
      label: `${name} ${recent}`,
      current: id === chosen,
    }))
    return <Tabs label={t('show')} tabs={[all, ...tabs]} />
  }
  return (
    <form method="get" action={pathHere(c, '/desk/listen')}>
      {dossierId && <input type="hidden" name="dossier" value={dossierId} />}
      <Row>
        <Select
          id="watch"
          name="watch"
          label={t('show')}
          value={chosen ?? ''}
          options={[
            { value: '', label: allPosts },
            ...watches.map(({ id, name, recent }) => ({ value: id, label: `${name} (${recent})` })),
          ]}
        />
        <Button>{t('showButton')}</Button>
      </Row>
    </form>
  )
}

function NoPosts({ c, view: { filter, sources } }: { c: WebContext; view: PostsView }) {
  const t = say(c, listenMessages)
  if (filter.watchId !== undefined || filter.dossierId !== undefined)
    return (
      <Empty level={2} icon="magnifying-glass" title={t('emptyWatchTitle')}>
        {t('emptyWatchText')}
      </Empty>
    )
  const add =
    sources.all > 0 ? (
      <ButtonLink href={pathHere(c, '/desk/listen/watches/new')}>{say(c, watchMessages)('add')}</ButtonLink>
    ) : (
      <ButtonLink kind="primary" href={pathHere(c, '/desk/listen/sources/new')}>
        {say(c, sourceMessages)('add')}
      </ButtonLink>
    )
  return (
    <Empty level={2} title={t('emptyTitle')} action={add}>
      {t('emptyText')}
    </Empty>
  )
}

/** Posts under the day they were published on. */
function Days({ c, posts }: { c: WebContext; posts: readonly PostLine[] }) {
  const { timeZone } = c.var.services.config
  const days = Map.groupBy(posts, (post) => dateIn(timeZone, post.published_at))
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <Section id={`day-${day}`} title={sayDay(c, day)} gap="m">
          <List items={ofDay.map((post) => postItem(c, post))} />
        </Section>
      ))}
    </>
  )
}

function sayDay(c: WebContext, day: string): string {
  const t = say(c, listenMessages)
  const { config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  if (day === today) return t('today')
  return day === addDays(today, -1) ? t('yesterday') : t('day', { at: noonOf(day) })
}

const PASSAGE = 280

function postItem(c: WebContext, post: PostLine): ListItem {
  const t = say(c, listenMessages)
  const passage = passageOf(post.body, bodySpans(post.marks), PASSAGE)
  return {
    href: pathHere(c, `/desk/listen/posts/${post.id}`),
    title: post.title ? <Highlighted text={post.title} spans={titleSpans(post.marks)} /> : t('untitled'),
    dir: 'auto',
    ...(post.language === null || post.title === '' ? {} : { lang: post.language }),
    ...(post.marks.length + post.dossiers.length === 0 ? {} : { tag: <PostTags c={c} post={post} /> }),
    body: passage.text && (
      <p lang={post.language ?? undefined} dir="auto">
        <Highlighted {...passage} />
      </p>
    ),
    meta: [
      { icon: 'rss', text: post.source },
      { icon: 'clock', text: t(post.is_dated ? 'time' : 'seenTime', { at: post.published_at }) },
    ],
  }
}

/** What marked a post, and where it counts. */
export function PostTags({ c, post }: { c: WebContext; post: Pick<PostLine, 'marks' | 'dossiers'> }) {
  const t = say(c, listenMessages)
  return (
    <>
      {post.marks.map((mark) => (
        <Tag icon="binoculars" tone="voice">
          {mark.watch}
        </Tag>
      ))}
      {post.dossiers.map((dossier) => (
        <Tag icon="file-text">{t('inDossier', { question: dossier.question })}</Tag>
      ))}
    </>
  )
}

function OfDossier({ c, dossier }: { c: WebContext; dossier: NonNullable<PostsView['dossier']> }) {
  return (
    <p>
      {say(c, listenMessages)('foundFor')}{' '}
      <a href={pathHere(c, `/desk/dossiers/${dossier.slug}`)} {...langOf(c, dossier.language)}>
        {dossier.question}
      </a>
    </p>
  )
}

/** What was said to be not relevant, and the way back. */
function SetAside({ c, filter }: { c: WebContext; filter: PostFilter }) {
  const t = say(c, listenMessages)
  return (
    <p>
      {t('setAside')} <a href={here(c, { ...filter, isNotRelevant: false })}>{t('setAsideBack')}</a>
    </p>
  )
}

function here(c: WebContext, filter: PostFilter & { after?: string }): string {
  const { watchId, sourceId, dossierId, isNotRelevant, after } = filter
  const query = new URLSearchParams()
  if (dossierId) query.set('dossier', dossierId)
  if (watchId) query.set('watch', watchId)
  if (sourceId) query.set('source', sourceId)
  if (isNotRelevant) query.set('show', 'not-relevant')
  if (after) query.set('after', after)
  const text = query.toString()
  return `${pathHere(c, '/desk/listen')}${text && `?${text}`}`
}
