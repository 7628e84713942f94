import type { MailedState, SourceBalance, SourceLine, WholeTextState } from '#domains/listen'
import { noonOf } from '#platform/clock'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  ButtonLink,
  Confirm,
  Empty,
  Facts,
  type IconName,
  List,
  type ListItem,
  Notice,
  PageHead,
  Pager,
  Section,
  Split,
  Stack,
  Tag,
  type TagTone,
  TimeColumns,
  TrendLine,
} from '#web/ui'
import { say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'
import { letGoMessages } from './let-go.messages.ts'
import { mailedMessages } from './mailed.messages.ts'
import { MailedSection } from './mailed-section.tsx'
import { sayProblem, sayWayOut } from './source-problem.ts'
import { wholeTextMessages } from './whole-text.messages.ts'
import { WholeTextSection } from './whole-text-section.tsx'

const healthLook: Record<SourceLine['health'], { icon: IconName; tone: TagTone }> = {
  ok: { icon: 'check-circle', tone: 'answer' },
  degraded: { icon: 'hourglass', tone: 'next' },
  failing: { icon: 'warning', tone: 'late' },
  asleep: { icon: 'x-circle', tone: 'late' },
}

/** Where staff read along, and how each source is doing. */
export async function sourcesPage(
  c: WebContext,
  {
    sources: { rows, next },
    isFirst,
    done,
  }: { sources: Page<SourceLine>; isFirst: boolean; done: 'added' | 'stopped' | undefined },
): Promise<Response> {
  const t = say(c, sourceMessages)
  const add = (
    <ButtonLink kind="primary" icon="plus" href={pathHere(c, '/desk/listen/sources/new')}>
      {t('add')}
    </ButtonLink>
  )
  return deskPage(
    c,
    { title: t('title'), menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      {done && <Notice kind="ok" title={t(done)} justHappened />}
      <Stack>
        <Breadcrumbs label={t('trail')} trail={[{ href: pathHere(c, '/desk/listen'), label: t('back') }]} />
        <PageHead
          title={t('title')}
          lead={t('lead')}
          actions={
            <>
              {rows.length > 0 && add}
              <ButtonLink href={pathHere(c, '/desk/listen/sources/lists')}>{t('addList')}</ButtonLink>
              <ButtonLink href={pathHere(c, '/desk/listen/sources/mail/new')}>{t('addMailed')}</ButtonLink>
              <ButtonLink href={pathHere(c, '/where-we-listen')}>{t('register')}</ButtonLink>
              <ButtonLink href={pathHere(c, '/desk/listen/let-go')}>
                {say(c, letGoMessages)('title')}
              </ButtonLink>
            </>
          }
        />
      </Stack>
      {rows.length === 0 ? (
        <Empty level={2} title={t('emptyTitle')} action={add}>
          {t('emptyText')}
        </Empty>
      ) : (
        <Section id="all" title={t('listTitle')} gap="m">
          <List items={rows.map((source) => sourceItem(c, source))} />
          <Pager
            label={t('paging')}
            {...(isFirst
              ? {}
              : { previous: { href: pathHere(c, '/desk/listen/sources'), label: t('first') } })}
            {...(next === undefined
              ? {}
              : { next: { href: `${pathHere(c, '/desk/listen/sources')}?after=${next}`, label: t('more') } })}
          />
          <p>
            <a href={pathHere(c, '/desk/listen/sources.opml')} download>
              {t('exportList')}
            </a>
          </p>
        </Section>
      )}
    </Band>,
  )
}

function sourceItem(c: WebContext, source: SourceLine): ListItem {
  const t = say(c, sourceMessages)
  const { last_good_at: lastGood, newestPostAt: newest } = source
  const silentSince = silentOf(source)
  return {
    href: pathHere(c, `/desk/listen/sources/${source.id}`),
    title: source.title,
    ...(source.language === null ? {} : { lang: source.language }),
    tag: <HealthTag c={c} source={source} />,
    body: (
      <>
        {source.problem !== null && <p>{sayProblem(t, source.problem)}</p>}
        {silentSince !== undefined && <p>{t('silentSince', { at: silentSince })}</p>}
        <TrendLine values={source.weeks} name={sayWeeks(c, source)} />
      </>
    ),
    meta: [
      ...(source.kind === 'by-hand'
        ? []
        : [
            {
              icon: 'broadcast' as const,
              text: lastGood ? t('lastGoodAt', { at: lastGood }) : t('lastGoodNever'),
            },
          ]),
      { icon: 'rss', text: newest ? t('newestPostAt', { at: newest }) : t('newestPostNone') },
      { icon: 'calendar-blank', text: sayWeeks(c, source) },
    ],
  }
}

function sayWeeks(c: WebContext, { weeks }: SourceLine): string {
  const n = weeks.reduce((sum, posts) => sum + posts, 0)
  return say(c, sourceMessages)('weeksName', { n, weeks: weeks.length })
}

/** Since when a source says nothing though it answers; one that fails is told of by its failure. */
function silentOf({ silent_since: since, health }: SourceLine): Date | undefined {
  return since !== null && health === 'ok' ? noonOf(since) : undefined
}

function HealthTag({ c, source }: { c: WebContext; source: SourceLine }) {
  const t = say(c, sourceMessages)
  if (source.kind === 'by-hand') return <Tag icon="note-pencil">{t('byHand')}</Tag>
  if (source.kind === 'mail' && source.problem === null && silentOf(source) === undefined)
    return <Tag icon="envelope-simple">{say(c, mailedMessages)('byMail')}</Tag>
  if (silentOf(source) !== undefined)
    return (
      <Tag icon="hourglass" tone="next">
        {t('silent')}
      </Tag>
    )
  return <Tag {...healthLook[source.health]}>{t(source.health)}</Tag>
}

/** What was just done with a source, as its page says it. */
export const doneWithSource = ['chosen', 'left', 'made', 'answered', 'changed'] as const
type SourceDone = (typeof doneWithSource)[number]

function sayDone(c: WebContext, done: SourceDone): string {
  return done === 'chosen' || done === 'left' ? say(c, wholeTextMessages)(done) : say(c, mailedMessages)(done)
}

type ShownSource = {
  source: SourceLine
  balance: SourceBalance
  wholeText: WholeTextState
  /** Of one that comes by mail. */
  mailed: MailedState | undefined
  done: SourceDone | undefined
}

/** One source: how it is doing, why it is read, and the way to stop. */
export async function sourcePage(
  c: WebContext,
  { source, balance, wholeText, mailed, done }: ShownSource,
): Promise<Response> {
  const t = say(c, sourceMessages)
  const sources = pathHere(c, '/desk/listen/sources')
  return deskPage(
    c,
    { title: source.title, menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      {done && <Notice kind={done === 'changed' ? 'warning' : 'ok'} title={sayDone(c, done)} justHappened />}
      <Stack>
        <Breadcrumbs
          label={t('trail')}
          trail={[
            { href: pathHere(c, '/desk/listen'), label: t('back') },
            { href: sources, label: t('title') },
          ]}
        />
        <PageHead
          title={source.title}
          {...(source.language === null ? {} : { lang: source.language })}
          above={<HealthTag c={c} source={source} />}
          actions={
            <>
              {source.kind === 'by-hand' && (
                <ButtonLink
                  kind="primary"
                  icon="plus"
                  href={`${pathHere(c, '/desk/listen/capture')}?source=${source.id}`}
                >
                  {t('capture')}
                </ButtonLink>
              )}
              <ButtonLink href={`${pathHere(c, '/desk/listen')}?source=${source.id}`}>
                {t('posts')}
              </ButtonLink>
              {source.home && (
                <ButtonLink kind="subtle" icon="arrow-square-out" href={source.home}>
                  {t('site')}
                </ButtonLink>
              )}
            </>
          }
        />
      </Stack>
      <Split
        asideLabel={t('stopTitle')}
        aside={
          <Confirm
            id="stop"
            title={t('stopTitle')}
            action={`${sources}/${source.id}/stop`}
            confirm={t('stopConfirm')}
            cancel={{ href: sources, label: t('cancel') }}
            kind="answer"
          >
            <p>{t('stopText')}</p>
            {mailed && <LeaveList c={c} unsubscribe={mailed.unsubscribe} />}
          </Confirm>
        }
      >
        <Troubles c={c} source={source} balance={balance} />
        {mailed && <MailedSection c={c} sourceId={source.id} state={mailed} />}
        <Section id="weeks" title={t('weeksTitle')} gap="m">
          <TimeColumns
            values={source.weeks}
            name={sayWeeks(c, source)}
            most={t('weeksMost', { n: Math.max(...source.weeks) })}
            from={t('weeksFrom', { weeks: source.weeks.length })}
            to={t('weeksTo')}
          />
        </Section>
        <Section id="balance" title={t('balanceTitle')} gap="m">
          <Facts facts={balanceOf(c, source, balance)} />
        </Section>
        {source.kind === 'feed' && (
          <WholeTextSection c={c} sourceId={source.id} isChosen={source.whole_text} state={wholeText} />
        )}
        <Section id="about" title={t('about')} gap="m">
          <Facts facts={factsOf(c, source, balance)} />
        </Section>
      </Split>
    </Band>,
  )
}

/** Whoever stops a newsletter also says so where it comes from. */
function LeaveList({ c, unsubscribe }: { c: WebContext; unsubscribe: string | null }) {
  const t = say(c, mailedMessages)
  return (
    <p>
      {t('stopFirst')}{' '}
      {unsubscribe && (
        <a href={unsubscribe} rel="noopener noreferrer">
          {t('unsubscribe')}
        </a>
      )}
    </p>
  )
}

/** What a clock that goes round each minute is late by, when something stands still. */
const LATE_MS = 10 * 60_000

/** All that is wrong with a source, each with what can be done. */
function Troubles({ c, source, balance }: { c: WebContext; source: SourceLine; balance: SourceBalance }) {
  const t = say(c, sourceMessages)
  const silentSince = silentOf(source)
  const isOld = (at: Date) => c.var.services.clock.now().getTime() - at.getTime() > LATE_MS
  const { waitsSince } = balance
  return (
    <>
      {source.problem !== null && (
        <Notice kind="warning" title={sayProblem(t, source.problem)}>
          {t('failures', { n: source.failures })}. {sayWayOut(t, source.problem)}
        </Notice>
      )}
      {silentSince !== undefined && (
        <Notice kind="warning" title={t('silentSince', { at: silentSince })}>
          {t('silentWay')}
        </Notice>
      )}
      {waitsSince !== null && isOld(waitsSince) && (
        <Notice kind="warning" title={t('waitingFiles', { n: balance.waiting })}>
          {t('waitingSince', { at: waitsSince })}
        </Notice>
      )}
      {source.next_fetch_at !== null && isOld(source.next_fetch_at) && (
        <Notice kind="warning" title={t('late')}>
          {t('lateText', { at: source.next_fetch_at })}
        </Notice>
      )}
    </>
  )
}

function balanceOf(c: WebContext, { kind }: SourceLine, balance: SourceBalance) {
  const t = say(c, sourceMessages)
  const { posts, matched, inputs, fetches, unchanged, failed } = balance
  const kilobytes = Math.ceil(balance.bytes / 1000)
  const bytes =
    kilobytes < 1000 ? t('kilobytes', { n: kilobytes }) : t('megabytes', { n: Math.round(kilobytes / 1000) })
  const brought = { term: t('posts30'), detail: t('posts30Said', { posts, matched, inputs }) }
  if (kind !== 'feed') return [brought]
  return [
    brought,
    { term: t('fetches30'), detail: t('fetches30Said', { fetches, unchanged, failed }) },
    { term: t('bytes30'), detail: bytes },
  ]
}

const A_YEAR = 365 * 86_400_000

/** When it is read again; a source that is put off for years, as those of the demo are, is not read. */
function nextFetchOf(c: WebContext, { next_fetch_at: at }: SourceLine): string {
  const t = say(c, sourceMessages)
  if (at === null) return t('nextFetchNone')
  return +at - +c.var.services.clock.now() > A_YEAR ? t('nextFetchNone') : t('moment', { at })
}

function feedFactsOf(c: WebContext, source: SourceLine) {
  const t = say(c, sourceMessages)
  return [
    { term: t('feed'), detail: <a href={source.address ?? ''}>{source.address}</a> },
    {
      term: t('lastGood'),
      detail: source.last_good_at ? t('moment', { at: source.last_good_at }) : t('never'),
    },
    { term: t('nextFetch'), detail: nextFetchOf(c, source) },
  ]
}

function sayKind(c: WebContext, kind: SourceLine['kind']): string {
  return kind === 'mail' ? say(c, mailedMessages)('byMailHelp') : say(c, sourceMessages)('byHandHelp')
}

function factsOf(c: WebContext, source: SourceLine, { pushedUntil }: SourceBalance) {
  const t = say(c, sourceMessages)
  return [
    { term: t('purpose'), detail: source.purpose },
    { term: t('legalBasis'), detail: t(source.legal_basis) },
    ...(source.kind === 'feed'
      ? feedFactsOf(c, source)
      : [{ term: t('kind'), detail: sayKind(c, source.kind) }]),
    ...(pushedUntil ? [{ term: t('pushed'), detail: t('pushedUntil', { at: pushedUntil }) }] : []),
    { term: t('addedOn'), detail: t('day', { at: source.added_at }) },
  ]
}
