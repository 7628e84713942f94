import { MOST_PHASES, promiseLevels } from '#domains/dossier'
import { type FormErrors, type FormText, textOf, type WebContext } from '#web/http'
import { Choice, ErrorSummary, Field, Select, TextArea } from '#web/ui'
import { say } from '#web/words'
import { dossierMessages } from '../dossier.messages.ts'
import { deskDossierMessages } from './desk-dossier.messages.ts'

/** Rows for phases in the form of a new dossier; with more phases there are some to spare. */
const PHASE_ROWS = 5
const ROWS_TO_SPARE = 2

/** A form as it is shown again: what was typed, and what is wrong with it by field. */
export type ShownForm = { text: FormText; errors: FormErrors }

/** What every field of a form is shown with: its name is its id, its value what was typed, its error beside it. */
export function fieldOf({ text, errors }: ShownForm, name: string) {
  const error = errors[name]
  return { id: name, name, value: textOf(text, name), ...(error === undefined ? {} : { error }) }
}

export function FormProblems({ c, errors }: { c: WebContext; errors: FormErrors }) {
  const t = say(c, deskDossierMessages)
  const list = Object.entries(errors).map(([id, message]) => ({ id, message }))
  return <ErrorSummary title={t('errors', { n: list.length })} errors={list} />
}

/** The fields of a promise, for a new dossier and for a change. */
export function PromiseFields({ c, form }: { c: WebContext; form: ShownForm }) {
  const t = say(c, deskDossierMessages)
  const words = say(c, dossierMessages)
  return (
    <>
      <Choice
        {...fieldOf(form, 'promise.level')}
        legend={t('level')}
        options={promiseLevels.map((level) => ({ value: level, label: words(level) }))}
        required
      />
      <TextArea
        {...fieldOf(form, 'promise.statement')}
        label={t('statement')}
        description={t('statementHelp')}
        rows={3}
        required
      />
      <Field {...fieldOf(form, 'promise.decidedBy')} label={t('decidedBy')} width="m" required />
      <Field {...fieldOf(form, 'promise.answerOn')} type="date" label={t('answerOn')} width="s" required />
      <Field
        {...fieldOf(form, 'promise.decisionOn')}
        type="date"
        label={t('decisionOn')}
        description={t('decisionHelp')}
        width="s"
      />
    </>
  )
}

/** What a form was filled with: a change that somebody else made meanwhile is not overwritten. */
export function Seen({ form }: { form: ShownForm }) {
  return <input type="hidden" name="seen" value={textOf(form.text, 'seen')} />
}

type FormProps = { c: WebContext; form: ShownForm }

/** An area that a dossier can be about. */
type AreaChoice = { code: string; name: string }

/** The areas to choose from, with what was chosen before, also where no map draws that any more. */
function areasToChoose(areas: readonly AreaChoice[], chosen: string): AreaChoice[] {
  const isGone = chosen !== '' && areas.every(({ code }) => code !== chosen)
  return isGone ? [{ code: chosen, name: chosen }, ...areas] : [...areas]
}

/** The question itself: what it is, and where. */
export function QuestionFields({ c, form, areas }: FormProps & { areas: AreaChoice[] }) {
  const t = say(c, deskDossierMessages)
  return (
    <>
      <Field {...fieldOf(form, 'question')} label={t('question')} description={t('questionHelp')} required />
      <TextArea
        {...fieldOf(form, 'summary')}
        label={t('summary')}
        description={t('summaryHelp')}
        rows={4}
        required
      />
      <Field {...fieldOf(form, 'area')} label={t('area')} description={t('areaHelp')} width="m" />
      {areas.length > 0 && (
        <Select
          {...fieldOf(form, 'areaCode')}
          label={t('areaCode')}
          description={t('areaCodeHelp')}
          options={[
            { value: '', label: t('areaNone') },
            ...areasToChoose(areas, textOf(form.text, 'areaCode')).map(({ code, name }) => ({
              value: code,
              label: name,
            })),
          ]}
        />
      )}
    </>
  )
}

/** In which language a dossier is written, and by whom. */
export function OwnerFields({ c, form, units }: FormProps & { units: { id: string; name: string }[] }) {
  const t = say(c, deskDossierMessages)
  return (
    <>
      <Select
        {...fieldOf(form, 'language')}
        label={t('language')}
        options={[
          { value: 'nl', label: 'Nederlands' },
          { value: 'en', label: 'English' },
        ]}
      />
      <Select
        {...fieldOf(form, 'unitId')}
        label={t('unit')}
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  )
}

/** The rows of the form in which anything was typed. */
export function filledRows(text: FormText): number[] {
  return Array.from({ length: MOST_PHASES + 1 }, (_, row) => row).filter((row) =>
    ['title', 'description', 'startsOn', 'endsOn'].some(
      (name) => textOf(text, `phases.${row}.${name}`).trim() !== '',
    ),
  )
}

/** As many rows as are filled in, and some to spare. */
function rowsOf({ text }: ShownForm): number {
  const last = filledRows(text).at(-1) ?? 0
  return Math.min(MOST_PHASES, Math.max(PHASE_ROWS, last + 1 + ROWS_TO_SPARE))
}

export function PhaseFields({ c, form }: { c: WebContext; form: ShownForm }) {
  const t = say(c, deskDossierMessages)
  return (
    <>
      <p>{t('phasesHelp')}</p>
      {Array.from({ length: rowsOf(form) }, (_, row) => (
        <fieldset class="wk-stack wk-box">
          <legend class="wk-legend">{t('phase', { n: row + 1 })}</legend>
          <Field
            {...fieldOf(form, `phases.${row}.title`)}
            label={t('phaseTitle', { n: row + 1 })}
            width="m"
          />
          <Field
            {...fieldOf(form, `phases.${row}.description`)}
            label={t('phaseDescription', { n: row + 1 })}
          />
          <div class="wk-row">
            <Field
              {...fieldOf(form, `phases.${row}.startsOn`)}
              type="date"
              label={t('startsOn', { n: row + 1 })}
              width="s"
            />
            <Field
              {...fieldOf(form, `phases.${row}.endsOn`)}
              type="date"
              label={t('endsOn', { n: row + 1 })}
              width="s"
            />
          </div>
        </fieldset>
      ))}
    </>
  )
}
