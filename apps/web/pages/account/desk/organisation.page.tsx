import { locales } from '#platform/i18n'
import { type FormErrors, type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Button,
  Choice,
  ErrorSummary,
  Field,
  type FieldProps,
  Notice,
  PageHead,
  Section,
} from '#web/ui'
import { say } from '#web/words'
import { organisationMessages } from './organisation.messages.ts'

export type OrganisationView = { text: FormText; errors: FormErrors; wasSaved?: boolean }

/** The settings of the organisation. */
export async function organisationPage(
  c: WebContext,
  { text, errors, wasSaved }: OrganisationView,
): Promise<Response> {
  const t = say(c, organisationMessages)
  const sentences = sentencesOf(c, errors)
  const list = Object.entries(sentences).map(([id, message]) => ({ id, message }))
  return deskPage(
    c,
    { title: t('title'), menuItem: 'staff', staff: await getStaff(c), wrong: list.length > 0 },
    <Band tight>
      <ErrorSummary title={t('errors', { n: list.length })} errors={list} />
      {wasSaved && <Notice kind="ok" title={t('saved')} justHappened />}
      <PageHead title={t('title')} lead={t('lead')} />
      <form method="post" action={pathHere(c, '/desk/organisation')} class="wk-stack wk-stack--l" novalidate>
        <Who c={c} text={text} errors={sentences} />
        <Contact c={c} text={text} errors={sentences} />
        <Look c={c} text={text} errors={sentences} />
        <Button kind="primary">{t('save')}</Button>
      </form>
    </Band>,
  )
}

type PartProps = { c: WebContext; text: FormText; errors: FormErrors }

function TextField({
  c,
  text,
  errors,
  name,
  ...props
}: PartProps & Omit<FieldProps, 'id' | 'label'> & { label: string }) {
  const error = errors[name]
  return (
    <Field
      id={name}
      name={name}
      value={textOf(text, name)}
      width="m"
      autocomplete="off"
      {...props}
      {...(error === undefined ? {} : { error })}
    />
  )
}

function Who(part: PartProps) {
  const t = say(part.c, organisationMessages)
  return (
    <Section id="who" title={t('whoTitle')} gap="m">
      <TextField {...part} name="name" label={t('name')} description={t('nameHelp')} required />
      <TextField {...part} name="tagline" label={t('tagline')} description={t('taglineHelp')} />
      <InOther {...part} name="other_tagline" label="otherTagline" />
    </Section>
  )
}

/** The same in the other language, where pages are offered in it. */
function InOther({ label, ...part }: PartProps & { name: string; label: 'otherTagline' | 'otherHours' }) {
  const t = say(part.c, organisationMessages)
  const other = [part.text['languages[]'] ?? []].flat()[1]
  if (other === undefined)
    return <input type="hidden" name={part.name} value={textOf(part.text, part.name)} />
  return (
    <TextField
      {...part}
      label={t(label, { language: t('languageName', { other }) })}
      description={t('otherHelp')}
    />
  )
}

function Contact(part: PartProps) {
  const t = say(part.c, organisationMessages)
  const sender = part.c.var.services.config.mailFrom
  return (
    <Section id="contact" title={t('contactTitle')} gap="m">
      <TextField {...part} name="phone" type="tel" label={t('phone')} description={t('phoneHelp')} />
      <TextField {...part} name="opening_hours" label={t('hours')} description={t('hoursHelp')} />
      <InOther {...part} name="other_opening_hours" label="otherHours" />
      <TextField {...part} name="visiting_address" label={t('address')} description={t('addressHelp')} />
      <TextField {...part} name="email" type="email" label={t('email')} description={t('emailHelp')} />
      <TextField {...part} name="mail_sender" label={t('sender')} description={t('senderHelp', { sender })} />
    </Section>
  )
}

const languageNames = { nl: 'Nederlands', en: 'English' } as const

function Look({ c, text, errors }: PartProps) {
  const t = say(c, organisationMessages)
  const themes = Object.keys(c.var.shell.assets.themes)
  const errorOf = (name: string) => (errors[name] === undefined ? {} : { error: errors[name] })
  return (
    <Section id="look" title={t('lookTitle')} gap="m">
      <Choice
        id="theme"
        name="theme"
        legend={t('theme')}
        options={[
          { value: '', label: t('themeNone'), description: t('themeNoneHelp') },
          ...themes.map((name) => ({ value: name, label: name })),
        ]}
        value={textOf(text, 'theme')}
        {...errorOf('theme')}
      />
      <Choice
        id="languages[]"
        name="languages[]"
        legend={t('languages')}
        description={t('languagesHelp')}
        options={locales.map((locale) => ({ value: locale, label: languageNames[locale] }))}
        value={[text['languages[]'] ?? []].flat()}
        multiple
        {...errorOf('languages[]')}
      />
    </Section>
  )
}

/** What is wrong, and what would be right. */
function sentencesOf(c: WebContext, errors: FormErrors): FormErrors {
  const t = say(c, organisationMessages)
  const own: FormErrors = {
    name: t('nameWrong'),
    phone: t('phoneWrong'),
    email: t('emailWrong'),
    mail_sender: t('senderWrong'),
    theme: t('themeWrong'),
    'languages[]': t('languagesWrong'),
  }
  // What is wrong with a list is said of its members.
  const fields = [...new Set(Object.keys(errors).map((path) => path.replace(/\.\d+$/, '')))]
  return Object.fromEntries(fields.map((field) => [field, own[field] ?? t('tooLong')]))
}
