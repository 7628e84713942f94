import { type NearReport, type NearStepLine, nearStateMessages, withdrawalMessages } from '#domains/answer'
import type { DrawnArea } from '#domains/places'
import { pathHere, type WebContext } from '#web/http'
import { MailNote, publicPage } from '#web/shell'
import {
  Aside,
  Band,
  Breadcrumbs,
  Button,
  ErrorSummary,
  Feature,
  Field,
  Notice,
  PageHead,
  Section,
  Split,
  Track,
  type TrackStep,
  Wrap,
} from '#web/ui'
import { inPlace, LanguageNote, langOf, PLACE, Prose, say } from '#web/words'
import { nearMessages } from './near.messages.ts'
import { NearMap, NearTag, nearPath, stateSigns, whereWords } from './near-words.tsx'

export type NearReportView = {
  report: NearReport
  areas: DrawnArea[]
  /** How many people told us of it or follow it, by tens; undefined below ten. */
  people: number | undefined
  followed?: boolean
  /** What was typed as an address and is none. */
  wrongEmail?: string
}

/** One report: what became of it, where it is, and a way to be told. */
export async function nearReportPage(c: WebContext, view: NearReportView): Promise<Response> {
  const t = say(c, nearMessages)
  const { report, areas, people, followed, wrongEmail } = view
  const error = wrongEmail === undefined ? undefined : t(wrongEmail === '' ? 'emailMissing' : 'notAnAddress')
  return publicPage(
    c,
    { title: report.title, description: whereWords(c, report), wrong: error !== undefined },
    <>
      <Wrap>
        <Breadcrumbs
          label={t('crumbs')}
          trail={[
            { href: pathHere(c, '/near'), label: t('title') },
            { href: `${pathHere(c, '/near')}?area=${report.area.code}`, label: report.area.name },
          ]}
        />
      </Wrap>
      <Band tight>
        {error && <ErrorSummary title={t('followErrors')} errors={[{ id: 'email', message: error }]} />}
        {followed && (
          <>
            <Notice kind="ok" title={t('followed')} justHappened>
              {t('followedText')}
            </Notice>
            <MailNote c={c} />
          </>
        )}
        <PageHead
          title={<span {...langOf(c, report.language)}>{report.title}</span>}
          above={<NearTag c={c} state={report.state} />}
          meta={[{ icon: 'map-pin', text: whereWords(c, report) }]}
        />
        <LanguageNote c={c} of={report} path={`/near/${report.publicId}`} />
        <Split
          asideLabel={t('onMap')}
          aside={
            <Aside title={t('onMap')}>
              <NearMap c={c} areas={areas} reports={[report]} area={report.area.code} />
              <p class="wk-small">{whereWords(c, report)}</p>
            </Aside>
          }
        >
          <Section id="steps" title={t('steps')}>
            <Track steps={report.steps.map((step, at) => stepOf(c, step, at === report.steps.length - 1))} />
            {people !== undefined && <p>{t('people', { n: people })}</p>}
          </Section>
          {!followed && <FollowForm c={c} view={view} error={error} />}
          <p class="wk-small">
            {inPlace(t('different', { link: PLACE }), <a href={pathHere(c, '/tell-us')}>{t('tellUs')}</a>)}
          </p>
        </Split>
      </Band>
    </>,
  )
}

function stepOf(c: WebContext, { state, at, words, language }: NearStepLine, isLast: boolean): TrackStep {
  return {
    icon: stateSigns[state].icon,
    title: say(c, nearStateMessages)(state),
    when: { words: say(c, nearMessages)('on', { at }) },
    by: 'org',
    ...(isLast ? { moment: 'now' as const } : {}),
    ...(words ? { body: <Prose text={words} lang={langOf(c, language).lang} /> } : {}),
  }
}

function FollowForm({ c, view, error }: { c: WebContext; view: NearReportView; error: string | undefined }) {
  const t = say(c, nearMessages)
  return (
    <Feature>
      <h2 id="follow">{t('followTitle')}</h2>
      <p>{t('followText')}</p>
      <form class="wk-stack" method="post" action={`${nearPath(c, view.report.publicId)}/follow`} novalidate>
        <Field
          id="email"
          name="email"
          type="email"
          width="m"
          label={t('email')}
          value={view.wrongEmail ?? ''}
          autocomplete="email"
          autocapitalize="none"
          spellcheck={false}
          required
          {...(error ? { error } : {})}
        />
        <div>
          <Button kind="primary">{t('follow')}</Button>
        </div>
      </form>
    </Feature>
  )
}

/** What stands where a report was: why it is shown no more, and nothing of what it said. */
export async function nearGonePage(c: WebContext, { steps }: NearReport): Promise<Response> {
  const t = say(c, nearMessages)
  const reason = steps.at(-1)?.withdrawnAs
  const why = reason ? say(c, withdrawalMessages)(reason) : ''
  return publicPage(
    c,
    { title: t('goneTitle'), noIndex: true, status: 410 },
    <Band tight>
      <PageHead title={t('goneTitle')} lead={t('goneText', { why })} />
      <p>
        <a href={pathHere(c, '/near')}>{t('title')}</a>
      </p>
    </Band>,
  )
}
