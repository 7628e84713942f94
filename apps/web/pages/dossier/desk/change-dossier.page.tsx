import type { Dossier } from '#domains/dossier'
import { pathHere, type WebContext } from '#web/http'
import { readHomeAreas } from '#web/pages/places'
import { deskPage, getStaff } from '#web/shell'
import { Band, Button, Confirm, PageHead, Section, TextArea } from '#web/ui'
import { langOf, say } from '#web/words'
import { deskDossierMessages } from './desk-dossier.messages.ts'
import {
  FormProblems,
  fieldOf,
  OwnerFields,
  PhaseFields,
  QuestionFields,
  Seen,
  type ShownForm,
} from './dossier-form.tsx'

type ChangeView = { dossier: Dossier; form: ShownForm; units: { id: string; name: string }[] }

/** Changes what a dossier asks and how it goes: a draft as one likes, an open one in public and with a reason. */
export async function changeDossierPage(
  c: WebContext,
  { dossier, form, units }: ChangeView,
): Promise<Response> {
  const t = say(c, deskDossierMessages)
  const base = pathHere(c, `/desk/dossiers/${dossier.slug}`)
  const isDraft = dossier.state === 'draft'
  const areas = await readHomeAreas(c, c.var.organisation.name)
  const wrong = Object.keys(form.errors).length > 0
  return deskPage(
    c,
    { title: t('changeText'), menuItem: 'dossiers', staff: await getStaff(c), wrong },
    <Band tight>
      <FormProblems c={c} errors={form.errors} />
      <PageHead
        title={t('changeText')}
        lead={t(isDraft ? 'changeDraftLead' : 'changeLead')}
        above={
          <a href={base} {...langOf(c, dossier.language)}>
            {dossier.question}
          </a>
        }
      />
      <form method="post" action={`${base}/change`} class="wk-stack wk-stack--l" novalidate>
        <Seen form={form} />
        <Section id="part-question" title={t('questionPart')} gap="m">
          <QuestionFields c={c} form={form} areas={areas} />
          {isDraft && <OwnerFields c={c} form={form} units={units} />}
        </Section>
        <Section id="part-phases" title={t('phasesPart')} gap="m">
          <PhaseFields c={c} form={form} />
        </Section>
        {!isDraft && (
          <TextArea
            {...fieldOf(form, 'reasonForChange')}
            label={t('reasonForText')}
            description={t('reasonForTextHelp')}
            rows={2}
            required
          />
        )}
        <div>
          <Button kind="primary">{t('saveText')}</Button>
        </div>
      </form>
    </Band>,
  )
}

/** Asks once before a draft is thrown away. */
export async function discardDossierPage(c: WebContext, dossier: Dossier): Promise<Response> {
  const t = say(c, deskDossierMessages)
  const base = pathHere(c, `/desk/dossiers/${dossier.slug}`)
  return deskPage(
    c,
    { title: t('discardAction'), menuItem: 'dossiers', staff: await getStaff(c) },
    <Band tight>
      <Confirm
        id="discard"
        level={1}
        title={t('discardAction')}
        action={`${base}/discard`}
        confirm={t('discardConfirm')}
        cancel={{ href: base, label: t('cancel') }}
      >
        <p {...langOf(c, dossier.language)}>{dossier.question}</p>
        <p>{t('discardHelp')}</p>
      </Confirm>
    </Band>,
  )
}
