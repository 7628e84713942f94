import type { NearLine } from '#domains/answer'
import type { DrawnArea } from '#domains/places'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import type { AskedPlace } from '#web/pages/places'
import { publicPage } from '#web/shell'
import {
  Band,
  Button,
  ButtonLink,
  Choice,
  Details,
  Empty,
  ErrorSummary,
  Field,
  Halves,
  List,
  PageHead,
  Pager,
  Section,
  Tabs,
} from '#web/ui'
import { say } from '#web/words'
import { nearMessages } from './near.messages.ts'
import { NearMap, nearItem } from './near-words.tsx'

/** Why the page does not know where to look. */
export type LookProblem = 'choose' | 'unknown' | 'outside' | 'gone' | 'noArea' | 'missing'

export type NearView = {
  /** What is looked at; undefined: everywhere. */
  area: { code: string; name: string } | undefined
  isOpen: boolean
  after: string | undefined
  reports: Page<NearLine>
  areas: DrawnArea[]
  /** The field for a place; undefined where no places are known. */
  asked: AskedPlace | undefined
  problem?: LookProblem | undefined
}

/** What was reported, on a map and in a list that says the same. */
export async function nearPage(c: WebContext, view: NearView): Promise<Response> {
  const t = say(c, nearMessages)
  const { area, isOpen, reports, areas, after } = view
  const title = area ? t('titleIn', { area: area.name }) : t('title')
  const listed = reports.rows.map((line, at) =>
    nearItem(c, line, t('number', { n: at + 1, title: line.title })),
  )
  return publicPage(
    c,
    {
      title,
      description: t('lead'),
      wrong: view.problem !== undefined,
      ...(after ? { noIndex: true } : {}),
    },
    <Band tight>
      {view.problem && (
        <ErrorSummary title={t('errors')} errors={[{ id: errorId(view), message: problemWords(c, view) }]} />
      )}
      <PageHead title={title} lead={t('lead')} />
      <LookForm c={c} view={view} />
      <Tabs
        label={t('filter')}
        tabs={[
          { href: listPath(c, { ...view, isOpen: true }), label: t('open'), current: isOpen },
          { href: listPath(c, { ...view, isOpen: false }), label: t('done'), current: !isOpen },
        ]}
      />
      <Halves>
        <NearMap c={c} areas={areas} reports={reports.rows} area={area?.code} />
        <Section id="reports" title={t('list')}>
          {listed.length === 0 ? <Nothing c={c} view={view} /> : <List items={listed} />}
          <Pager
            label={t('paging')}
            {...(after ? { previous: { href: listPath(c, view), label: t('first') } } : {})}
            {...(reports.next ? { next: { href: listPath(c, view, reports.next), label: t('older') } } : {})}
          />
        </Section>
      </Halves>
      <AreaLinks c={c} view={view} />
    </Band>,
  )
}

function listPath(
  c: WebContext,
  { area, isOpen }: Pick<NearView, 'area' | 'isOpen'>,
  after?: string,
): string {
  const query = new URLSearchParams({
    ...(area ? { area: area.code } : {}),
    ...(isOpen ? {} : { show: 'done' }),
    ...(after ? { after } : {}),
  }).toString()
  return `${pathHere(c, '/near')}${query && `?${query}`}`
}

function errorId({ asked }: NearView): string {
  return asked && asked.offers.length > 0 ? 'spot' : 'place'
}

function problemWords(c: WebContext, { problem = 'missing', asked }: NearView): string {
  return say(c, nearMessages)(problem, { typed: asked?.typed ?? '' })
}

/** Where to look. It posts, because where somebody is belongs in no address; what it leads to names an area alone. */
function LookForm({ c, view }: { c: WebContext; view: NearView }) {
  const { asked, problem } = view
  if (!asked) return null
  const t = say(c, nearMessages)
  const error = problem ? problemWords(c, view) : undefined
  const isOfField = errorId(view) === 'place'
  return (
    <form class="wk-stack" method="post" action={pathHere(c, '/near')} novalidate>
      <Field
        id="place"
        name="place"
        width="m"
        label={t('where')}
        description={t('whereHelp')}
        value={asked.typed}
        autocomplete="off"
        {...(error && isOfField ? { error } : {})}
      />
      {asked.offers.length > 0 && (
        <Choice
          id="spot"
          name="spot"
          legend={t('which')}
          options={asked.offers.map(({ value, place, within }) => ({
            value,
            label: place.name,
            description: within.join(', '),
          }))}
          value={asked.chosen}
          {...(error && !isOfField ? { error } : {})}
        />
      )}
      <div>
        <Button kind="primary">{t('look')}</Button>
      </div>
      <div>
        <wk-place
          class="wk-stack wk-stack--s"
          src={pathHere(c, '/places/at')}
          name="spot"
          here={t('here')}
          asking={t('asking')}
          failed={t('failed')}
          outside={t('outside')}
          found={t('found', { place: '{place}' })}
        ></wk-place>
      </div>
    </form>
  )
}

function Nothing({ c, view: { isOpen, area } }: { c: WebContext; view: NearView }) {
  const t = say(c, nearMessages)
  return isOpen ? (
    <Empty
      icon="magnifying-glass"
      title={t('noneOpen')}
      level={3}
      action={<ButtonLink href={pathHere(c, '/tell-us')}>{t('tellUs')}</ButtonLink>}
    >
      {t('noneOpenText')}
    </Empty>
  ) : (
    <Empty
      icon="magnifying-glass"
      title={t('noneDone')}
      level={3}
      action={<ButtonLink href={listPath(c, { area, isOpen: true })}>{t('open')}</ButtonLink>}
    >
      {t('noneDoneText')}
    </Empty>
  )
}

/** Another neighbourhood, also for who can point at no map. */
function AreaLinks({ c, view }: { c: WebContext; view: NearView }) {
  const { areas, area } = view
  if (areas.length < 2) return null
  const t = say(c, nearMessages)
  return (
    <Details summary={t('areas')}>
      <ul>
        {area && (
          <li>
            <a href={listPath(c, { ...view, area: undefined })}>{t('everywhere')}</a>
          </li>
        )}
        {areas.map((one) => (
          <li>
            <a href={listPath(c, { ...view, area: one })} aria-current={one.code === area?.code || undefined}>
              {one.name}
            </a>
          </li>
        ))}
      </ul>
    </Details>
  )
}
