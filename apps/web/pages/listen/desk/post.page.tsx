import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { PostMark, PostPage } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Box,
  Breadcrumbs,
  Button,
  ButtonLink,
  Details,
  Highlighted,
  Notice,
  PageHead,
  passageOf,
  Section,
  Select,
  Split,
  Stack,
} from '#web/ui'
import { langOf, say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'
import { listenMessages } from './listen.messages.ts'
import { titleSpans } from './mark-spans.ts'
import { PostTags } from './posts.page.tsx'

/** What a page of a post can tell that was just done. */
export const doneWords = ['registered', 'already-registered', 'relevant', 'not-relevant'] as const

export type DoneWord = (typeof doneWords)[number]

const doneTitles = {
  registered: 'dossierDone',
  'already-registered': 'dossierAlready',
  relevant: 'relevantDone',
  'not-relevant': 'notRelevantDone',
} as const satisfies Record<DoneWord, string>

export interface PostView {
  readonly post: PostPage
  readonly dossiers: ReadonlyArray<{ id: string; question: string; language: string }>
  /** What later parts of the site made of it, or can; one that is taken is put in a dossier there. */
  readonly shown: readonly Child[]
  readonly isTaken: boolean
  /** What was just done, told once. */
  readonly done?: DoneWord
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
    <Band tight>
      {done && <Notice kind="ok" title={t(doneTitles[done])} justHappened />}
      <Stack>
        <Breadcrumbs
          label={say(c, sourceMessages)('trail')}
          trail={[{ href: pathHere(c, '/desk/listen'), label: t('title') }]}
        />
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
          ]}
          actions={
            post.url && (
              <ButtonLink href={post.url} icon="arrow-square-out">
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
            {view.shown}
            <IntoDossier c={c} view={view} />
          </>
        }
      >
        <Why c={c} post={post} />
        <Section id="text" title={t('text')} gap="m">
          {/* Cleaned on an allow-list before it was stored. */}
          <div class="wk-stack wk-prose" lang={post.language ?? undefined} dir="auto">
            {raw(post.html)}
          </div>
          <Attachments c={c} post={post} />
        </Section>
        <Earlier c={c} post={post} />
      </Split>
    </Band>,
  )
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

function Why({ c, post }: { c: WebContext; post: PostPage }) {
  const t = say(c, listenMessages)
  return (
    <Section id="why" title={t('why')} gap="m">
      {post.marks.length === 0 ? (
        <p>{t('noWatch')}</p>
      ) : (
        post.marks.map((mark, at) => <Reason c={c} post={post} mark={mark} first={at === 0} />)
      )}
    </Section>
  )
}

const PASSAGE = 300

function Reason({ c, post, mark, first }: { c: WebContext; post: PostPage; mark: PostMark; first: boolean }) {
  const t = say(c, listenMessages)
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
      <form method="post" action={pathHere(c, `/desk/listen/posts/${post.id}/marks/${mark.watchId}`)}>
        {mark.isNotRelevant && <p>{t('notRelevant')}</p>}
        <Button
          small
          kind="subtle"
          name="relevant"
          value={mark.isNotRelevant ? 'yes' : 'no'}
          {...(first && !mark.isNotRelevant ? { dataKey: 'x' } : {})}
        >
          {t(mark.isNotRelevant ? 'sayRelevant' : 'sayNotRelevant')}
        </Button>
      </form>
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
            <form
              method="post"
              action={pathHere(c, `/desk/listen/posts/${post.id}/dossier`)}
              class="wk-stack"
              novalidate
            >
              <p>{t('dossierHelp')}</p>
              <Select
                id="dossier"
                name="dossier"
                label={t('dossierSelect')}
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
