import { listOpenDossiers } from '#domains/dossier'
import {
  type ChangeWatchOutcome,
  listServedDossiers,
  newWatchSchema,
  openSubjects,
  type TryTypedOutcome,
  type WatchObstacle,
} from '#domains/listen'
import { inTreeOrder, listSubjects } from '#domains/people'
import { errorsOf, type FormErrors, type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { fieldOf, type ShownForm } from '#web/pages/dossier'
import { Button, Checkbox, Choice, Details, Field, Row, Select, TextArea } from '#web/ui'
import { langOf, say } from '#web/words'
import { subjectLang, subjectName } from '../subject-name.ts'
import { builderMessages } from './builder.messages.ts'
import { Builder } from './builder.tsx'
import { formPage } from './form-page.tsx'
import { PersonFields, sayGaps } from './person-fields.tsx'
import { orderMessages } from './public-order.messages.ts'
import { queryFaultMessages } from './query-fault.messages.ts'
import type { QueryInStep } from './query-in-step.ts'
import { Trial } from './trial.tsx'
import { watchMessages } from './watch.messages.ts'

/** What the form of a watch offers to choose from. */
type Offered = Awaited<ReturnType<typeof readOffered>>

/** Subjects that may be named in public, and dossiers: those that are open, and those that it serves already. */
export async function readOffered(c: WebContext, watchId?: string) {
  const { db } = c.var.services
  const [subjects, open, served] = await Promise.all([
    listSubjects(db),
    listOpenDossiers(db),
    listServedDossiers(db, watchId === undefined ? [] : [watchId]),
  ])
  const others = (served.get(watchId ?? '') ?? []).filter(({ id }) => !open.some((one) => one.id === id))
  return { subjects: inTreeOrder(openSubjects(subjects)), dossiers: [...open, ...others] }
}

/** A form as the schema reads it. */
export function readWatchForm(text: FormText) {
  return newWatchSchema.safeParse({
    ...text,
    followsSubject: textOf(text, 'followsSubject') === 'yes',
    dossierIds: text['dossierIds[]'] ?? [],
  })
}

type FormPage = {
  watchId?: string | undefined
  form: ShownForm
  offered: Offered
  inStep: QueryInStep
  tried?: Extract<TryTypedOutcome, { kind: 'tried' }> | undefined
  isStep?: boolean
  /** Who seems to be named in it. */
  names?: readonly string[] | undefined
}

/** The form for a new watch, or for a change of one. */
export async function watchFormPage(c: WebContext, page: FormPage): Promise<Response> {
  const { watchId, form, isStep = false } = page
  const t = say(c, watchMessages)
  const watches = pathHere(c, '/desk/listen/watches')
  return formPage(c, {
    title: t(watchId === undefined ? 'add' : 'change'),
    lead: t(watchId === undefined ? 'lead' : 'changeLead'),
    trail: {
      label: t('trail'),
      steps: [
        { href: pathHere(c, '/desk/listen'), label: t('back') },
        { href: watches, label: t('title') },
        ...(watchId === undefined
          ? []
          : [{ href: `${watches}/${watchId}`, label: textOf(form.text, 'name') || t('about') }]),
      ],
    },
    action: watchId === undefined ? `${watches}/new` : `${watches}/${watchId}/change`,
    save: t('save'),
    form,
    isStep,
    problemsTitle: (n) => t('errors', { n }),
    fields: <WatchFields c={c} {...page} />,
  })
}

function WatchFields({ c, form, offered, inStep, tried, names = [] }: { c: WebContext } & FormPage) {
  const t = say(c, watchMessages)
  const { error } = fieldOf(form, 'followsSubject')
  const chosen = form.text['dossierIds[]']
  return (
    <>
      <input type="hidden" name="seen" value={textOf(form.text, 'seen')} />
      <Field {...fieldOf(form, 'name')} label={t('name')} description={t('nameHelp')} width="m" required />
      <div>
        <QueryFields c={c} form={form} inStep={inStep} />
      </div>
      <Row>
        <Button name="step" value="try">
          {say(c, builderMessages)('try')}
        </Button>
        <Button kind="subtle" name="step" value="renew">
          {say(c, builderMessages)('renew')}
        </Button>
      </Row>
      <PersonFields c={c} form={form} names={names} />
      {tried && <Trial c={c} tried={tried} mayTake={inStep.rows !== undefined} />}
      <TextArea
        {...fieldOf(form, 'purpose')}
        label={t('purpose')}
        description={t('purposeHelp')}
        rows={2}
        required
      />
      {offered.subjects.length > 0 && (
        <Select
          {...fieldOf(form, 'subjectId')}
          label={t('subject')}
          options={[
            { value: '', label: t('noSubject') },
            ...offered.subjects.map((subject) => ({
              value: subject.id,
              label: `${'– '.repeat(subject.depth)}${subjectName(c, subject)}`,
              ...subjectLang(c, subject),
            })),
          ]}
        />
      )}
      {offered.dossiers.length > 0 && (
        <Choice
          {...fieldOf(form, 'dossierIds')}
          name="dossierIds[]"
          legend={t('dossiers')}
          description={t('dossiersHelp')}
          multiple
          value={Array.isArray(chosen) ? chosen : []}
          options={offered.dossiers.map(({ id, question, language }) => ({
            value: id,
            label: <span {...langOf(c, language)}>{question}</span>,
          }))}
        />
      )}
      <Checkbox
        id="followsSubject"
        name="followsSubject"
        label={t('followsSubject')}
        description={t('followsSubjectHelp')}
        checked={textOf(form.text, 'followsSubject') === 'yes'}
        {...(error === undefined ? {} : { error })}
      />
    </>
  )
}

/** The query as rows and as text, which say the same. */
function QueryFields({ c, form, inStep }: { c: WebContext; form: ShownForm; inStep: QueryInStep }) {
  const t = say(c, watchMessages)
  const { text } = form
  const shown = inStep.isTorn
    ? { query: textOf(text, 'shownQuery'), rows: textOf(text, 'shownRows') }
    : undefined
  return (
    <wk-in-step id="in-step" step="renew" class="wk-stack wk-stack--l">
      <Builder c={c} inStep={inStep} shown={shown} />
      <TextArea
        {...fieldOf(form, 'query')}
        value={inStep.query}
        label={t('query')}
        description={t('queryHelp')}
        rows={3}
        required
      />
      <Details summary={t('queryMore')}>
        <ul class="wk-bullets">
          {(['queryNear', 'queryField', 'queryPlace', 'queryNamed'] as const).map((word) => (
            <li>{t(word)}</li>
          ))}
        </ul>
      </Details>
    </wk-in-step>
  )
}

/** What is wrong with a form, beside its fields. */
export function sayErrors(c: WebContext, error: Parameters<typeof errorsOf>[0]): FormErrors {
  const t = say(c, watchMessages)
  const missing: Record<string, string> = {
    name: t('missingName'),
    query: t('missingQuery'),
    purpose: t('missingPurpose'),
    subjectId: t('subjectNotOpen'),
    followsSubject: t('notDeclared'),
  }
  const sentences: FormErrors = {}
  for (const [path, word] of Object.entries(errorsOf(error))) {
    const [field = ''] = path.split('.')
    if (field === 'dossierIds') sentences[field] = t(word === 'too-long' ? 'tooMany' : 'dossierGone')
    else sentences[field] = word === 'too-long' ? t('tooLong') : (missing[field] ?? word)
  }
  return sentences
}

/** What stands in the way of a watch, beside the field that it is about. */
export function sayObstacle(
  c: WebContext,
  outcome: WatchObstacle | Extract<ChangeWatchOutcome, { kind: 'breaks' | 'changed-meanwhile' }>,
): FormErrors {
  const t = say(c, watchMessages)
  switch (outcome.kind) {
    case 'refused': {
      const { kind, at, found, limit = 0 } = outcome.fault
      return { query: say(c, queryFaultMessages)(kind, { at: at + 1, found, limit }) }
    }
    case 'name-taken':
      return { name: t('nameTaken') }
    case 'subject-not-open':
      return { subjectId: t('subjectNotOpen') }
    case 'public-order':
      return { subjectId: say(c, orderMessages)('refused') }
    case 'dossier-not-found':
      return { dossierIds: t('dossierGone') }
    case 'names-person':
      return sayGaps(c, outcome)
    case 'breaks':
      return { query: t('breaks', { watch: outcome.watch }) }
    case 'changed-meanwhile':
      return { query: t('changedMeanwhile') }
  }
}
