import { longestStatement, shortestStatement } from '#domains/deliberate'
import { type FormErrors, type FormText, textOf } from '../../../frame/form.ts'
import { getStaff } from '../../../frame/guard.ts'
import { deskPage } from '../../../frame/page.tsx'
import { say } from '../../../frame/say.ts'
import { pathHere, type WebContext } from '../../../frame/web.ts'
import { Band, Button, Choice, ErrorSummary, Field, PageHead, Select, TextArea } from '../../../ui/index.ts'
import { deskDialogueMessages } from './desk.messages.ts'
import { AccessChoice, ResultsChoice } from './terms-choices.tsx'

const bounds = { least: shortestStatement, most: longestStatement }

export type NewDialogueView = {
  dossier: { slug: string; question: string }
  text: FormText
  /** The schema's words for what is wrong, by field. */
  errors: FormErrors
}

/** The form for a new dialogue of a dossier. */
export async function newDialoguePage(c: WebContext, view: NewDialogueView): Promise<Response> {
  const t = say(c, deskDialogueMessages)
  const { dossier } = view
  const problems = problemsOf(c, view.errors)
  const field = (name: string) => ({
    id: name,
    name,
    value: textOf(view.text, name),
    ...(problems[name] === undefined ? {} : { error: problems[name] }),
  })
  const list = Object.entries(problems).map(([id, message]) => ({ id, message }))
  const wrong = list.length > 0 ? { titlePrefix: t('error'), status: 422 as const } : {}
  const action = pathHere(c, `/desk/dossiers/${dossier.slug}/dialogues/new`)
  return deskPage(
    c,
    { title: t('newTitle'), place: 'dossiers', staff: await getStaff(c), ...wrong },
    <Band tight>
      <ErrorSummary title={t('errors', { n: list.length })} errors={list} />
      <p>
        <a href={pathHere(c, `/desk/dossiers/${dossier.slug}`)}>{dossier.question}</a>
      </p>
      <PageHead title={t('newTitle')} lead={t('newLead')} />
      <form method="post" action={action} class="wk-stack wk-stack--l" novalidate>
        <Field {...field('question')} label={t('question')} description={t('questionHelp')} required />
        <TextArea
          {...field('introduction')}
          label={t('introduction')}
          description={t('introductionHelp')}
          rows={4}
        />
        <TextArea {...field('seeds')} label={t('seeds')} description={t('seedsHelp', bounds)} rows={10} />
        <Choice
          id="moderation"
          name="moderation"
          legend={t('moderation')}
          value={textOf(view.text, 'moderation') || 'strict'}
          options={[
            { value: 'strict', label: t('strict'), description: t('strictHelp') },
            { value: 'light', label: t('light'), description: t('lightHelp') },
          ]}
        />
        <AccessChoice c={c} value={textOf(view.text, 'access')} />
        <ResultsChoice c={c} value={textOf(view.text, 'results')} />
        <Field {...field('closesOn')} label={t('closesOn')} type="date" width="m" />
        <Select
          {...field('language')}
          label={t('language')}
          options={[
            { value: 'nl', label: t('nl') },
            { value: 'en', label: t('en') },
          ]}
        />
        <div>
          <Button kind="primary">{t('save')}</Button>
        </div>
      </form>
    </Band>,
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
  if (field === 'closesOn') return t('dateWrong')
  if (field === 'introduction') return t('introductionTooLong')
  return word === 'too-long' ? t('questionTooLong') : t('questionMissing')
}
