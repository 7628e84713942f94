import type { PostLine, ServedDossier, Watch } from '#domains/listen'
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
  Keys,
  List,
  type ListItem,
  PageHead,
  Pager,
  passageOf,
  Section,
  Select,
  Tabs,
  Tag,
} from '#web/ui'
import { langOf, say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'
import { askedMessages } from './asked.messages.ts'
import { askedAddress } from './asked.page.tsx'
import { deskMessages } from './desk.messages.ts'
import { type DeskList, listAddress, postAddress } from './desk-list.ts'
import { type BeforeThis, DoneBefore } from './done-before.tsx'
import { listenMessages } from './listen.messages.ts'
import { bodySpans, titleSpans } from './mark-spans.ts'
import { type DeskOverview, Overview, type SourceCounts } from './overview.tsx'
import { listNames } from './post-queue.tsx'
import { watchMessages } from './watch.messages.ts'

interface PostsView {
  readonly posts: Page<PostLine>
  readonly watches: readonly Pick<Watch, 'id' | 'name'>[]
  /** Areas to choose from, each before what lies in it. */
  readonly areas: ReadonlyArray<{ code: string; name: string; depth: number }>
  readonly list: DeskList
  readonly sources: SourceCounts
  /** Since when something is new to who looks. */
  readonly since: Date
  /** Left out where only a part of what is heard is asked for. */
  readonly overview: DeskOverview | undefined
  readonly before: BeforeThis | undefined
}

/** What people said in public, newest first. */
export async function postsPage(c: WebContext, view: PostsView): Promise<Response> {
  const t = say(c, listenMessages)
  const { posts, watches, list, overview, sources } = view
  return deskPage(
    c,
    { title: t('title'), menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      {view.before && <DoneBefore c={c} list={list} before={view.before} />}
      <Head c={c} sources={sources} isAlone={overview === undefined} />
      {overview && <Overview c={c} overview={overview} sources={sources} />}
      <div id="posts" class="wk-stack">
        {list.dossier && <OfDossier c={c} dossier={list.dossier} />}
        {list.asked && <OfQuestion c={c} list={list} asked={list.asked} />}
        {watches.length > 0 && !list.asked && <Lists c={c} list={list} since={view.since} />}
        {watches.length > 0 && list.sourceId === undefined && !list.asked && <Filter c={c} view={view} />}
        {(list.watchId ?? list.dossier) !== undefined && !list.asked && (
          <p>
            <a href={askedAddress(c, list)}>{say(c, askedMessages)('about')}</a>
          </p>
        )}
        {list.sourceId !== undefined && <OfSource c={c} list={list} />}
        {list.isNotRelevant && <SetAside c={c} list={list} />}
        {posts.rows.length === 0 ? <NoPosts c={c} view={view} /> : <Posts c={c} view={view} />}
        <Pager
          label={t('paging')}
          {...(list.after === undefined
            ? {}
            : {
                previous: {
                  href: listAddress(c, { ...list, after: undefined }),
                  label: t(list.show === 'waiting' ? 'first' : 'newest'),
                },
              })}
          {...(posts.next === undefined
            ? {}
            : {
                next: {
                  href: `${listAddress(c, { ...list, after: posts.next })}#posts`,
                  label: t(list.show === 'waiting' ? 'newer' : 'older'),
                },
              })}
        />
      </div>
      <ListKeys c={c} />
    </Band>,
  )
}

type HeadProps = {
  c: WebContext
  sources: SourceCounts
  /** Nothing under it tells how sources do. */
  isAlone: boolean
}

function Head({ c, sources, isAlone }: HeadProps) {
  const t = say(c, listenMessages)
  return (
    <PageHead
      title={t('title')}
      meta={[
        { icon: 'globe', text: t('onlyPublic') },
        ...(sources.all > 0 ? [{ icon: 'broadcast' as const, text: t('working', sources) }] : []),
        ...(isAlone && sources.silent > 0 ? [{ icon: 'warning' as const, text: t('silent', sources) }] : []),
      ]}
      actions={
        <>
          <ButtonLink icon="broadcast" href={pathHere(c, '/desk/listen/sources')}>
            {t('toSources')}
          </ButtonLink>
          <ButtonLink icon="users-three" href={pathHere(c, '/desk/listen/communities')}>
            {t('toCommunities')}
          </ButtonLink>
          <ButtonLink icon="plus" href={pathHere(c, '/desk/listen/capture')}>
            {t('addPost')}
          </ButtonLink>
          <ButtonLink icon="binoculars" href={pathHere(c, '/desk/listen/watches')}>
            {t('toWatches')}
          </ButtonLink>
        </>
      }
    />
  )
}

function Lists({ c, list, since }: { c: WebContext; list: DeskList; since: Date }) {
  const d = say(c, deskMessages)
  const shown = ['waiting', 'new', 'found', 'all'] as const
  const { watchId, dossier, areaCode } = list
  const isPart = [watchId, dossier, areaCode].some((one) => one !== undefined)
  const tabs = shown
    .filter((show) => show !== 'all' || !isPart)
    .map((show) => ({
      href: listAddress(c, {
        ...{ show, watchId, dossier, areaCode, isNotRelevant: false },
        ...(show === 'new' ? { since } : {}),
      }),
      label: d(listNames[show]),
      current: list.show === show && !list.isNotRelevant,
    }))
  return <Tabs label={d('lists')} tabs={tabs} />
}

function Filter({ c, view: { watches, areas, list } }: { c: WebContext; view: PostsView }) {
  const t = say(c, listenMessages)
  const d = say(c, deskMessages)
  const { dossier, watchId, areaCode, show, since } = list
  return (
    <form method="get" action={pathHere(c, '/desk/listen')}>
      {dossier && <input type="hidden" name="dossier" value={dossier.id} />}
      {show !== 'all' && <input type="hidden" name="show" value={show} />}
      {since && <input type="hidden" name="since" value={since.toISOString()} />}
      <div class="wk-row wk-row--end">
        <Select
          id="watch"
          name="watch"
          label={d('watchChoice')}
          value={watchId ?? ''}
          options={[
            { value: '', label: d('anyWatch') },
            ...watches.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        {areas.length > 0 && (
          <Select
            id="area"
            name="area"
            label={d('areaChoice')}
            value={areaCode ?? ''}
            options={[
              { value: '', label: d('anyArea') },
              ...areas.map(({ code, name, depth }) => ({
                value: code,
                label: `${'\u2003'.repeat(depth)}${name}`,
              })),
            ]}
          />
        )}
        <Button>{t('showButton')}</Button>
      </div>
    </form>
  )
}

function OfSource({ c, list }: { c: WebContext; list: DeskList }) {
  const d = say(c, deskMessages)
  return (
    <p>
      {d('ofSource')}{' '}
      <a href={listAddress(c, { ...list, sourceId: undefined, after: undefined })}>{d('allSources')}</a>
    </p>
  )
}

/** The question that these posts ask, and the way to all that is heard. */
function OfQuestion({
  c,
  list,
  asked: { words, language },
}: {
  c: WebContext
  list: DeskList
  asked: NonNullable<DeskList['asked']>
}) {
  const t = say(c, askedMessages)
  const { watchId, dossier } = list
  return (
    <Section id="question" title={t('ofQuestion')} gap="m">
      <p {...langOf(c, language)}>{words}</p>
      <p>
        <a href={askedAddress(c, { watchId, dossier })}>{t('all')}</a> ·{' '}
        <a href={listAddress(c, { ...list, asked: undefined, after: undefined })}>{t('allPosts')}</a>
      </p>
    </Section>
  )
}

function ListKeys({ c }: { c: WebContext }) {
  const d = say(c, deskMessages)
  return <Keys keys={[{ keys: ['J'], does: d('keyOpen') }]} off={d('keysOff')} on={d('keysOn')} />
}

function NoPosts({ c, view: { list, watches, sources } }: { c: WebContext; view: PostsView }) {
  const t = say(c, listenMessages)
  const d = say(c, deskMessages)
  if (list.asked) {
    const a = say(c, askedMessages)
    return (
      <Empty level={2} icon="magnifying-glass" title={a('emptyPosts')}>
        {a('emptyPostsText')}
      </Empty>
    )
  }
  if (list.areaCode !== undefined)
    return (
      <Empty level={2} icon="magnifying-glass" title={d('emptyArea')}>
        {d('emptyAreaText')}
      </Empty>
    )
  const waits = list.show === 'waiting' || list.show === 'new'
  if (sources.all > 0 && waits)
    return (
      <Empty level={2} icon="list-checks" title={d('emptyWaiting')}>
        {d('emptyWaitingText')}
      </Empty>
    )
  if (list.watchId === undefined && list.dossier === undefined && list.show === 'found' && watches.length > 0)
    return (
      <Empty level={2} icon="magnifying-glass" title={d('emptyFound')}>
        {d('emptyFoundText')}
      </Empty>
    )
  if (list.watchId !== undefined || list.dossier !== undefined)
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

/** Posts under the day they were published on, or in the order in which they were found. */
function Posts({ c, view: { posts, list } }: { c: WebContext; view: PostsView }) {
  const { timeZone } = c.var.services.config
  const [first] = posts.rows
  const itemOf = (post: PostLine) => postItem(c, post, { list, isFirst: post === first })
  if (list.show === 'waiting' || list.show === 'new') return <List items={posts.rows.map(itemOf)} />
  const days = Map.groupBy(posts.rows, (post) => dateIn(timeZone, post.published_at))
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <Section id={`day-${day}`} title={sayDay(c, day)} gap="m">
          <List items={ofDay.map(itemOf)} />
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

function postItem(
  c: WebContext,
  post: PostLine,
  { list, isFirst }: { list: DeskList; isFirst: boolean },
): ListItem {
  const t = say(c, listenMessages)
  const isByDay = list.show !== 'waiting' && list.show !== 'new'
  const { published_at: at, is_dated: isDated } = post
  const passage =
    post.question === undefined
      ? passageOf(post.body, bodySpans(post.marks), PASSAGE)
      : { text: post.question, spans: [] }
  return {
    href: postAddress(c, post.id, list),
    ...(isFirst ? { dataKey: 'j' } : {}),
    title: post.title ? <Highlighted text={post.title} spans={titleSpans(post.marks)} /> : t('untitled'),
    dir: 'auto',
    ...(post.language === null || post.title === '' ? {} : { lang: post.language }),
    ...(post.marks.length + post.dossiers.length > 0 || post.isTaken
      ? { tag: <PostTags c={c} post={post} /> }
      : {}),
    body: passage.text && (
      <p lang={post.language ?? undefined} dir="auto">
        <Highlighted {...passage} />
      </p>
    ),
    meta: [
      { icon: 'rss', text: post.source },
      {
        icon: 'clock',
        text: isByDay ? t(isDated ? 'time' : 'seenTime', { at }) : t(isDated ? 'published' : 'seen', { at }),
      },
    ],
  }
}

/** What marked a post, and where it counts. */
export function PostTags({
  c,
  post,
}: {
  c: WebContext
  post: Pick<PostLine, 'marks' | 'dossiers'> & { isTaken?: boolean }
}) {
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
      {post.isTaken && post.dossiers.length === 0 && <Tag icon="chats">{t('madeAConversation')}</Tag>}
    </>
  )
}

function OfDossier({ c, dossier }: { c: WebContext; dossier: ServedDossier }) {
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
function SetAside({ c, list }: { c: WebContext; list: DeskList }) {
  const t = say(c, listenMessages)
  return (
    <p>
      {t('setAside')} <a href={listAddress(c, { ...list, isNotRelevant: false })}>{t('setAsideBack')}</a>
    </p>
  )
}
