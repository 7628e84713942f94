import { isOpenTask } from '#domains/answer'
import { locales } from '#platform/i18n'
import type { WebContext } from '#web/http'
import { Box, Button, Choice, Field, Row, Select, TextArea } from '#web/ui'
import { say } from '#web/words'
import { errorOf } from '../../error-of.ts'
import { momentOf } from '../conversation/conversation-entry.tsx'
import { taskMessages } from './task.messages.ts'
import { firstWords } from './task-box.tsx'
import { Fold, TaskFormTag } from './task-form.tsx'
import type { TaskView } from './task-view.ts'

type Props = { c: WebContext; view: TaskView; messages: Map<string, string> }

/** Asks somebody outside the organisation, or tells that they were asked. */
export function LinkBox({ c, view, messages }: Props) {
  const t = say(c, taskMessages)
  const { task, form } = view
  if (!isOpenTask(task.state)) return null
  return (
    <>
      {task.link && <OpenLinkBox c={c} view={view} />}
      <Fold form={form} name="outside" summary={t('outsideSummary')}>
        <TaskFormTag c={c} task={task} name="outside">
          <p>
            {t('outsideHelp')} {task.link ? t('outsideAgain') : ''}
          </p>
          <Field
            id="party"
            name="party"
            width="m"
            label={t('partyLabel')}
            description={t('partyHelp')}
            value={form?.valueOf('outside', 'party') ?? ''}
            autocomplete="off"
            {...errorOf(messages, 'party')}
          />
          <Field
            id="address"
            name="address"
            type="email"
            width="m"
            label={t('addressLabel')}
            value={form?.valueOf('outside', 'address') ?? ''}
            autocomplete="off"
            {...errorOf(messages, 'address')}
          />
          <Select
            id="language"
            name="language"
            label={t('languageLabel')}
            options={locales.map((value) => ({ value, label: t(`language${value}`) }))}
            value={form?.valueOf('outside', 'language') ?? 'nl'}
          />
          <TextArea
            id="outsideQuestion"
            name="outsideQuestion"
            rows={4}
            label={t('outsideQuestionLabel')}
            description={t('outsideQuestionHelp')}
            value={form?.valueOf('outside', 'outsideQuestion') ?? ''}
            {...errorOf(messages, 'outsideQuestion')}
          />
          <OutsideShown c={c} view={view} />
          <Row>
            <Button>{t('outsideSend')}</Button>
          </Row>
        </TaskFormTag>
      </Fold>
    </>
  )
}

function OutsideShown({ c, view: { task, form } }: Omit<Props, 'messages'>) {
  const t = say(c, taskMessages)
  if (task.shown.length === 0) return null
  return (
    <Choice
      id="outsideShown"
      name="outsideShown[]"
      multiple
      legend={t('outsideShownLegend')}
      description={t('outsideShownHelp')}
      value={form?.choicesOf('outside', 'outsideShown[]') ?? []}
      options={task.shown.map(({ seq, kind, at, body }) => ({
        value: String(seq),
        label: t(kind === 'received' ? 'shownSaid' : 'shownSent', { moment: momentOf(c, at) }),
        description: firstWords(body),
      }))}
    />
  )
}

function OpenLinkBox({ c, view: { task } }: Omit<Props, 'messages'>) {
  const t = say(c, taskMessages)
  const { link } = task
  if (!link) return null
  const { party, address, expiresAt, delivery } = link
  return (
    <Box title={t('linkTitle', { party })}>
      <p>{t('linkOpen', { address, until: expiresAt })}</p>
      {delivery?.state === 'waiting' && <p>{t('linkWaiting')}</p>}
      {delivery?.state === 'refused' && <p>{t('linkRefused')}</p>}
      <TaskFormTag c={c} task={task} name="revoke">
        <p>
          <Button small>{t('revoke')}</Button>
        </p>
      </TaskFormTag>
    </Box>
  )
}
