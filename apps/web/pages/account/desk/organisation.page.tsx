import type { KeptLogo } from '#domains/people'
import { locales } from '#platform/i18n'
import { type FormErrors, type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { Button, Choice, Field, type FieldProps, FileField, Section } from '#web/ui'
import { say } from '#web/words'
import { organisationMessages } from './organisation.messages.ts'
import { whoPage } from './who.tsx'

/** What happened just now. */
export const told = { saved: 'saved', logo: 'logoSaved', 'no-logo': 'logoRemoved' } as const

export type OrganisationView = {
  text: FormText
  errors: FormErrors
  /** As it is stored. */
  logo: KeptLogo | undefined
  told?: keyof typeof told
}

/** The settings of the organisation. */
export function organisationPage(
  c: WebContext,
  { text, errors, logo, told: news }: OrganisationView,
): Promise<Response> {
  const t = say(c, organisationMessages)
  const sentences = sentencesOf(c, errors)
  return whoPage(
    c,
    {
      ...{ tab: 'organisation', title: t('title'), lead: t('lead'), form: { text, errors: sentences } },
      told: news && { good: true, sentence: t(told[news]) },
    },
    <>
      <form method="post" action={pathHere(c, '/desk/organisation')} class="wk-stack wk-stack--l" novalidate>
        <Who c={c} text={text} errors={sentences} />
        <Contact c={c} text={text} errors={sentences} />
        <Look c={c} text={text} errors={sentences} />
        <Button kind="primary">{t('save')}</Button>
      </form>
      <Logo c={c} text={text} errors={sentences} logo={logo} />
    </>,
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

/** A form of its own: a file that is refused costs nothing that was typed in the other. */
function Logo({ c, text, errors, logo }: PartProps & { logo: KeptLogo | undefined }) {
  const t = say(c, organisationMessages)
  const error = errors.logo
  return (
    <Section id="logo-section" title={t('logoTitle')} gap="m">
      <p>{t('logoLead')}</p>
      {logo ? (
        <img
          class="wk-logo"
          src={pathHere(c, `/logo/${logo.hash}`)}
          width={logo.width}
          height={logo.height}
          alt={logo.alternative || t('logoNow')}
        />
      ) : (
        <p>{t('logoNone')}</p>
      )}
      <form
        method="post"
        action={pathHere(c, '/desk/organisation/logo')}
        enctype="multipart/form-data"
        class="wk-stack wk-stack--m"
        novalidate
      >
        <FileField
          id="logo"
          name="logo"
          label={t('logoFile')}
          description={t('logoFileHelp')}
          accept="image/png,image/jpeg,image/webp"
          {...(error === undefined ? {} : { error })}
        />
        <TextField
          c={c}
          text={text}
          errors={errors}
          name="alternative"
          label={t('alternative')}
          description={t('alternativeHelp')}
        />
        <Button>{t('logoSet')}</Button>
      </form>
      {logo && (
        <form method="post" action={pathHere(c, '/desk/organisation/no-logo')}>
          <Button>{t('logoRemove')}</Button>
        </form>
      )}
    </Section>
  )
}

/** What is wrong with a logo, by the outcome of making it anew. */
const logoSentences = {
  missing: 'logoMissing',
  'no-picture': 'logoNoPicture',
  'too-large': 'logoTooLarge',
  broken: 'logoBroken',
} as const

function isLogoError(error: string | undefined): error is keyof typeof logoSentences {
  return error !== undefined && Object.hasOwn(logoSentences, error)
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
    ...(isLogoError(errors.logo) ? { logo: t(logoSentences[errors.logo]) } : {}),
  }
  // What is wrong with a list is said of its members.
  const fields = [...new Set(Object.keys(errors).map((path) => path.replace(/\.\d+$/, '')))]
  return Object.fromEntries(fields.map((field) => [field, own[field] ?? t('tooLong')]))
}
