import { longestStatement, shortestStatement } from '#domains/deliberate'
import { type FormErrors, type FormText, textOf, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Button, Choice, Confirm, ErrorSummary, Field, PageHead, Row, Select, TextArea } from '#web/ui'
import { langOf, say } from '#web/words'
import { deskDialogueMessages } from './desk-dialogue.messages.ts'
import { AccessChoice, ResultsChoice } from './terms-choices.tsx'

const bounds = { least: shortestStatement, most: longestStatement }

export type DialogueFormView = {
  /** A new dialogue, a draft that is written anew, or what may still change of one that was opened. */
  form: 'new' | 'draft' | 'terms'
  action: string
  back: { href: string; words: string; language?: string }
  text: FormText
  /** The schema's words for what is wrong, by field. */
  errors: FormErrors
}

/** The form for a dialogue, new or changed. */
export async function dialogueFormPage(c: WebContext, view: DialogueFormView): Promise<Response> {
  const t = say(c, deskDialogueMessages)
  const problems = problemsOf(c, view.errors)
  const list = Object.entries(problems).map(([id, message]) => ({ id, message }))
  const wrong = list.length > 0
  const title = t(view.form === 'new' ? 'newTitle' : 'changeTitle')
  return deskPage(
    c,
    { title, menuItem: 'dossiers', staff: await getStaff(c), wrong },
    <Band tight>
      <ErrorSummary title={t('errors', { n: list.length })} errors={list} />
      <p>
        <a href={view.back.href} {...langOf(c, view.back.language)}>
          {view.back.words}
        </a>
      </p>
      <PageHead title={title} lead={t(view.form === 'terms' ? 'changeTermsLead' : 'newLead')} />
      <form method="post" action={view.action} class="wk-stack wk-stack--l" novalidate>
        <Fields c={c} view={view} problems={problems} />
        <Row>
          <Button kind="primary">{t(view.form === 'terms' ? 'saveTerms' : 'save')}</Button>
          {view.form !== 'new' && <a href={view.back.href}>{t('cancel')}</a>}
        </Row>
      </form>
      {view.form === 'draft' && (
        <Confirm
          id="delete"
          title={t('deleteTitle')}
          action={`${view.back.href}/delete`}
          confirm={t('deleteConfirm')}
          cancel={{ href: view.back.href, label: t('cancel') }}
          kind="default"
        >
          <p>{t('deleteHelp')}</p>
        </Confirm>
      )}
    </Band>,
  )
}

type FieldsProps = { c: WebContext; view: DialogueFormView; problems: Record<string, string> }

function Fields({ c, view: { form, text }, problems }: FieldsProps) {
  const t = say(c, deskDialogueMessages)
  const field = (name: string) => ({
    id: name,
    name,
    value: textOf(text, name),
    ...(problems[name] === undefined ? {} : { error: problems[name] }),
  })
  const terms = (
    <>
      <Choice
        id="moderation"
        name="moderation"
        legend={t('moderation')}
        value={textOf(text, 'moderation') || 'strict'}
        options={[
          { value: 'strict', label: t('strict'), description: t('strictHelp') },
          { value: 'light', label: t('light'), description: t('lightHelp') },
        ]}
      />
      <Field {...field('closesOn')} label={t('closesOn')} type="date" width="m" />
    </>
  )
  if (form === 'terms') return terms
  return (
    <>
      <Field {...field('question')} label={t('question')} description={t('questionHelp')} required />
      <TextArea
        {...field('introduction')}
        label={t('introduction')}
        description={t('introductionHelp')}
        rows={4}
      />
      <TextArea {...field('seeds')} label={t('seeds')} description={t('seedsHelp', bounds)} rows={10} />
      {terms}
      <AccessChoice c={c} value={textOf(text, 'access')} />
      <ResultsChoice c={c} value={textOf(text, 'results')} />
      <Select
        {...field('language')}
        label={t('language')}
        options={[
          { value: 'nl', label: t('nl') },
          { value: 'en', label: t('en') },
        ]}
      />
    </>
  )
}

/** A sentence for each field that is wrong; a seed's error belongs to the one field of all seeds. */
function problemsOf(c: WebContext, errors: FormErrors): Record<string, string> {
  const t = say(c, deskDialogueMessages)
  const problems: Record<string, string> = {}
  for (const [path, word] of Object.entries(errors)) {
    const [field = '', position] = path.split('.')
    problems[field] ??= sentenceOf(t, field, { word, position })
  }
  return problems
}

type Say = ReturnType<typeof say<keyof (typeof deskDialogueMessages)['nl']>>

function sentenceOf(
  t: Say,
  field: string,
  { word, position }: { word: string; position: string | undefined },
): string {
  if (field === 'seeds')
    return position === undefined ? t('seedsTooMany') : t('seedWrong', { n: Number(position) + 1, ...bounds })
  if (field === 'closesOn') return t(word === 'past' ? 'datePast' : 'dateWrong')
  if (field === 'introduction') return t('introductionTooLong')
  return word === 'too-long' ? t('questionTooLong') : t('questionMissing')
}
