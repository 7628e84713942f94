import { roles, type StaffMember } from '#domains/people'
import { type FormErrors, type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { Button, ButtonLink, Choice, DataTable, Field, Row, Section } from '#web/ui'
import { say } from '#web/words'
import { rolesOf } from './roles-of.ts'
import { staffMessages } from './staff.messages.ts'
import { whoPage } from './who.tsx'

/** What can have just happened, told once. */
export const told = [
  'added',
  'already-staff',
  'ended',
  'signed-out',
  'not-found',
  'last-administrator',
] as const

export type StaffView = {
  staff: StaffMember[]
  text: FormText
  errors: FormErrors
  told?: (typeof told)[number]
}

/** Everybody who works here, and the form that adds somebody. */
export function staffPage(c: WebContext, view: StaffView): Promise<Response> {
  const t = say(c, staffMessages)
  const errors = sentencesOf(c, view.errors)
  const good = view.told !== undefined && ['added', 'ended', 'signed-out'].includes(view.told)
  return whoPage(
    c,
    {
      ...{ tab: 'staff', title: t('title'), lead: t('lead'), form: { text: view.text, errors } },
      told: view.told && { good, sentence: t(view.told) },
    },
    <>
      <DataTable
        id="staff"
        caption={t('title')}
        hidesCaption
        stacks
        columns={[{ label: t('who') }, { label: t('unit') }, { label: t('access') }]}
        rows={view.staff.map((one) => [
          <>
            <a href={pathHere(c, `/desk/staff/${one.accountId}`)}>{one.name}</a>, {one.email}
          </>,
          rolesOf(c, one),
          <Row>
            <form method="post" action={pathHere(c, `/desk/staff/${one.accountId}/sign-out`)}>
              <Button small>{labelFor(t('signOut'), one)}</Button>
            </form>
            <ButtonLink small href={pathHere(c, `/desk/staff/${one.accountId}/end`)}>
              {labelFor(t('end'), one)}
            </ButtonLink>
          </Row>,
        ])}
      />
      <Section id="add" title={t('addTitle')} gap="m">
        <AddForm c={c} text={view.text} errors={errors} />
      </Section>
    </>,
  )
}

/** The name is for who hears the button and does not see its row. */
function labelFor(label: string, { name }: StaffMember) {
  return (
    <>
      {label}
      <span class="wk-hidden"> {name}</span>
    </>
  )
}

function AddForm({ c, text, errors }: { c: WebContext; text: FormText; errors: FormErrors }) {
  const t = say(c, staffMessages)
  const field = (name: string) => {
    const error = errors[name]
    return { id: name, name, value: textOf(text, name), ...(error === undefined ? {} : { error }) }
  }
  return (
    <form method="post" action={pathHere(c, '/desk/staff')} class="wk-stack" novalidate>
      <Field {...field('name')} label={t('name')} description={t('nameHelp')} width="m" required />
      <Field {...field('email')} type="email" label={t('email')} width="m" autocomplete="off" required />
      <Field {...field('unit')} label={t('unitName')} description={t('unitHelp')} width="m" required />
      <Choice
        {...field('role')}
        legend={t('role')}
        options={roles.map((role) => ({ value: role, label: t(role), description: t(`${role}Help`) }))}
        required
      />
      <Button kind="primary">{t('add')}</Button>
    </form>
  )
}

function sentencesOf(c: WebContext, errors: FormErrors): FormErrors {
  const t = say(c, staffMessages)
  const sentences: FormErrors = {
    name: t('nameMissing'),
    email: t('emailMissing'),
    unit: t('unitMissing'),
    role: t('roleMissing'),
  }
  return Object.fromEntries(Object.keys(errors).map((field) => [field, sentences[field] ?? '']))
}
