import { isOpenForAnswers, leastTold } from '#domains/deliberate'
import type { PublishReportOutcome, Report } from '#domains/opinions'
import { dateIn } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Band, Confirm, Notice, PageHead, Section, Stack, Tag } from '#web/ui'
import { LanguageNote, langOf } from '#web/words'
import { WhoTookPart } from '../background/who-took-part.tsx'
import { BridgingSection, GroundSection } from '../place/map-findings.tsx'
import { FactsPart } from './report-facts.tsx'
import { MapPart } from './report-map.tsx'
import { MethodPart } from './report-method.tsx'
import { ModerationPart } from './report-moderation.tsx'
import { ParticipationPart } from './report-participation.tsx'
import { Summary } from './report-summary.tsx'
import { SuspectsPart } from './report-suspects.tsx'
import { addressOf, type ReportProps, sayReport } from './report-view.ts'

const good: ReadonlySet<PublishReportOutcome['kind']> = new Set(['published', 'unchanged'])

/** The report of a dialogue, as it is now or as it was published. */
export function reportPage({ c, view }: ReportProps): Promise<Response> {
  const t = sayReport(c)
  const { dialogue } = view.page
  const { map } = view.report
  const found = { c, statements: view.statements, own: new Map<number, number>() }
  return publicPage(
    c,
    { title: `${t('title')}: ${dialogue.question}`, menuItem: 'take-part', description: t('lead') },
    <Band tight>
      {view.told && (
        <Notice kind={good.has(view.told) ? 'ok' : 'warning'} title={t(`told_${view.told}`)} justHappened />
      )}
      <Head c={c} view={view} />
      <Stack gap="xl">
        <Summary c={c} view={view} />
        {map && <GroundSection {...found} snapshot={map} leavesOut={view.report.moderation.excluded !== 0} />}
        {map && <BridgingSection {...found} snapshot={map} />}
        {map && <MapPart c={c} view={view} map={map} />}
        <ParticipationPart c={c} view={view} />
        <WhoTookPart
          c={c}
          who={view.report.whoTookPart}
          language={dialogue.language}
          statements={view.statements}
        />
        {map && <FactsPart c={c} view={view} map={map} />}
        <ModerationPart c={c} view={view} />
        {map && <SuspectsPart c={c} view={view} />}
        <MethodPart c={c} view={view} />
        <Files c={c} view={view} />
        <Versions c={c} view={view} />
      </Stack>
    </Band>,
  )
}

function couldAnswer(
  c: WebContext,
  { state, dossierState, closesOn }: Report['dialogue'],
  at: Date,
): boolean {
  const then = { dialogue: { state, closes_on: closesOn }, dossier: { state: dossierState } }
  return isOpenForAnswers(then, dateIn(c.var.services.config.timeZone, at))
}

function Head({ c, view }: ReportProps) {
  const t = sayReport(c)
  const { page, report, published, isOpen } = view
  const { dialogue } = page
  const { dialogue: base, here } = addressOf({ c, view })
  const at = new Date(report.madeAt)
  return (
    <>
      <p class="wk-small">
        <a href={base}>{t('toDialogue')}</a>
      </p>
      <PageHead
        title={
          <>
            {t('title')}: <span {...langOf(c, dialogue.language)}>{dialogue.question}</span>
          </>
        }
        lead={t('lead')}
        above={!published && isOpen ? <Tag icon="hourglass">{t('draft')}</Tag> : undefined}
        meta={[
          {
            icon: 'calendar-blank',
            text: published
              ? t('publishedOn', { version: published.version, at: published.madeAt })
              : t('asOf', { at }),
          },
        ]}
        actions={
          <>
            <wk-print label={t('print')}></wk-print>
            <a href={`${base}/results`}>{t('allAnswers')}</a>
            {published && <a href={`${base}/report`}>{t('toLive')}</a>}
          </>
        }
      />
      <LanguageNote c={c} of={dialogue} />
      {published && (
        <Notice title={t('publishedTitle')}>
          {t('publishedText', {
            at: published.madeAt,
            open: couldAnswer(c, report.dialogue, published.madeAt) ? 'yes' : 'no',
            address: new URL(here, c.var.services.config.url).href,
          })}
        </Notice>
      )}
      {!published && isOpen && <Notice title={t('draftTitle')}>{t('draftText')}</Notice>}
      {!report.map && (
        <Notice title={t('notYetTitle')}>{t('notYetText', { least: leastTold(!isOpen) })}</Notice>
      )}
    </>
  )
}

function Files({ c, view }: ReportProps) {
  const t = sayReport(c)
  const { json, participation, dialogue } = addressOf({ c, view })
  return (
    <Section id="files" title={t('filesTitle')} gap="m">
      <p>{t('filesText')}</p>
      <ul class="wk-bullets">
        <li>
          <a href={json}>{t('fileReport')}</a>
        </li>
        <li>
          <a href={participation}>{t('fileParticipation')}</a>
        </li>
        <li>
          <a href={`${dialogue}/results.csv`}>{t('fileResults')}</a>
        </li>
      </ul>
      <p class="wk-small">{t('reuse', { organisation: c.var.organisation.name })}</p>
    </Section>
  )
}

function Versions({ c, view }: ReportProps) {
  const t = sayReport(c)
  const { dialogue } = addressOf({ c, view })
  return (
    <Section id="versions" title={t('versionsTitle')} gap="m">
      {view.versions.length === 0 ? <p>{t('versionsNone')}</p> : <p>{t('versionsText')}</p>}
      {view.versions.length > 0 && (
        <ul class="wk-bullets">
          {view.versions.map(({ version, madeAt }) => (
            <li>
              <a
                href={`${dialogue}/reports/${version}`}
                aria-current={version === view.published?.version ? 'page' : undefined}
              >
                {t('versionLink', { version, at: madeAt })}
              </a>
            </li>
          ))}
        </ul>
      )}
      {view.mayPublish && !view.published && <Publish c={c} view={view} />}
    </Section>
  )
}

function Publish({ c, view }: ReportProps) {
  const t = sayReport(c)
  const action = pathHere(c, `/desk/dialogues/${view.page.dialogue.slug}/reports`)
  return (
    <Confirm
      id="publish"
      level={3}
      title={t('publishTitle')}
      action={action}
      confirm={t('publish')}
      cancel={{ href: addressOf({ c, view }).here, label: t('cancel') }}
      kind="answer"
    >
      <p>{t('publishText')}</p>
    </Confirm>
  )
}
