import { dueReasons } from '#domains/answer'
import { readFormText, textOf, type WebContext } from '#web/http'
import { Box, Button, Details, Field, Select } from '#web/ui'
import { say } from '#web/words'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { deadlineMessages } from './deadline.messages.ts'
import { pauseLeft, untilWords } from './deadline-words.ts'
import { moveProblems } from './move-problem.ts'

type Props = { c: WebContext; desk: Desk }

/** When the first answer and the solution are due or were there, and the form that says that it will be later. */
export function DeadlineBox({ c, desk }: Props) {
  const t = say(c, deadlineMessages)
  const { conversation } = desk.page
  const { first_met_at: metAt, answered_at: solvedAt, run } = conversation
  const left = pauseLeft(c, conversation)
  return (
    <Box title={t('title')}>
      <div id="deadlines" class="wk-stack wk-stack--s">
        <p>
          {t('first')}: {metAt ? t('metOn', { at: metAt }) : untilWords(c, conversation.first_due)}
        </p>
        <p>
          {t('resolution')}:{' '}
          {solvedAt ? t('solvedOn', { at: solvedAt }) : untilWords(c, conversation.resolution_due)}
        </p>
        {left !== undefined && <p>{t('pausedLeft', { days: left })}</p>}
        {run > 1 && <p class="wk-small wk-soft">{t('again', { times: run - 1 })}</p>}
      </div>
      {conversation.status === 'open' && <MoveForm c={c} desk={desk} />}
    </Box>
  )
}

async function MoveForm({ c, desk }: Props) {
  const t = say(c, deadlineMessages)
  const typed = await readTyped(c)
  const problem = desk.moving
  const errorOf = (field: string) => (problem && moveProblems[problem] === field ? { error: t(problem) } : {})
  const reasons = dueReasons.map((reason) => ({ value: reason, label: t(reason) }))
  return (
    <Details summary={t('moveSummary')} {...(problem ? { open: true } : {})}>
      <div class="wk-stack wk-stack--s">
        <p class="wk-small">{t('moveHelp')}</p>
        <Field
          {...{ id: 'due-on', name: 'dueOn', type: 'date', label: t('moveTo') }}
          value={textOf(typed, 'dueOn')}
          {...errorOf('dueOn')}
        />
        <Select
          {...{ id: 'due-reason', name: 'dueReason', label: t('moveReason') }}
          options={[{ value: '', label: t('chooseReason') }, ...reasons]}
          value={textOf(typed, 'dueReason')}
          {...errorOf('dueReason')}
        />
        <p>
          <Button small formaction={actionOf(c, desk, 'due')}>
            {t('move')}
          </Button>
        </p>
      </div>
    </Details>
  )
}

/** What was typed in the form that this page answers, whichever button was pressed. */
async function readTyped(c: WebContext) {
  return c.req.method === 'POST' ? readFormText(c) : {}
}
