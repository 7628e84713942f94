import type { Absence, GivenMandate, StaffMember, StaffRole, Unit } from '#domains/people'
import { roles } from '#domains/people'
import { noonOf } from '#platform/clock'
import { pathHere, todayHere, type WebContext } from '#web/http'
import { Button, ButtonLink, DataTable, Field, Notice, Section, Select, Stack } from '#web/ui'
import { say } from '#web/words'
import { MandateTable } from '../mandates/mandates.page.tsx'
import { staffMessages } from '../staff.messages.ts'
import { whoMessages } from '../who.messages.ts'
import { EndingFields, type FormView, fieldOf, openUnits, treeOptions, whoPage } from '../who.tsx'
import { colleagueMessages } from './colleague.messages.ts'
import { type May, WhatTheyMay } from './what-they-may.tsx'

/** What can have just happened, told once. */
export const told = ['given', 'role-ended', 'not-found'] as const

export type ColleagueView = {
  colleague: StaffMember
  roles: StaffRole[]
  absences: Absence[]
  may: May
  mandates: GivenMandate[]
  units: Unit[]
  form: FormView
  told: (typeof told)[number] | undefined
}

/** One colleague: their roles, what they may do, and when they are away. */
export function colleaguePage(c: WebContext, view: ColleagueView): Promise<Response> {
  const t = say(c, colleagueMessages)
  const { colleague, may, mandates, form, told: news } = view
  const { name, email, accountId } = colleague
  return whoPage(
    c,
    {
      ...{ tab: 'staff', title: name, lead: email, form },
      told: news && { good: news !== 'not-found', sentence: t(news) },
      above: <a href={pathHere(c, '/desk/staff')}>{say(c, whoMessages)('staff')}</a>,
    },
    <>
      <WhatTheyMay c={c} who={{ name, own: 'no' }} title={t('mayTitle', { name })} may={may} />
      {mandates.length > 0 && (
        <Section id="named" title={t('namedTitle')} gap="s">
          <MandateTable c={c} mandates={mandates} mayEnd />
        </Section>
      )}
      <Section id="roles" title={t('rolesTitle')} gap="m">
        <RoleTable c={c} view={view} />
      </Section>
      <Section id="away" title={t('absenceTitle')} gap="s">
        <Absences c={c} absences={view.absences} none={t('absenceNone', { name })} />
      </Section>
      <p>
        <a href={`${pathHere(c, '/desk/readings')}?who=${accountId}`}>{t('toReadings', { name })}</a>
      </p>
      <Section id="add-role" title={t('addRole')} gap="m">
        <form
          method="post"
          action={pathHere(c, `/desk/staff/${accountId}/roles`)}
          class="wk-stack"
          novalidate
        >
          <RoleFields c={c} view={view} />
          <Button kind="primary">{t('give')}</Button>
        </form>
      </Section>
    </>,
  )
}

function RoleTable({ c, view: { colleague, roles: held } }: { c: WebContext; view: ColleagueView }) {
  const t = say(c, colleagueMessages)
  const role = say(c, staffMessages)
  return (
    <DataTable
      id="held"
      caption={t('rolesTable')}
      hidesCaption
      stacks
      columns={[t('role'), t('unit'), t('days'), t('end')].map((label) => ({ label }))}
      rows={held.map((one) => [
        role(one.role),
        one.unit,
        daysOf(c, one),
        <ButtonLink small href={pathHere(c, `/desk/staff/${colleague.accountId}/roles/${one.id}/end`)}>
          {t('endRole')}
          <span class="wk-hidden"> {`${role(one.role)}, ${one.unit}`}</span>
        </ButtonLink>,
      ])}
    />
  )
}

/** On which days a role counts: the first only where it is still to come. */
function daysOf(c: WebContext, { fromOn, toOn }: StaffRole): string {
  const t = say(c, colleagueMessages)
  if (fromOn <= todayHere(c)) return toOn === null ? t('always') : t('until', { on: noonOf(toOn) })
  return toOn === null
    ? t('from', { on: noonOf(fromOn) })
    : t('fromTo', { from: noonOf(fromOn), on: noonOf(toOn) })
}

/** When somebody is away, and who stands in for them. */
export function Absences({ c, absences, none }: { c: WebContext; absences: Absence[]; none: string }) {
  if (absences.length === 0) return <p>{none}</p>
  return (
    <ul class="wk-bullets">
      {absences.map((one) => (
        <li>{absenceSentence(c, one)}</li>
      ))}
    </ul>
  )
}

export function absenceSentence(c: WebContext, { fromOn, toOn, deputy }: Absence): string {
  const t = say(c, colleagueMessages)
  const days = { first: noonOf(fromOn), last: noonOf(toOn) }
  return deputy === null ? t('absentAlone', days) : t('absent', { ...days, deputy })
}

function RoleFields({ c, view: { form, units } }: { c: WebContext; view: ColleagueView }) {
  const t = say(c, colleagueMessages)
  const role = say(c, staffMessages)
  return (
    <>
      <Select
        {...fieldOf(form, 'role')}
        label={t('role')}
        options={roles.map((one) => ({ value: one, label: role(one) }))}
      />
      <Select
        {...fieldOf(form, 'unitId')}
        label={t('unit')}
        options={treeOptions(openUnits(units), t('unitChoose'))}
        required
      />
      <Field {...fieldOf(form, 'fromOn')} type="date" label={t('fromOn')} width="s" required />
      <Field {...fieldOf(form, 'toOn')} type="date" label={t('toOn')} description={t('toOnHelp')} width="s" />
    </>
  )
}

export type EndRoleView = { colleague: StaffMember; role: StaffRole; isOnly: boolean; form: FormView }

/** Asks when a role ends. */
export function endRolePage(
  c: WebContext,
  { colleague, role, isOnly, form }: EndRoleView,
): Promise<Response> {
  const t = say(c, colleagueMessages)
  const { name, accountId } = colleague
  const back = pathHere(c, `/desk/staff/${accountId}`)
  const title = t('endRoleTitle', { name })
  return whoPage(
    c,
    { tab: 'staff', title, form, above: <a href={back}>{name}</a> },
    <Stack>
      <p>{t('endRoleText', { name, role: say(c, staffMessages)(role.role), unit: role.unit })}</p>
      {isOnly && (
        <Notice kind="warning" title={t('endRoleLast', { name })}>
          <a href={pathHere(c, `/desk/staff/${accountId}/end`)}>{say(c, staffMessages)('end')}</a>
        </Notice>
      )}
      <form
        method="post"
        action={pathHere(c, `/desk/staff/${accountId}/roles/${role.id}/end`)}
        class="wk-stack"
        novalidate
      >
        <EndingFields c={c} form={form} />
        <p class="wk-row">
          <Button kind="primary">{t('endRoleConfirm')}</Button>
          <ButtonLink kind="subtle" href={back}>
            {say(c, whoMessages)('back')}
          </ButtonLink>
        </p>
      </form>
    </Stack>,
  )
}
