import { composeQuery, type TryTypedOutcome, tryTyped } from '#domains/listen'
import { type FormErrors, type FormText, readFormText, textOf, type WebContext } from '#web/http'
import { say } from '#web/words'
import { builderMessages } from './builder.messages.ts'
import { personMessages } from './person.messages.ts'
import { bringInStep, type QueryInStep, queryAsShown, withLonger } from './query-in-step.ts'
import { readOffered, sayObstacle, watchFormPage } from './watch-form.tsx'

/** The form of a watch as it came, with its rows and its text brought in step. */
type Sent = { watchId?: string; text: FormText; inStep: QueryInStep }

export async function readSent(c: WebContext): Promise<Sent> {
  const text = await readFormText(c)
  const inStep = bringInStep(text, c.var.locale)
  text.query = inStep.query
  return { text, inStep }
}

type Shown = Sent & {
  errors?: FormErrors
  tried?: Extract<TryTypedOutcome, { kind: 'tried' }>
  isStep?: boolean
  names?: readonly string[] | undefined
}

export async function showForm(c: WebContext, { text, errors = {}, ...shown }: Shown): Promise<Response> {
  return watchFormPage(c, { ...shown, form: { text, errors }, offered: await readOffered(c, shown.watchId) })
}

/** Takes a word into longer words as well. */
const LONGER = 'longer:'

/** What a form is sent for besides being saved: to bring rows and text in step, or to try the query. It is not saved while the two differ. */
export async function answerStep(c: WebContext, sent: Sent): Promise<Response | undefined> {
  const step = textOf(sent.text, 'step')
  if (sent.inStep.isTorn) return showForm(c, { ...sent, errors: { query: say(c, builderMessages)('torn') } })
  if (step === '') return undefined
  if (step.startsWith(LONGER) && sent.inStep.rows) {
    const rows = withLonger(sent.inStep.rows, step.slice(LONGER.length))
    sent.inStep = queryAsShown(composeQuery(rows, c.var.locale))
    sent.text.query = sent.inStep.query
  }
  if (step === 'renew' && sent.inStep.query.trim() === '') return showForm(c, { ...sent, isStep: true })
  const { db, clock, config } = c.var.services
  const outcome = await tryTyped(db, {
    ...{ typed: sent.inStep.query, watchId: sent.watchId, isOnlyRead: step === 'renew' },
    ...{ now: clock.now(), timeZone: config.timeZone },
  })
  if (outcome.kind === 'refused') return showForm(c, { ...sent, errors: sayObstacle(c, outcome) })
  if (outcome.kind === 'not-for-persons') {
    const { names } = outcome
    const query = say(c, personMessages)('noTrial', { names: names.join(', ') })
    return showForm(c, { ...sent, names, errors: { query } })
  }
  return showForm(c, { ...sent, isStep: true, ...(outcome.kind === 'tried' ? { tried: outcome } : {}) })
}
