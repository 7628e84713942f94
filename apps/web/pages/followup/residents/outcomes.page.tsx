import { type Outcome, type OutcomeCounts, type Verdict, verdictMessages, verdicts } from '#domains/followup'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  ButtonLink,
  DataTable,
  Empty,
  MoreLink,
  PageHead,
  Pager,
  Section,
  Tabs,
  Wrap,
} from '#web/ui'
import { say } from '#web/words'
import { OutcomeEcho } from './outcome-echo.tsx'
import { outcomesMessages } from './outcomes.messages.ts'

/** What a list of outcomes can be narrowed to: one verdict, or a group of them. */
export const outcomeGroups = {
  did: ['adopted', 'partly', 'already_done'],
  not: ['not_adopted', 'out_of_scope'],
  busy: ['investigating'],
} as const satisfies Record<string, Verdict[]>

export type OutcomeGroup = keyof typeof outcomeGroups

export type OutcomesView = {
  dossier: { slug: string; question: string; language: string } | undefined
  counts: OutcomeCounts
  /** What is asked for: a group or one verdict; undefined shows all. */
  show: OutcomeGroup | Verdict | undefined
  outcomes: Page<Outcome>
}

/** Everything that was answered, over all dossiers or in one. */
export async function outcomesPage(c: WebContext, view: OutcomesView): Promise<Response> {
  const t = say(c, outcomesMessages)
  const { dossier, counts } = view
  const title = dossier ? `${t('title')}: ${dossier.question}` : t('title')
  return publicPage(
    c,
    { title, menuItem: 'outcomes', description: t('lead') },
    <>
      {dossier && (
        <Wrap>
          <Breadcrumbs
            label={t('crumbs')}
            trail={[
              { href: pathHere(c, '/outcomes'), label: t('all') },
              { href: pathHere(c, `/dossiers/${dossier.slug}`), label: dossier.question },
            ]}
          />
        </Wrap>
      )}
      <Band tight>
        <PageHead
          title={t('title')}
          lead={dossier ? t('leadOf', { question: dossier.question }) : t('lead')}
        />
        {totalOf(counts, verdicts) === 0 && view.outcomes.rows.length === 0 ? (
          <Empty level={2} icon="chat-circle-text" title={t('none')}>
            {t('noneText')}
          </Empty>
        ) : (
          <>
            <Tally c={c} view={view} />
            <Answers c={c} view={view} />
          </>
        )}
        {counts.hidden > 0 && <p class="wk-small wk-soft">{t('hidden', { n: counts.hidden })}</p>}
      </Band>
    </>,
  )
}

function Tally({ c, view }: { c: WebContext; view: OutcomesView }) {
  const t = say(c, outcomesMessages)
  const name = say(c, verdictMessages)
  const { byVerdict } = view.counts
  const most = Math.max(1, ...verdicts.map((verdict) => byVerdict[verdict].responses))
  return (
    <Section id="count" title={t('countTitle')} gap="m">
      <div class="wk-tally">
        <DataTable
          id="tally"
          caption={t('caption')}
          columns={[
            { label: t('verdict') },
            { label: t('responses'), numeric: true },
            { label: <span class="wk-hidden">{t('share')}</span> },
            { label: t('inputs'), numeric: true },
          ]}
          rows={verdicts.map((verdict) => {
            const { responses, inputs } = byVerdict[verdict]
            const named =
              responses > 0 ? <a href={hrefOf(c, view, verdict)}>{name(verdict)}</a> : name(verdict)
            return [named, responses, <Bar of={responses / most} verdict={verdict} />, inputs]
          })}
        />
      </div>
    </Section>
  )
}

function Bar({ of, verdict }: { of: number; verdict: Verdict }) {
  const did = outcomeGroups.did.some((one) => one === verdict)
  return (
    <svg class="wk-series" width="100%" height="18" aria-hidden="true" focusable="false">
      <rect class={did ? 'bar did' : 'bar low'} width={`${Math.round(of * 100)}%`} height="18" rx="3" />
    </svg>
  )
}

function Answers({ c, view }: { c: WebContext; view: OutcomesView }) {
  const t = say(c, outcomesMessages)
  const { outcomes, dossier } = view
  return (
    <Section id="answers" title={t('answersTitle')}>
      <Filter c={c} view={view} />
      {outcomes.rows.length === 0 ? (
        <Empty
          icon="magnifying-glass"
          title={t('noneOfThis')}
          action={<ButtonLink href={hrefOf(c, view, undefined)}>{t('showAll')}</ButtonLink>}
        >
          {t('noneOfThisText')}
        </Empty>
      ) : (
        <div class="wk-echoes">
          {outcomes.rows.map((outcome) => (
            <OutcomeEcho c={c} outcome={outcome} withDossier={dossier === undefined} />
          ))}
        </div>
      )}
      <Pager
        label={t('paging')}
        {...(outcomes.next
          ? { next: { href: hrefOf(c, view, view.show, outcomes.next), label: t('older') } }
          : {})}
      />
    </Section>
  )
}

function Filter({ c, view }: { c: WebContext; view: OutcomesView }) {
  const t = say(c, outcomesMessages)
  const { show, counts } = view
  const tab = (group: OutcomeGroup, key: 'filterDid' | 'filterNot' | 'filterBusy') => ({
    href: hrefOf(c, view, group),
    label: t(key, { n: totalOf(counts, outcomeGroups[group]) }),
    current: show === group,
  })
  const one = verdicts.find((verdict) => verdict === show)
  const narrowed = one && {
    href: hrefOf(c, view, one),
    label: `${say(c, verdictMessages)(one)} ${counts.byVerdict[one].responses}`,
    current: true,
  }
  return (
    <Tabs
      label={t('filter')}
      tabs={[
        {
          href: hrefOf(c, view, undefined),
          label: t('filterAll', { n: totalOf(counts, verdicts) }),
          current: show === undefined,
        },
        tab('did', 'filterDid'),
        tab('not', 'filterNot'),
        tab('busy', 'filterBusy'),
        ...(narrowed ? [narrowed] : []),
      ]}
    />
  )
}

function totalOf(counts: OutcomeCounts, of: readonly Verdict[]): number {
  return of.reduce((sum, verdict) => sum + counts.byVerdict[verdict].responses, 0)
}

function hrefOf(
  c: WebContext,
  { dossier }: Pick<OutcomesView, 'dossier'>,
  show: OutcomesView['show'],
  after?: string,
): string {
  const query = new URLSearchParams({
    ...(dossier ? { dossier: dossier.slug } : {}),
    ...(show ? { show } : {}),
    ...(after ? { after } : {}),
  }).toString()
  const fragment = show || after ? '#answers' : ''
  return `${pathHere(c, '/outcomes')}${query && `?${query}`}${fragment}`
}

/** "What happened with input" on the page of a dossier; nothing while nothing was answered. */
export function OutcomesSection({
  c,
  slug,
  counts,
  outcomes,
}: {
  c: WebContext
  slug: string
  counts: OutcomeCounts
  outcomes: Outcome[]
}) {
  const t = say(c, outcomesMessages)
  const responses = totalOf(counts, verdicts)
  if (outcomes.length === 0) return null
  const [did, not, busy] = [outcomeGroups.did, outcomeGroups.not, outcomeGroups.busy].map((group) =>
    totalOf(counts, group),
  )
  return (
    <Section
      id="outcomes"
      title={t('sectionTitle')}
      more={<MoreLink href={`${pathHere(c, '/outcomes')}?dossier=${slug}`}>{t('sectionMore')}</MoreLink>}
    >
      <p>{t('sectionCount', { responses, did: did ?? 0, not: not ?? 0, busy: busy ?? 0 })}</p>
      <div class="wk-echoes">
        {outcomes.map((outcome) => (
          <OutcomeEcho c={c} outcome={outcome} withDossier={false} />
        ))}
      </div>
    </Section>
  )
}
