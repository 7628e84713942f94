import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { CommunityManners, PostLine, PostMark, PostPage } from '#domains/listen'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Bench,
  Box,
  Button,
  ButtonLink,
  Details,
  Highlighted,
  Keys,
  Notice,
  PageHead,
  passageOf,
  Section,
  Select,
  Split,
  Stack,
} from '#web/ui'
import { langOf, say } from '#web/words'
import { PlaceOfPost } from './communities/beside-post.tsx'
import { deskMessages } from './desk.messages.ts'
import { type DeskList, listAddress, postAddress } from './desk-list.ts'
import { type BeforeThis, DoneBefore } from './done-before.tsx'
import { listenMessages } from './listen.messages.ts'
import { titleSpans } from './mark-spans.ts'
import { PostQueue } from './post-queue.tsx'
import { PostTags } from './posts.page.tsx'

/** What a page of a post can tell that was just done. */
export const doneWords = [
  'registered',
  'already-registered',
  'relevant',
  'not-relevant',
  'captured',
  'known',
] as const

export type DoneWord = (typeof doneWords)[number]

const doneTitles = {
  registered: 'dossierDone',
  'already-registered': 'dossierAlready',
  relevant: 'relevantDone',
  'not-relevant': 'notRelevantDone',
  captured: 'captured',
  known: 'known',
} as const satisfies Record<DoneWord, string>

export interface PostView {
  readonly post: PostPage
  /** The list that it was opened from. */
  readonly list: DeskList
  readonly posts: Page<PostLine>
  /** The one after it in the list. */
  readonly next: string | undefined
  readonly dossiers: ReadonlyArray<{ id: string; question: string; language: string }>
  /** The one that a watch serves which found it. */
  readonly servedId: string | undefined
  /** What later parts of the site made of it, or can; one that is taken is put in a dossier there. */
  readonly shown: readonly Child[]
  readonly isTaken: boolean
  /** The community that it stands in, where that is known. */
  readonly community: CommunityManners | undefined
  /** What was just done, told once. */
  readonly done?: DoneWord
  /** What was done with the post before this one, and whether that can be taken back. */
  readonly before?: BeforeThis | undefined
  readonly problem?: 'dossierMissing' | 'dossierClosed'
}

/** A post: what it says, why it is shown, and the way into a dossier. */
export async function postPage(c: WebContext, view: PostView): Promise<Response> {
  const t = say(c, listenMessages)
  const { post, done, problem } = view
  const marks = post.marks.filter(({ isNotRelevant }) => !isNotRelevant)
  const title = post.title || t('untitled')
  return deskPage(
    c,
    {
      title,
      menuItem: 'listen',
      staff: await getStaff(c),
      wrong: problem !== undefined,
    },
    <Bench show="open" queue={<PostQueue c={c} list={view.list} posts={view.posts} openId={post.id} />}>
      {done && <Notice kind="ok" title={t(doneTitles[done])} justHappened />}
      {view.before && <DoneBefore c={c} list={view.list} before={view.before} />}
      <Stack>
        <p class="wk-only-small">
          <a href={listAddress(c, view.list)}>{say(c, deskMessages)('back')}</a>
        </p>
        <PageHead
          title={<Highlighted text={title} spans={titleSpans(marks)} />}
          dir="auto"
          {...(post.language === null ? {} : { lang: post.language })}
          {...(marks.length + post.dossiers.length === 0
            ? {}
            : { above: <PostTags c={c} post={{ ...post, marks }} /> })}
          meta={[
            { icon: 'rss', text: post.source },
            { icon: 'clock', text: t(post.is_dated ? 'published' : 'seen', { at: post.published_at }) },
            ...(post.areas.length > 0 ? [{ icon: 'map-pin' as const, text: sayAreas(c, post) }] : []),
          ]}
          actions={
            post.url && (
              <ButtonLink href={post.url} icon="arrow-square-out" dataKey="o">
                {t('original')}
              </ButtonLink>
            )
          }
        />
      </Stack>
      <Split
        asideLabel={t('dossierTitle')}
        aside={
          <>
            <SetAsideBox c={c} view={view} />
            {view.community && <PlaceOfPost c={c} url={post.url} community={view.community} />}
            {view.shown}
            {!view.community && <PlaceOfPost c={c} url={post.url} community={undefined} />}
            <IntoDossier c={c} view={view} />
          </>
        }
      >
        <Why c={c} view={view} />
        <Section id="text" title={t('text')} gap="m">
          {/* Cleaned on an allow-list before it was stored. */}
          <div class="wk-stack wk-prose" lang={post.language ?? undefined} dir="auto">
            {raw(post.html)}
          </div>
          <Attachments c={c} post={post} />
        </Section>
        <Earlier c={c} post={post} />
      </Split>
      <PostKeys c={c} />
    </Bench>,
  )
}

/** "Gaat over Dorpsstraat (Centrum) en Singelwijk" */
function sayAreas(c: WebContext, { areas }: PostPage): string {
  const d = say(c, deskMessages)
  const places = areas.map(({ named, area }) => (named === area ? area : d('placeIn', { named, area })))
  const list = new Intl.ListFormat(c.var.locale, { type: 'conjunction' })
  return d('about', { places: list.format([...new Set(places)]) })
}

/** Pictures, sounds and films: named with where they are, and never fetched by us or by who reads here. */
function Attachments({ c, post }: { c: WebContext; post: PostPage }) {
  const t = say(c, listenMessages)
  if (post.attachments.length === 0) return null
  return (
    <ul class="wk-bullets" aria-label={t('attachments')}>
      {post.attachments.map(({ url, type }) => (
        <li>
          <a href={url} rel="nofollow noopener ugc">
            {t(kindOf(type), { host: URL.parse(url)?.host ?? '' })}
          </a>
        </li>
      ))}
    </ul>
  )
}

function kindOf(type: string | undefined): 'sound' | 'film' | 'picture' | 'file' {
  if (type?.startsWith('audio/')) return 'sound'
  if (type?.startsWith('video/')) return 'film'
  return type === undefined || type.startsWith('image/') ? 'picture' : 'file'
}

function Why({ c, view }: { c: WebContext; view: PostView }) {
  const t = say(c, listenMessages)
  const { post } = view
  return (
    <Section id="why" title={t('why')} gap="m">
      {post.marks.length === 0 ? (
        <p>{t('noWatch')}</p>
      ) : (
        post.marks.map((mark) => <Reason c={c} view={view} mark={mark} />)
      )}
    </Section>
  )
}

const PASSAGE = 300

function Reason({ c, view, mark }: { c: WebContext; view: PostView; mark: PostMark }) {
  const t = say(c, listenMessages)
  const { post } = view
  const isAskedApart = mark.isNotRelevant || post.marks.length > 1
  const watch = pathHere(c, `/desk/listen/watches/${mark.watchId}`)
  return (
    <div class="wk-stack wk-stack--s">
      <h3>
        <a href={watch}>{t('whyWatch', { watch: mark.watch })}</a>
      </h3>
      {mark.bodySpans.length === 0 ? (
        <p>{t(mark.titleSpans.length > 0 ? 'whyTitle' : 'whyPlace')}</p>
      ) : (
        <p lang={post.language ?? undefined} dir="auto">
          <Highlighted {...passageOf(post.body, mark.bodySpans, PASSAGE)} />
        </p>
      )}
      {isAskedApart && (
        <form method="post" action={sendTo(c, view, `/marks/${mark.watchId}`)}>
          {mark.isNotRelevant && <p>{t('notRelevant')}</p>}
          <Button small kind="subtle" name="relevant" value={mark.isNotRelevant ? 'yes' : 'no'}>
            {t(mark.isNotRelevant ? 'sayRelevant' : 'sayNotRelevant')}
          </Button>
        </form>
      )}
    </div>
  )
}

function Earlier({ c, post }: { c: WebContext; post: PostPage }) {
  const t = say(c, listenMessages)
  if (post.versions.length === 0) return null
  return (
    <Details summary={t('earlier')}>
      {post.versions.map((version) => (
        <div class="wk-stack wk-stack--s" lang={post.language ?? undefined}>
          <h3>{version.title}</h3>
          <p class="wk-small" lang={c.var.locale}>
            {t('replaced', { at: version.replaced_at })}
          </p>
          {version.body.split('\n').map((line) => (
            <p>{line}</p>
          ))}
        </div>
      ))}
    </Details>
  )
}

function IntoDossier({ c, view }: { c: WebContext; view: PostView }) {
  const t = say(c, listenMessages)
  const { post, dossiers, problem, isTaken } = view
  return (
    <>
      {post.dossiers.length > 0 && (
        <Box title={t('inDossiers')}>
          <ul class="wk-bullets">
            {post.dossiers.map(({ slug, question, language }) => (
              <li>
                <a href={pathHere(c, `/desk/dossiers/${slug}`)} lang={language}>
                  {question}
                </a>
              </li>
            ))}
          </ul>
        </Box>
      )}
      {!isTaken && (
        <Box title={t('dossierTitle')}>
          {dossiers.length === 0 ? (
            <p>{t('dossierNone')}</p>
          ) : (
            <form method="post" action={sendTo(c, view, '/dossier')} class="wk-stack" novalidate>
              <p>{t('dossierHelp')}</p>
              <NextField view={view} />
              <Select
                id="dossier"
                name="dossier"
                label={t('dossierSelect')}
                dataKey="i"
                value={view.servedId ?? ''}
                options={dossiers.map(({ id, question, language }) => ({
                  value: id,
                  label: question,
                  ...langOf(c, language),
                }))}
                {...(problem ? { error: t(problem) } : {})}
              />
              <Button kind="answer">{t('dossierButton')}</Button>
            </form>
          )}
        </Box>
      )}
    </>
  )
}

/** Where a form of the page is sent: the list stays beside what comes next. */
function sendTo(c: WebContext, { post, list }: PostView, path: string): string {
  const [address, query] = postAddress(c, post.id, list).split('?')
  return `${address}${path}?${query}`
}

function NextField({ view: { next } }: { view: PostView }) {
  return next === undefined ? null : <input type="hidden" name="next" value={next} />
}

/** Says of all that found it that it is not relevant, and goes on to the next. */
function SetAsideBox({ c, view }: { c: WebContext; view: PostView }) {
  const d = say(c, deskMessages)
  if (view.isTaken || !view.post.marks.some(({ isNotRelevant }) => !isNotRelevant)) return null
  return (
    <form method="post" action={sendTo(c, view, '/set-aside')} class="wk-stack wk-stack--s">
      <NextField view={view} />
      <p>
        <Button icon="x" dataKey="x">
          {d('setAsideButton')}
        </Button>
      </p>
      <p class="wk-small">{d('setAsideHelp')}</p>
    </form>
  )
}

function PostKeys({ c }: { c: WebContext }) {
  const d = say(c, deskMessages)
  return (
    <Keys
      keys={[
        { keys: ['J', 'K'], does: d('keyNeighbours') },
        { keys: ['I'], does: d('keyInput') },
        { keys: ['R'], does: d('keyReply') },
        { keys: ['C'], does: d('keyConversation') },
        { keys: ['X'], does: d('keySetAside') },
      ]}
      sheet={{
        ...{ title: d('keysTitle'), open: d('keysOpen'), close: d('keysClose') },
        more: [
          { keys: ['Z'], does: d('keyUndo') },
          { keys: ['O'], does: d('keyOriginal') },
          { keys: ['Esc'], does: d('keyEscape') },
        ],
      }}
      off={d('keysOff')}
      on={d('keysOn')}
    />
  )
}
