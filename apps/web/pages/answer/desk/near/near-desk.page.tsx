import {
  LONGEST_NEAR_WORDS,
  type NearLine,
  type NearReport,
  nearStateMessages,
  type Obstacle,
  withdrawalMessages,
  withdrawalReasons,
} from '#domains/answer'
import type { StaffMember } from '#domains/people'
import type { Page } from '#platform/db'
import { type FormErrors, type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { deskPage } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  Button,
  Choice,
  Details,
  Empty,
  ErrorSummary,
  List,
  Notice,
  PageHead,
  Pager,
  Section,
  Tabs,
  TextArea,
  Track,
  Wrap,
} from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { nearMessages } from '../../near/near.messages.ts'
import { NearTag, nearItem, nearPath, stateSigns, whereWords } from '../../near/near-words.tsx'
import { obstacleWords } from '../conversation/obstacle-words.ts'
import { type OwnTranslation, TranslateForm } from '../translate/translate-own.tsx'
import { nearDeskMessages } from './near-desk.messages.ts'

type ListView = { staff: StaffMember; isOpen: boolean; reports: Page<NearLine> }

/** All that was put on the map, for those who publish. */
export async function nearListPage(c: WebContext, { staff, isOpen, reports }: ListView): Promise<Response> {
  const t = say(c, nearDeskMessages)
  const here = pathHere(c, '/desk/near')
  return deskPage(
    c,
    { title: t('title'), menuItem: 'responses', staff },
    <Band tight>
      <PageHead title={t('title')} lead={t('lead')} />
      <Tabs
        label={t('filter')}
        tabs={[
          { href: here, label: t('open'), current: isOpen },
          { href: `${here}?show=done`, label: t('done'), current: !isOpen },
        ]}
      />
      {reports.rows.length === 0 ? (
        <Empty icon="magnifying-glass" title={t('none')} level={2}>
          {t('noneText')}
        </Empty>
      ) : (
        <List
          headingLevel={2}
          items={reports.rows.map((line) => ({ ...nearItem(c, line), href: `${here}/${line.publicId}` }))}
        />
      )}
      <Pager
        label={t('paging')}
        {...(reports.next
          ? {
              next: {
                href: `${here}?${new URLSearchParams({ ...(isOpen ? {} : { show: 'done' }), after: reports.next })}`,
                label: t('older'),
              },
            }
          : {})}
      />
    </Band>,
  )
}

export const nearDone = ['published', 'stepped', 'withdrawn', 'joined', 'translated'] as const

export type NearDeskView = {
  staff: StaffMember
  report: NearReport
  sources: { id: string; subject: string; language: string }[]
  /** What can be said in another language. */
  translation: OwnTranslation | undefined
  /** What keeps them from saying anything of it. */
  mayNot: Obstacle | undefined
  done?: (typeof nearDone)[number] | undefined
  /** What came of what they sent. */
  wrong?: { text: FormText; errors: FormErrors; told?: 'changed' | 'noStep' | undefined }
}

/** One report at the desk: what everybody reads of it, and what becomes of it. */
export async function nearDeskPage(c: WebContext, view: NearDeskView): Promise<Response> {
  const t = say(c, nearDeskMessages)
  const { staff, report, mayNot, done, wrong, translation } = view
  const errors = Object.entries(wrong?.errors ?? {}).map(([id, problem]) => ({
    id,
    message: errorWords(c, id, problem),
  }))
  const isOver = report.state === 'withdrawn'
  return deskPage(
    c,
    {
      title: report.title,
      menuItem: 'responses',
      staff,
      status: wrong ? (wrong.told === 'changed' ? 409 : 422) : 200,
      wrong: wrong !== undefined,
    },
    <>
      <Wrap>
        <Breadcrumbs label={t('crumbs')} trail={[{ href: pathHere(c, '/desk/near'), label: t('title') }]} />
      </Wrap>
      <Band tight>
        <ErrorSummary title={t('stepTitle')} errors={errors} />
        {done && <Notice kind="ok" title={t(done)} justHappened />}
        {wrong?.told && (
          <Notice kind="warning" title={t(wrong.told)} justHappened>
            {t(`${wrong.told}Text`)}
          </Notice>
        )}
        <PageHead
          title={<span {...langOf(c, report.language)}>{report.title}</span>}
          above={<NearTag c={c} state={report.state} />}
          meta={[{ icon: 'map-pin', text: whereWords(c, report) }]}
        />
        {!isOver && (
          <p>
            <a href={nearPath(c, report.publicId)}>{t('publicPage')}</a>
          </p>
        )}
        <Steps c={c} report={report} />
        {!isOver && !mayNot && <StepForm c={c} view={view} />}
        {mayNot && <p>{obstacleWords(c, mayNot, undefined)}</p>}
        <Behind c={c} view={view} />
        {!isOver && !mayNot && translation && (
          <TranslateForm
            c={c}
            action={pathHere(c, `/desk/near/${report.publicId}/translate`)}
            translation={translation}
          />
        )}
        {!isOver && !mayNot && <WithdrawForm c={c} view={view} />}
      </Band>
    </>,
  )
}

function errorWords(c: WebContext, field: string, problem: string): string {
  const t = say(c, nearDeskMessages)
  if (field === 'state') return t('stateMissing')
  if (field === 'reason') return t('reasonMissing')
  return problem === 'too-long' ? t('wordsTooLong', { max: LONGEST_NEAR_WORDS }) : t('wordsMissing')
}

function Steps({ c, report }: { c: WebContext; report: NearReport }) {
  const t = say(c, nearDeskMessages)
  const name = say(c, nearStateMessages)
  return (
    <Section id="steps" title={t('steps')} gap="m">
      <Track
        steps={report.steps.map(({ state, words, at, withdrawnAs, language }) => ({
          icon: stateSigns[state].icon,
          title: name(state),
          when: { words: say(c, nearMessages)('on', { at }) },
          by: 'org' as const,
          ...(words ? { body: <Prose text={words} lang={langOf(c, language).lang} /> } : {}),
          ...(withdrawnAs ? { body: <p>{say(c, withdrawalMessages)(withdrawnAs)}</p> } : {}),
        }))}
      />
    </Section>
  )
}

function StepForm({ c, view: { report, wrong } }: { c: WebContext; view: NearDeskView }) {
  const t = say(c, nearDeskMessages)
  const name = say(c, nearStateMessages)
  const { errors = {}, text = {} } = wrong ?? {}
  return (
    <Section id="step" title={t('stepTitle')} gap="m">
      <form
        class="wk-stack"
        method="post"
        action={pathHere(c, `/desk/near/${report.publicId}/step`)}
        novalidate
      >
        <p>{t('stepText')}</p>
        <input type="hidden" name="seen" value={report.steps.length} />
        <Choice
          id="state"
          name="state"
          legend={say(c, nearDeskMessages)('state')}
          options={(['reported', 'working', 'solved', 'declined'] as const).map((value) => ({
            value,
            label: name(value),
          }))}
          value={textOf(text, 'state') || report.state}
          {...(errors.state ? { error: errorWords(c, 'state', errors.state) } : {})}
        />
        <TextArea
          id="words"
          name="words"
          label={t('why')}
          description={t('whyHelp')}
          rows={4}
          value={textOf(text, 'words')}
          {...(errors.words ? { error: errorWords(c, 'words', errors.words) } : {})}
        />
        <div>
          <Button kind="answer">{t('step')}</Button>
        </div>
      </form>
    </Section>
  )
}

function Behind({ c, view: { sources } }: { c: WebContext; view: NearDeskView }) {
  const t = say(c, nearDeskMessages)
  return (
    <Section id="behind" title={t('behind')} gap="m">
      {sources.length === 0 ? (
        <p>{t('behindNone')}</p>
      ) : (
        <ul>
          {sources.map(({ id, subject, language }) => (
            <li>
              <a href={pathHere(c, `/desk/inbox/${id}`)} {...langOf(c, language)}>
                {subject}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function WithdrawForm({ c, view: { report, wrong } }: { c: WebContext; view: NearDeskView }) {
  const t = say(c, nearDeskMessages)
  const error = wrong?.errors.reason
  return (
    <Details summary={t('withdrawTitle')} open={error !== undefined}>
      <form
        class="wk-stack"
        method="post"
        action={pathHere(c, `/desk/near/${report.publicId}/withdraw`)}
        novalidate
      >
        <p>{t('withdrawText')}</p>
        <input type="hidden" name="seen" value={report.steps.length} />
        <Choice
          id="reason"
          name="reason"
          legend={t('withdrawWhy')}
          options={withdrawalReasons.map((value) => ({ value, label: t(value) }))}
          {...(error ? { error: errorWords(c, 'reason', error) } : {})}
        />
        <div>
          <Button>{t('withdraw')}</Button>
        </div>
      </form>
    </Details>
  )
}
