import type { DossierLine } from '#domains/dossier'
import type { ResponseQueue } from '#domains/followup'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, ButtonLink, DataTable, List, type ListItem, PageHead, Section, Tag, TrendLine } from '#web/ui'
import { langOf, say, unansweredWords } from '#web/words'
import { overviewMessages } from './overview.messages.ts'

export type OverviewView = {
  /** Open dossiers, newest first. */
  dossiers: DossierLine[]
  /** Those in which something waits for an answer, the most urgent first. */
  queues: ResponseQueue[]
  /** How many took part in each week, the newest last, by the dossier's id. */
  weeks: ReadonlyMap<string, number[]>
  today: string
  /** The last day that counts as soon. */
  soonUntil: string
  /** How many days that is. */
  days: number
  /** How many conversations are late, counted up to some. */
  lateConversations: number
  /** What people said of our answers in the last twelve months; of too few nothing is told. */
  helped: { people: number; helped: number } | undefined
}

/** The first screen of who makes policy: what is late, what is coming, and how people take part. */
export async function overviewPage(c: WebContext, view: OverviewView): Promise<Response> {
  const t = say(c, overviewMessages)
  const { queues, dossiers, today, soonUntil, days, lateConversations } = view
  const late = queues.filter(({ dueOn }) => dueOn < today)
  const soon = queues.filter(({ dueOn }) => dueOn >= today && dueOn <= soonUntil)
  const ending = dossiers.filter(({ phaseEndsOn }) => phaseEndsOn !== null && phaseEndsOn <= soonUntil)
  return deskPage(
    c,
    { title: t('title'), menuItem: 'overview', staff: await getStaff(c) },
    <Band tight>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        actions={<ButtonLink href={pathHere(c, '/desk/dossiers/new')}>{t('make')}</ButtonLink>}
      />
      <Section id="late" title={t('late')} gap="m">
        {late.length + lateConversations === 0 ? (
          <p>{t('lateNone')}</p>
        ) : (
          <List
            items={[
              ...late.map((queue) => queueItem(c, queue, true)),
              ...(lateConversations > 0 ? [inboxItem(c, lateConversations)] : []),
            ]}
          />
        )}
      </Section>
      <Section id="soon" title={t('soon', { days })} gap="m">
        {soon.length + ending.length === 0 ? (
          <p>{t('soonNone', { days })}</p>
        ) : (
          <List
            items={[
              ...soon.map((queue) => queueItem(c, queue, false)),
              ...ending.map((line) => endingItem(c, line)),
            ]}
          />
        )}
      </Section>
      <Section id="helped" title={t('helpedTitle')} gap="m">
        <p>{view.helped ? t('helpedWords', view.helped) : t('helpedFew')}</p>
      </Section>
      <Section id="running" title={t('running')} gap="m">
        {dossiers.length === 0 ? <p>{t('runningNone')}</p> : <Running c={c} view={view} />}
      </Section>
    </Band>,
  )
}

function inboxItem(c: WebContext, n: number): ListItem {
  return {
    href: `${pathHere(c, '/desk/inbox')}?filter=late`,
    title: say(c, overviewMessages)('lateInbox', { n }),
  }
}

function queueItem(c: WebContext, queue: ResponseQueue, isLate: boolean): ListItem {
  const t = say(c, overviewMessages)
  const words = t(isLate ? 'lateSince' : 'dueBy', { on: noonOf(queue.dueOn) })
  return {
    href: pathHere(c, `/desk/responses/${queue.slug}`),
    title: queue.question,
    ...langOf(c, queue.language),
    tag: (
      <Tag icon={isLate ? 'warning' : 'calendar-blank'} tone={isLate ? 'late' : 'neutral'}>
        {words}
      </Tag>
    ),
    meta: [{ icon: 'hourglass', text: unansweredWords(c, queue.unanswered) }],
  }
}

function endingItem(c: WebContext, line: DossierLine): ListItem {
  const t = say(c, overviewMessages)
  const on = noonOf(line.phaseEndsOn ?? line.answerOn)
  return {
    href: pathHere(c, `/desk/dossiers/${line.slug}`),
    title: line.question,
    ...langOf(c, line.language),
    meta: [{ icon: 'clock', text: t('phaseEnds', { phase: line.phaseTitle ?? '', on }) }],
  }
}

function Running({ c, view: { dossiers, queues, weeks } }: { c: WebContext; view: OverviewView }) {
  const t = say(c, overviewMessages)
  const waiting = new Map(queues.map(({ dossierId, unanswered }) => [dossierId, unanswered]))
  return (
    <>
      <p class="wk-small">{t('trendHelp')}</p>
      <DataTable
        id="running-table"
        caption={t('runningCaption', { weeks: WEEKS })}
        stacks
        columns={[{ label: t('dossier') }, { label: t('trend') }, { label: t('waits') }]}
        rows={dossiers.map((line) => [
          <a href={pathHere(c, `/desk/dossiers/${line.slug}`)} {...langOf(c, line.language)}>
            {line.question}
          </a>,
          <Trend c={c} values={weeks.get(line.id) ?? Array.from({ length: WEEKS }, () => 0)} />,
          unansweredWords(c, waiting.get(line.id) ?? { inputs: 0, dialogues: 0 }),
        ])}
      />
    </>
  )
}

/** As many weeks as the line shows. */
export const WEEKS = 12

function Trend({ c, values }: { c: WebContext; values: number[] }) {
  const t = say(c, overviewMessages)
  const said = {
    weeks: WEEKS,
    all: values.reduce((sum, value) => sum + value, 0),
    last: values.at(-1) ?? 0,
  }
  return (
    <>
      <TrendLine values={values} name={t('trendName', said)} />
      <span class="wk-small">{t('trendWords', said)}</span>
    </>
  )
}
