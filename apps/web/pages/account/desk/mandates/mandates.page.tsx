import type { GivenMandate, StaffMember, Subject, Unit } from '#domains/people'
import { approvals, type askedActs, roles } from '#domains/people'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import {
  Button,
  ButtonLink,
  Checkbox,
  Choice,
  DataTable,
  Empty,
  Field,
  Pager,
  Select,
  Stack,
  Tabs,
} from '#web/ui'
import { say } from '#web/words'
import { staffMessages } from '../staff.messages.ts'
import { whoMessages } from '../who.messages.ts'
import {
  EndingFields,
  type FormView,
  fieldOf,
  openUnits,
  subjectsHere,
  treeOptions,
  whoPage,
} from '../who.tsx'
import { actName, approvalName, boundsOf, channels, daysOf, decisionOf, holderOf } from './mandate-words.ts'
import { mandatesMessages } from './mandates.messages.ts'

/** What can have just happened, told once. */
export const told = ['given', 'ended', 'not-found'] as const

export type MandatesView = {
  mandates: Page<GivenMandate>
  isOver: boolean
  told: (typeof told)[number] | undefined
}

/** Who may do what, about what, and by which decision. */
export function mandatesPage(
  c: WebContext,
  { mandates, isOver, told: news }: MandatesView,
): Promise<Response> {
  const t = say(c, mandatesMessages)
  const here = (query = '') => pathHere(c, `/desk/mandates${query}`)
  const tabs = [
    { href: here(), label: t('current'), current: !isOver },
    { href: here('?show=over'), label: t('over'), current: isOver },
  ]
  const next = mandates.next && `${isOver ? '?show=over&' : '?'}after=${mandates.next}`
  return whoPage(
    c,
    {
      ...{ tab: 'mandates', title: t('title'), lead: t('lead') },
      told: news && { good: news !== 'not-found', sentence: t(news) },
      actions: (
        <ButtonLink kind="primary" href={here('/new')}>
          {t('toGive')}
        </ButtonLink>
      ),
    },
    <>
      <Tabs label={t('show')} tabs={tabs} />
      {mandates.rows.length === 0 ? (
        <Empty level={2} title={t(isOver ? 'noneOver' : 'none')}>
          {isOver ? undefined : t('noneText')}
        </Empty>
      ) : (
        <MandateTable c={c} mandates={mandates.rows} mayEnd={!isOver} />
      )}
      <Pager label={t('pager')} {...(next ? { next: { href: here(next), label: t('older') } } : {})} />
      <p>{t('order')}</p>
    </>,
  )
}

/** Mandates as rows: who, what, about what, with whose approval, when, by which decision. */
export function MandateTable({
  c,
  mandates,
  mayEnd,
}: {
  c: WebContext
  mandates: GivenMandate[]
  mayEnd: boolean
}) {
  const t = say(c, mandatesMessages)
  const labels = [t('who'), t('what'), t('where'), t('approval'), t('days'), t('decision')]
  return (
    <DataTable
      id="mandates"
      caption={t('title')}
      hidesCaption
      stacks
      columns={[...labels, ...(mayEnd ? [t('end')] : [])].map((label) => ({ label }))}
      rows={mandates.map((one) => [
        holderOf(c, one),
        actName(c, one.act),
        boundsOf(c, one),
        approvalName(c, one.approval),
        daysOf(c, one),
        decisionOf(c, one),
        ...(mayEnd
          ? [
              <ButtonLink small href={pathHere(c, `/desk/mandates/${one.id}/end`)}>
                {t('end')}
                <span class="wk-hidden"> {`${holderOf(c, one)}, ${actName(c, one.act)}`}</span>
              </ButtonLink>,
            ]
          : []),
      ])}
    />
  )
}

export type NewMandateView = { form: FormView; staff: StaffMember[]; units: Unit[]; subjects: Subject[] }

/** The form that gives a mandate. */
export function newMandatePage(c: WebContext, view: NewMandateView): Promise<Response> {
  const t = say(c, mandatesMessages)
  const { form } = view
  return whoPage(
    c,
    {
      ...{ tab: 'mandates', title: t('newTitle'), form },
      above: <a href={pathHere(c, '/desk/mandates')}>{t('title')}</a>,
    },
    <form method="post" action={pathHere(c, '/desk/mandates/new')} class="wk-stack" novalidate>
      <What c={c} form={form} />
      <Who c={c} view={view} />
      <Bounds c={c} view={view} />
      <Field {...fieldOf(form, 'fromOn')} type="date" label={t('fromOn')} width="s" required />
      <Field {...fieldOf(form, 'toOn')} type="date" label={t('toOn')} description={t('toOnHelp')} width="s" />
      <Field
        {...fieldOf(form, 'decision')}
        label={t('decision')}
        description={t('decisionHelp')}
        autocomplete="off"
        required
      />
      <Button kind="primary">{t('give')}</Button>
    </form>,
  )
}

function What({ c, form }: { c: WebContext; form: FormView }) {
  const t = say(c, mandatesMessages)
  const acts = ['send', 'approve', 'publish'] as const satisfies (keyof typeof askedActs)[]
  return (
    <>
      <Choice
        {...fieldOf(form, 'act')}
        legend={t('act')}
        options={acts.map((act) => ({ value: act, label: t(act), description: t(`${act}Help`) }))}
        required
      />
      <Choice
        {...fieldOf(form, 'approval')}
        legend={t('approvalTitle')}
        options={approvals.map((one) => ({
          value: one,
          label: approvalName(c, one),
          ...(one === 'forbidden' ? { description: t('approvalForbiddenHelp') } : {}),
        }))}
        required
      />
    </>
  )
}

type Part = { c: WebContext; view: NewMandateView }

function Who({ c, view: { form, staff } }: Part) {
  const t = say(c, mandatesMessages)
  const role = say(c, staffMessages)
  const options = [
    { value: '', label: t('holderNone') },
    ...roles.map((one) => ({ value: one, label: t('roleOption', { role: role(one) }) })),
    ...staff.map(({ accountId, name, unit }) => ({ value: accountId, label: `${name}, ${unit}` })),
  ]
  return (
    <>
      <Select {...fieldOf(form, 'holder')} label={t('holder')} options={options} required />
      <Checkbox
        id="heldAnywhere"
        name="heldAnywhere"
        label={t('anywhere')}
        description={t('anywhereHelp')}
        checked={form.text.heldAnywhere === 'yes'}
      />
    </>
  )
}

function Bounds({ c, view: { form, units, subjects } }: Part) {
  const t = say(c, mandatesMessages)
  return (
    <>
      <Select
        {...fieldOf(form, 'subjectId')}
        label={t('subject')}
        options={treeOptions(subjectsHere(c, subjects), t('subjectAll'))}
      />
      <Select
        {...fieldOf(form, 'unitId')}
        label={t('unit')}
        options={treeOptions(openUnits(units), t('unitAll'))}
      />
      <Select
        {...fieldOf(form, 'channel')}
        label={t('channel')}
        options={[
          { value: '', label: t('channelAll') },
          ...channels.map((one) => ({ value: one, label: t(one) })),
        ]}
      />
    </>
  )
}

/** Asks when a mandate ends. */
export function endMandatePage(
  c: WebContext,
  { mandate, form }: { mandate: GivenMandate; form: FormView },
): Promise<Response> {
  const t = say(c, mandatesMessages)
  const back = pathHere(c, '/desk/mandates')
  return whoPage(
    c,
    {
      ...{ tab: 'mandates', title: t('endTitle'), form },
      above: <a href={back}>{t('title')}</a>,
    },
    <Stack>
      <MandateTable c={c} mandates={[mandate]} mayEnd={false} />
      <p>{t('endText')}</p>
      <form
        method="post"
        action={pathHere(c, `/desk/mandates/${mandate.id}/end`)}
        class="wk-stack"
        novalidate
      >
        <EndingFields c={c} form={form} />
        <p class="wk-row">
          <Button kind="primary">{t('endConfirm')}</Button>
          <ButtonLink kind="subtle" href={back}>
            {say(c, whoMessages)('back')}
          </ButtonLink>
        </p>
      </form>
    </Stack>,
  )
}
