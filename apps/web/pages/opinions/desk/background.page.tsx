import { type Background, type DialoguePage, mostOptions, mostQuestions } from '#domains/deliberate'
import { tidyEntry } from '#platform/text'
import { type FormErrors, type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Button, ErrorSummary, Field, Notice, PageHead, TextArea } from '#web/ui'
import { say } from '#web/words'
import { backgroundMessages } from '../background.messages.ts'

export type BackgroundView = {
  page: DialoguePage
  text: FormText
  /** The schema's words for what is wrong, by the field of the form. */
  errors: FormErrors
  told?: 'set' | 'answered' | undefined
}

const numbers = Array.from({ length: mostQuestions }, (_, at) => at + 1)

/** The form with which staff say what participants may tell about themselves. */
export async function backgroundPage(c: WebContext, view: BackgroundView): Promise<Response> {
  const t = say(c, backgroundMessages)
  const { page, told } = view
  const problems = numbers.flatMap((n) => problemsOf(c, view.errors, n))
  const wrong = problems.length > 0
  const desk = pathHere(c, `/desk/dialogues/${page.dialogue.slug}`)
  const field = (id: string) => {
    const error = problems.find((problem) => problem.id === id)?.message
    return { id, name: id, value: textOf(view.text, id), ...(error ? { error } : {}) }
  }
  return deskPage(
    c,
    { title: t('deskTitle'), menuItem: 'dossiers', staff: await getStaff(c), wrong },
    <Band tight>
      <ErrorSummary title={t('errors', { n: problems.length })} errors={problems} />
      {told && (
        <Notice
          kind={told === 'set' ? 'ok' : 'warning'}
          title={told === 'set' ? t('deskSet') : t('deskAnswered')}
          justHappened
        />
      )}
      <p>
        <a href={desk}>{t('deskBack')}</a>
      </p>
      <PageHead title={t('deskTitle')} lead={t('deskLead', { questions: mostQuestions })} />
      <form method="post" action={`${desk}/background`} class="wk-stack wk-stack--l" novalidate>
        {numbers.map((n) => (
          <>
            <Field
              {...field(`question-${n}`)}
              label={t('deskQuestion', { n })}
              description={t('deskQuestionHelp')}
            />
            <TextArea
              {...field(`options-${n}`)}
              label={t('deskOptions', { n })}
              description={t('deskOptionsHelp', { most: mostOptions })}
              rows={5}
            />
          </>
        ))}
        <div>
          <Button kind="primary">{t('deskSave')}</Button>
        </div>
      </form>
    </Band>,
  )
}

function problemsOf(c: WebContext, errors: FormErrors, n: number): { id: string; message: string }[] {
  const t = say(c, backgroundMessages)
  const own = Object.entries(errors).filter(([path]) => path.startsWith(`${n}.`))
  const isQuestion = own.some(([path]) => path === `${n}.question`)
  const options = own.find(([path]) => path.startsWith(`${n}.options`))
  return [
    ...(isQuestion ? [{ id: `question-${n}`, message: t('questionWrong', { n }) }] : []),
    ...(options
      ? [
          {
            id: `options-${n}`,
            message:
              options[1] === 'population-for-some'
                ? t('populationWrong', { n })
                : t('optionsWrong', { n, most: mostOptions }),
          },
        ]
      : []),
  ]
}

/** The questions as the form shows them: each answer on a line, its population behind it. */
export function formOf(background: Background): FormText {
  return Object.fromEntries(
    background.flatMap(({ question, options }, at) => [
      [`question-${at + 1}`, question],
      [
        `options-${at + 1}`,
        options
          .map(({ label, population }) => (population === null ? label : `${label} = ${population}`))
          .join('\n'),
      ],
    ]),
  )
}

/** What the form asks, by the number of its field; a question that is left empty is not asked. */
export function readBackground(text: FormText): { n: number; question: string; options: unknown[] }[] {
  return numbers.flatMap((n) => {
    const question = textOf(text, `question-${n}`).trim()
    const options = textOf(text, `options-${n}`).split('\n').map(tidyEntry).filter(Boolean).map(readOption)
    return question || options.length > 0 ? [{ n, question, options }] : []
  })
}

/** `18 tot 35 jaar = 12.400`: a label, and how many people of the population it is about. */
function readOption(line: string): { label: string; population: number | null } {
  const [, label, count] = /^(.*?)\s*[=;\t]\s*(\d[\d., ]*)$/.exec(line) ?? []
  if (label === undefined || count === undefined) return { label: line, population: null }
  return { label, population: Number(count.replace(/[., ]/g, '')) }
}
