import { legalBases } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { fieldOf, type ShownForm } from '#web/pages/dossier'
import { Choice, Field, TextArea } from '#web/ui'
import { say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'
import { formPage } from './form-page.tsx'

/** The form for a new source. */
export async function newSourcePage(c: WebContext, form: ShownForm): Promise<Response> {
  const t = say(c, sourceMessages)
  const sources = pathHere(c, '/desk/listen/sources')
  return formPage(c, {
    title: t('add'),
    lead: t('addLead'),
    trail: {
      label: t('trail'),
      steps: [
        { href: pathHere(c, '/desk/listen'), label: t('back') },
        { href: sources, label: t('title') },
      ],
    },
    action: `${sources}/new`,
    save: t('save'),
    form,
    problemsTitle: (n) => t('errors', { n }),
    fields: (
      <>
        <Field
          {...fieldOf(form, 'address')}
          label={t('address')}
          description={t('addressHelp')}
          inputmode="text"
          spellcheck={false}
          autocapitalize="none"
          required
        />
        <GroundFields c={c} form={form} />
      </>
    ),
  })
}

/** Why we read along, and on what ground: asked of every source, and once of a whole list. */
export function GroundFields({ c, form }: { c: WebContext; form: ShownForm }) {
  const t = say(c, sourceMessages)
  return (
    <>
      <TextArea
        {...fieldOf(form, 'purpose')}
        label={t('purpose')}
        description={t('purposeHelp')}
        rows={3}
        required
      />
      <Choice
        {...fieldOf(form, 'legalBasis')}
        legend={t('legalBasis')}
        options={legalBases.map((basis) => ({
          value: basis,
          label: t(basis),
          description: t(`${basis}_help`),
        }))}
        required
      />
    </>
  )
}
