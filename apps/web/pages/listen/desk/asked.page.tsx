import type { AskedLine, ServedDossier, Watch } from '#domains/listen'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  Button,
  ButtonLink,
  Empty,
  List,
  type ListItem,
  PageHead,
  Pager,
  Section,
  Select,
  Stack,
  TrendLine,
} from '#web/ui'
import { langOf, say } from '#web/words'
import { askedMessages } from './asked.messages.ts'

/** Of which posts it is asked what people ask in them. */
export type AskedOf = {
  watchId?: string | undefined
  dossier?: ServedDossier | undefined
  after?: string | undefined
}

type AskedView = {
  questions: Page<AskedLine>
  watches: readonly Pick<Watch, 'id' | 'name'>[]
  of: AskedOf
}

/** What people asked in the last seven days. */
export async function askedPage(c: WebContext, view: AskedView): Promise<Response> {
  const t = say(c, askedMessages)
  const { questions, watches, of } = view
  return deskPage(
    c,
    { title: t('title'), menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      <Stack>
        <Breadcrumbs label={t('trail')} trail={[{ href: pathHere(c, '/desk/listen'), label: t('listen') }]} />
        <PageHead title={t('title')} lead={t('lead')} />
      </Stack>
      {of.dossier && (
        <p>
          {t('forDossier')}{' '}
          <a href={pathHere(c, `/desk/dossiers/${of.dossier.slug}`)} {...langOf(c, of.dossier.language)}>
            {of.dossier.question}
          </a>
        </p>
      )}
      {watches.length > 0 && <WatchChoice c={c} view={view} />}
      {questions.rows.length === 0 ? (
        <Empty level={2} icon="chat-circle-text" title={t('emptyTitle')}>
          {t('emptyText')}
        </Empty>
      ) : (
        <Section id="questions" title={t('list')} gap="m">
          <List items={questions.rows.map((line) => questionItem(c, line, of))} />
          <p class="wk-small">{t('note')}</p>
        </Section>
      )}
      <Pager
        label={t('paging')}
        {...(of.after === undefined ? {} : { previous: { href: askedAddress(c, of), label: t('first') } })}
        {...(questions.next === undefined
          ? {}
          : { next: { href: askedAddress(c, of, questions.next), label: t('next') } })}
      />
    </Band>,
  )
}

/** The page of what was asked in these posts. */
export function askedAddress(
  c: WebContext,
  { watchId, dossier }: Omit<AskedOf, 'after'>,
  after?: string,
): string {
  const query = queryOfAsked({ watchId, dossier, after }).toString()
  return `${pathHere(c, '/desk/listen/asked')}${query && `?${query}`}`
}

function queryOfAsked({ watchId, dossier, after }: AskedOf): URLSearchParams {
  return new URLSearchParams({
    ...(watchId ? { watch: watchId } : {}),
    ...(dossier ? { dossier: dossier.id } : {}),
    ...(after ? { after } : {}),
  })
}

function WatchChoice({ c, view: { watches, of } }: { c: WebContext; view: AskedView }) {
  const t = say(c, askedMessages)
  return (
    <form method="get" action={pathHere(c, '/desk/listen/asked')}>
      {of.dossier && <input type="hidden" name="dossier" value={of.dossier.id} />}
      <div class="wk-row wk-row--end">
        <Select
          id="watch"
          name="watch"
          label={t('watchChoice')}
          value={of.watchId ?? ''}
          options={[
            { value: '', label: t('anyWatch') },
            ...watches.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Button>{t('show')}</Button>
      </div>
    </form>
  )
}

function questionItem(c: WebContext, line: AskedLine, of: AskedOf): ListItem {
  const t = say(c, askedMessages)
  return {
    href: postsAddress(c, line, of),
    title: line.words,
    ...langOf(c, line.language),
    body: <Growth c={c} line={line} />,
    meta: [
      { icon: 'chat-text', text: sayCount(c, line) },
      { icon: 'clock', text: t('before', { before: line.postsBefore }) },
    ],
  }
}

function sayCount(c: WebContext, { posts, sources }: AskedLine): string {
  return say(c, askedMessages)('count', { posts, sources })
}

/** The posts that ask it. */
function postsAddress(c: WebContext, { id }: AskedLine, of: AskedOf): string {
  const query = queryOfAsked({ ...of, after: undefined })
  query.set('asked', id)
  return `${pathHere(c, '/desk/listen')}?${query}`
}

function Growth({ c, line: { weeks, posts, postsBefore: before } }: { c: WebContext; line: AskedLine }) {
  return <TrendLine values={weeks} name={say(c, askedMessages)('drawn', { posts, before })} />
}

/** What is asked most, at the listener's desk. */
export function AskedMost({ c, questions }: { c: WebContext; questions: readonly AskedLine[] }) {
  const t = say(c, askedMessages)
  return (
    <section aria-labelledby="asked" class="wk-stack wk-stack--s">
      <h2 id="asked">{t('title')}</h2>
      {questions.length === 0 && <p>{t('glanceNone')}</p>}
      {questions.map((line) => (
        <div>
          <h3>
            <a href={postsAddress(c, line, {})} {...langOf(c, line.language)}>
              {line.words}
            </a>
          </h3>
          <Growth c={c} line={line} />
          <p class="wk-small">
            {sayCount(c, line)}. {t('before', { before: line.postsBefore })}.
          </p>
        </div>
      ))}
      {questions.length > 0 && (
        <p>
          <ButtonLink href={askedAddress(c, {})}>{t('all')}</ButtonLink>
        </p>
      )}
    </section>
  )
}
