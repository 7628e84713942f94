import {
  type ChosenMoment,
  dateOfChoice,
  LATEST_DAYS,
  type MomentProblem,
  readMoment,
  UNDO_SECONDS,
  whenChoices,
} from '#domains/answer'
import { noonOf } from '#platform/clock'
import { type FormText, textOf, type WebContext } from '#web/http'
import { Choice, Details, Field } from '#web/ui'
import { say } from '#web/words'
import { sendingMessages } from './sending.messages.ts'

/** When a reply was to leave, as somebody chose it, where that cannot be. */
export type WrongMoment = ChosenMoment & { problem: MomentProblem }

/** The moment that a form asks for: at once where it says nothing. */
export function readWhen(c: WebContext, form: FormText): { at: Date } | { wrong: WrongMoment } {
  const choice = whenChoices.find((one) => one === textOf(form, 'when')) ?? 'now'
  const chosen = { choice, date: textOf(form, 'leaveDate'), time: textOf(form, 'leaveTime') }
  const read = readMoment(chosen, clockOf(c))
  return read.kind === 'moment' ? { at: read.at } : { wrong: { ...chosen, problem: read.kind } }
}

function clockOf(c: WebContext) {
  const { clock, config } = c.var.services
  return { now: clock.now(), timeZone: config.timeZone }
}

/** When the reply leaves that is sent on this page: folded, and open where the moment cannot be. */
export function WhenFields({ c, wrong }: { c: WebContext; wrong: WrongMoment | undefined }) {
  const t = say(c, sendingMessages)
  const dayOf = (choice: 'tomorrow' | 'monday') => noonOf(dateOfChoice(choice, clockOf(c)))
  const problem = wrong && whenProblem(c, wrong)
  const errorAt = (id: string) => (problem?.id === id ? { error: problem.message } : {})
  return (
    <Details summary={t('later')} open={wrong !== undefined}>
      <div class="wk-stack wk-stack--s">
        <Choice
          id="when"
          name="when"
          legend={t('when')}
          value={wrong?.choice ?? 'now'}
          options={[
            { value: 'now', label: t('now', { seconds: UNDO_SECONDS }) },
            { value: 'tomorrow', label: t('tomorrow', { on: dayOf('tomorrow') }) },
            { value: 'monday', label: t('monday', { on: dayOf('monday') }) },
            { value: 'own', label: t('own') },
          ]}
        />
        <Field
          id="leave-date"
          name="leaveDate"
          type="date"
          width="m"
          label={t('date')}
          value={wrong?.date ?? ''}
          {...errorAt('leave-date')}
        />
        <Field
          id="leave-time"
          name="leaveTime"
          type="time"
          width="m"
          label={t('time')}
          value={wrong?.time ?? ''}
          {...errorAt('leave-time')}
        />
      </div>
    </Details>
  )
}

/** What is wrong with the moment, and the id of its field. */
export function whenProblem(c: WebContext, wrong: WrongMoment): { id: string; message: string } {
  return { id: wrong.problem === 'no-time' ? 'leave-time' : 'leave-date', message: problemWords(c, wrong) }
}

function problemWords(c: WebContext, { problem, date, time }: WrongMoment): string {
  const t = say(c, sendingMessages)
  switch (problem) {
    case 'no-date':
      return date.trim() ? t('noDate', { typed: date }) : t('dateMissing')
    case 'no-time':
      return time.trim() ? t('noTime', { typed: time }) : t('timeMissing')
    case 'past':
      return t('past')
    case 'too-far':
      return t('tooFar', { days: LATEST_DAYS })
  }
}
