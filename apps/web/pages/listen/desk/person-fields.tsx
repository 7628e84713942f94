import type { GroundGap, NamesPerson } from '#domains/listen'
import { type FormErrors, textOf, type WebContext } from '#web/http'
import { fieldOf, type ShownForm } from '#web/pages/dossier'
import { Choice, Field, Notice, TextArea } from '#web/ui'
import { say } from '#web/words'
import { personMessages } from './person.messages.ts'

/** In the form of a watch: who is named, and why that may be; only where somebody seems to be. */
export function PersonFields({
  c,
  form,
  names,
}: {
  c: WebContext
  form: ShownForm
  names: readonly string[]
}) {
  const t = say(c, personMessages)
  if (names.length === 0 && textOf(form.text, 'personAs') === '') return null
  return (
    <>
      <Notice kind="warning" title={t('seenTitle')}>
        {names.length > 0 && <p>{t('seen', { names: names.join(', ') })}</p>}
        <p>{t('seenText')}</p>
      </Notice>
      <Choice
        {...fieldOf(form, 'personAs')}
        legend={t('personAs')}
        options={[
          { value: 'office', label: t('asOffice') },
          { value: 'no-person', label: t('asNoPerson'), description: t('asNoPersonHelp') },
        ]}
      />
      <Field {...fieldOf(form, 'office')} label={t('office')} description={t('officeHelp')} width="m" />
      <TextArea
        {...fieldOf(form, 'personReason')}
        label={t('reason')}
        description={t('reasonHelp')}
        rows={2}
      />
    </>
  )
}

/** What is missing of the ground, beside its fields. */
export function sayGaps(c: WebContext, { names, gaps }: NamesPerson): FormErrors {
  const t = say(c, personMessages)
  const sentences = {
    personAs: t('missingAs', { names: names.join(', ') }),
    office: t('missingOffice'),
    personReason: t('missingReason'),
  } satisfies Record<GroundGap, string>
  return Object.fromEntries(gaps.map((gap) => [gap, sentences[gap]]))
}
