import {
  type FactDeskVersion,
  factVerdicts,
  LONGEST_CLAIM,
  LONGEST_FACT_ANSWER,
  MOST_FACT_SOURCES,
  verdictMessages,
} from '#domains/answer'
import { listOpenDossiers } from '#domains/dossier'
import { openSubjects } from '#domains/listen'
import { inTreeOrder, listAllUnits, listSubjects, type Subject, type Unit } from '#domains/people'
import type { FormErrors, FormText, WebContext } from '#web/http'
import { Choice, Details, Field, Section, Select, TextArea } from '#web/ui'
import { langOf, say } from '#web/words'
import { type FormView, fieldOf } from '../answering-page.tsx'
import { optionOf } from '../conversation/classify-box.tsx'
import { nameIn } from '../name-in.ts'
import { factsDeskMessages } from './facts-desk.messages.ts'

/** What a sheet can be about, whose it can be, and where it can belong. */
export type FactChoices = {
  subjects: (Subject & { depth: number })[]
  units: (Unit & { depth: number })[]
  dossiers: { id: string; question: string; language: string }[]
}

export async function readFactChoices(c: WebContext): Promise<FactChoices> {
  const { db } = c.var.services
  const [subjects, units, dossiers] = await Promise.all([
    listSubjects(db),
    listAllUnits(db),
    listOpenDossiers(db),
  ])
  return {
    subjects: inTreeOrder(openSubjects(subjects)),
    units: inTreeOrder(units.filter(({ closedOn }) => closedOn === null)),
    dossiers,
  }
}

const listOf = (text: FormText, name: string): string[] => {
  const values = text[name]
  return Array.isArray(values) ? values : []
}

/** The sources of a form, without rows that were left empty. */
function sourcesOf(text: FormText): { url: string; title: string; on: string }[] {
  const [urls, titles, days] = ['sourceUrl[]', 'sourceTitle[]', 'sourceOn[]'].map((name) =>
    listOf(text, name),
  )
  return (urls ?? [])
    .map((url, at) => ({
      url: url.trim(),
      title: titles?.[at]?.trim() ?? '',
      on: days?.[at]?.trim() ?? '',
    }))
    .filter(({ url, title, on }) => url !== '' || title !== '' || on !== '')
}

/** What was typed, as its schema reads it. */
export function typedFact(text: FormText): object {
  return { ...text, sources: sourcesOf(text), dossierIds: listOf(text, 'dossierIds[]') }
}

/** A version as a form holds it, to go on with. */
export function textOfVersion(version: FactDeskVersion): FormText {
  const { claim, verdict, answer, explanation, knownOn, unitId, sources } = version
  return {
    ...{ claim, verdict, answer, explanation, knownOn, unitId, subjectId: version.subjectId ?? '' },
    'sourceUrl[]': sources.map(({ url }) => url),
    'sourceTitle[]': sources.map(({ title }) => title),
    'sourceOn[]': sources.map(({ on }) => on),
    'dossierIds[]': version.dossierIds,
  }
}

const words = {
  missing: 'missing',
  'too-long': 'tooLong',
  'too-many': 'tooMany',
  'no-day': 'noDay',
  'not-yet': 'notYet',
  'no-address': 'noAddress',
  'subject-not-open': 'subjectNotOpen',
  'unit-closed': 'unitClosed',
  changed: 'changedMeanwhile',
  'no-change-said': 'changeMissing',
  withdrawn: 'isWithdrawn',
} as const

/** What is wrong with each field, in sentences, by the id of the field. */
export function factErrors(c: WebContext, errors: FormErrors): FormErrors {
  const t = say(c, factsDeskMessages)
  return Object.fromEntries(
    Object.entries(errors).map(([field, word]) => {
      if (field === 'sources') return ['sources.0.title', t(word === 'missing' ? 'sourceMissing' : 'tooMany')]
      const key = Object.entries(words).find(([known]) => known === word)?.[1] ?? 'missing'
      return [field, t(field === 'verdict' ? 'chooseOne' : key)]
    }),
  )
}

type Props = { c: WebContext; form: FormView; choices: FactChoices; language: string }

/** All that a sheet says; what changes, where everybody reads it already. */
export function FactFields(props: Props & { isPublic: boolean }) {
  const { c, form, isPublic, language } = props
  const t = say(c, factsDeskMessages)
  const { lang } = langOf(c, language)
  const written = lang === undefined ? {} : { lang }
  return (
    <>
      <TextArea
        {...fieldOf(form, 'claim')}
        {...written}
        label={t('claim')}
        description={t('claimHelp', { max: LONGEST_CLAIM })}
        rows={2}
      />
      <Choice
        {...fieldOf(form, 'verdict')}
        legend={t('verdict')}
        options={factVerdicts.map((value) => ({ value, label: say(c, verdictMessages)(value) }))}
      />
      <TextArea
        {...fieldOf(form, 'answer')}
        {...written}
        label={t('answer')}
        description={t('answerHelp', { max: LONGEST_FACT_ANSWER })}
        rows={2}
      />
      <TextArea
        {...fieldOf(form, 'explanation')}
        {...written}
        label={t('explanation')}
        description={t('explanationHelp')}
        rows={8}
      />
      <Field
        {...fieldOf(form, 'knownOn')}
        type="date"
        width="s"
        label={t('knownOn')}
        description={t('knownOnHelp')}
      />
      <SourceFields {...props} />
      <Placing {...props} />
      {isPublic && (
        <TextArea
          {...fieldOf(form, 'change')}
          {...written}
          label={t('change')}
          description={t('changeHelp')}
          rows={3}
        />
      )}
    </>
  )
}

/** So many empty rows stand ready; the rest folds out. */
const LEAST_ROWS = 3

function SourceFields({ c, form }: Props) {
  const t = say(c, factsDeskMessages)
  const known = sourcesOf(form.text)
  const shown = Math.min(Math.max(LEAST_ROWS, known.length + 1), MOST_FACT_SOURCES)
  const rows = Array.from({ length: MOST_FACT_SOURCES }, (_, at) => (
    <fieldset class="wk-stack wk-stack--s">
      <legend class="wk-legend">{t('sourceN', { n: at + 1 })}</legend>
      <Field {...sourceField(form, at, 'title')} label={t('sourceTitle')} autocomplete="off" />
      <Field {...sourceField(form, at, 'url')} label={t('sourceUrl')} type="url" autocomplete="off" />
      <Field {...sourceField(form, at, 'on')} label={t('sourceOn')} type="date" width="s" />
    </fieldset>
  ))
  return (
    <Section id="sources" title={t('sources')} gap="m">
      <p>{t('sourcesHelp')}</p>
      {rows.slice(0, shown)}
      {shown < MOST_FACT_SOURCES && <Details summary={t('moreSources')}>{rows.slice(shown)}</Details>}
    </Section>
  )
}

const sourceNames = { url: 'sourceUrl[]', title: 'sourceTitle[]', on: 'sourceOn[]' } as const

function sourceField({ text, errors }: FormView, at: number, part: keyof typeof sourceNames) {
  const id = `sources.${at}.${part}`
  const error = errors[id]
  const value = sourcesOf(text)[at]?.[part] ?? ''
  return { id, name: sourceNames[part], value, ...(error === undefined ? {} : { error }) }
}

function Placing({ c, form, choices }: Props) {
  const t = say(c, factsDeskMessages)
  const chosen = form.text['dossierIds[]']
  return (
    <>
      <Select
        {...fieldOf(form, 'unitId')}
        label={t('unit')}
        description={t('unitHelp')}
        options={choices.units.map((one) => optionOf(one, one.name))}
      />
      <Select
        {...fieldOf(form, 'subjectId')}
        label={t('subject')}
        options={[
          { value: '', label: t('subjectNone') },
          ...choices.subjects.map((one) => optionOf(one, nameIn(c, one))),
        ]}
      />
      {choices.dossiers.length > 0 && (
        <Choice
          {...fieldOf(form, 'dossierIds')}
          name="dossierIds[]"
          legend={t('dossiers')}
          multiple
          value={Array.isArray(chosen) ? chosen : []}
          options={choices.dossiers.map(({ id, question, language }) => ({
            value: id,
            label: <span {...langOf(c, language)}>{question}</span>,
          }))}
        />
      )}
    </>
  )
}

/** Where a form of its own is filled in for the first time. */
export function emptyFact(unitId: string, today: string, claim: string): FormText {
  return { unitId, knownOn: today, claim }
}
