import { type AskableHolders, listAskable, readDueDate } from '#domains/answer'
import { inTreeOrder, listAllUnits, listSubjects, type Subject, type Unit } from '#domains/people'
import { noonOf } from '#platform/clock'
import { type FormErrors, type FormText, textOf, todayHere, type WebContext } from '#web/http'
import { Details, Field, Select, TextArea } from '#web/ui'
import { say } from '#web/words'
import { errorOf } from '../../error-of.ts'
import { optionOf } from '../conversation/classify-box.tsx'
import { nameIn } from '../name-in.ts'
import { taskMessages } from '../tasks/task.messages.ts'
import { taskErrors } from '../tasks/task-errors.ts'
import { holderOptions } from '../tasks/task-words.tsx'
import { filingMessages } from './filing.messages.ts'

/** What a conversation that begins can be filed under, whom it can be asked of, and when an answer to it is due. */
export type FilingChoices = {
  subjects: (Subject & { depth: number })[]
  units: (Unit & { depth: number })[]
  askable: AskableHolders
  dueOn: string
}

export async function readFilingChoices(c: WebContext): Promise<FilingChoices> {
  const { db, clock, config } = c.var.services
  const [subjects, units, askable, dueOn] = await Promise.all([
    listSubjects(db),
    listAllUnits(db),
    listAskable(db, todayHere(c)),
    readDueDate(db, config.timeZone, clock.now().toISOString()),
  ])
  return {
    subjects: inTreeOrder(subjects.filter(({ replacedBy }) => !replacedBy)),
    units: inTreeOrder(units.filter(({ closedOn }) => !closedOn)),
    ...{ askable, dueOn },
  }
}

const ofFiling = ['subject', 'unit', 'promisedOn', 'dueOn'] as const

const sentences = {
  'not-a-subject': 'notASubject',
  'not-a-unit': 'notAUnit',
  'unit-may-not-read': 'unitMayNotRead',
  'not-a-date': 'notADate',
  past: 'past',
  later: 'later',
} as const

/** What is wrong with these fields, in sentences, by the id of each. */
export function filingErrors(c: WebContext, errors: FormErrors): Map<string, string> {
  const t = say(c, filingMessages)
  const all = new Map<string, string>()
  for (const field of ofFiling) {
    const word = Object.entries(sentences).find(([problem]) => problem === errors[field])?.[1]
    if (errors[field] !== undefined) all.set(field, t(word ?? 'notASubject'))
  }
  const asked = Object.entries(errors).filter(([field]) => field === 'to' || field === 'question')
  return new Map([...all, ...taskErrors(c, Object.fromEntries(asked))])
}

type Props = { c: WebContext; choices: FilingChoices; text: FormText; messages: ReadonlyMap<string, string> }

/** What it is about, who answers, until when, and whom to ask: one line until somebody wants it, or something in it is wrong. */
export function FilingFields({ c, choices, text, messages }: Props) {
  const t = say(c, filingMessages)
  const { subjects, units, dueOn } = choices
  const fields = [...ofFiling, 'to', 'question']
  const isOpen = fields.some((field) => textOf(text, field) !== '' || messages.has(field))
  return (
    <Details summary={t('title')} open={isOpen}>
      <div class="wk-stack wk-stack--l">
        <p class="wk-small">{t('help')}</p>
        {subjects.length > 0 && (
          <Select
            id="subject"
            name="subject"
            label={t('subject')}
            options={[
              { value: '', label: t('none') },
              ...subjects.map((one) => optionOf(one, nameIn(c, one))),
            ]}
            value={textOf(text, 'subject')}
            {...errorOf(messages, 'subject')}
          />
        )}
        {units.length > 1 && (
          <Select
            id="unit"
            name="unit"
            label={t('unit')}
            description={t('unitHelp')}
            options={[{ value: '', label: t('none') }, ...units.map((one) => optionOf(one, one.name))]}
            value={textOf(text, 'unit')}
            {...errorOf(messages, 'unit')}
          />
        )}
        <Field
          id="promisedOn"
          name="promisedOn"
          type="date"
          width="s"
          min={todayHere(c)}
          max={dueOn}
          label={t('promised')}
          description={t('promisedHelp', { due: noonOf(dueOn) })}
          value={textOf(text, 'promisedOn')}
          {...errorOf(messages, 'promisedOn')}
        />
        <TaskFields c={c} choices={choices} text={text} messages={messages} />
      </div>
    </Details>
  )
}

function TaskFields({ c, choices, text, messages }: Props) {
  const t = say(c, filingMessages)
  const words = say(c, taskMessages)
  return (
    <>
      <Select
        id="to"
        name="to"
        label={t('task')}
        description={t('taskHelp')}
        options={holderOptions(c, choices.askable)}
        value={textOf(text, 'to')}
        {...errorOf(messages, 'to')}
      />
      <TextArea
        id="question"
        name="question"
        rows={3}
        label={words('questionLabel')}
        value={textOf(text, 'question')}
        {...errorOf(messages, 'question')}
      />
      <Field
        id="dueOn"
        name="dueOn"
        type="date"
        width="s"
        min={todayHere(c)}
        label={t('taskDue')}
        description={t('taskDueHelp')}
        value={textOf(text, 'dueOn')}
        {...errorOf(messages, 'dueOn')}
      />
    </>
  )
}
