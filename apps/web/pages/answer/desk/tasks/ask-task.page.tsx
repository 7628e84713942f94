import type { AskableHolders, ConversationPage, Entry } from '#domains/answer'
import { noonOf } from '#platform/clock'
import { type FormErrors, type FormText, textOf, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Button,
  Choice,
  Entries,
  ErrorSummary,
  Field,
  Hidden,
  Notice,
  PageHead,
  Row,
  Select,
  TextArea,
} from '#web/ui'
import { langOf, say } from '#web/words'
import { errorOf } from '../../error-of.ts'
import { entriesOf, momentOf } from '../conversation/conversation-entry.tsx'
import { inboxPath, readView } from '../inbox/inbox-view.ts'
import { taskMessages } from './task.messages.ts'
import { firstWords } from './task-box.tsx'
import { taskErrors } from './task-errors.ts'
import { holderOptions } from './task-words.tsx'

export type AskTaskView = {
  page: ConversationPage
  askable: AskableHolders
  /** As it came; undefined where nobody filled it in yet. */
  text?: FormText | undefined
  errors?: FormErrors
  /** What came into the conversation meanwhile: nothing was asked. */
  newer?: Entry[] | undefined
}

/** Asks a team or a colleague something about a conversation. */
export async function askTaskPage(c: WebContext, view: AskTaskView): Promise<Response> {
  const t = say(c, taskMessages)
  const { page, askable, text, errors = {}, newer } = view
  const { conversation } = page
  const back = inboxPath(c, readView(c), `/${conversation.id}`)
  const messages = taskErrors(c, errors)
  const wrong = messages.size > 0
  const value = (field: string, otherwise = '') => (text ? textOf(text, field) : otherwise)
  return deskPage(
    c,
    {
      ...{
        title: t('askTitle'),
        menuItem: 'inbox',
        staff: await getStaff(c),
        wrong: wrong || newer !== undefined,
      },
      status: newer ? 409 : wrong ? 422 : 200,
    },
    <Band tight>
      <ErrorSummary
        title={t('errors', { n: messages.size })}
        errors={[...messages].map(([id, message]) => ({ id, message }))}
      />
      {newer && (
        <Notice kind="warning" title={t('askChangedTitle')} justHappened>
          <p>{t('askChanged')}</p>
          <Entries label={t('askChangedTitle')} entries={entriesOf(c, page, newer)} />
        </Notice>
      )}
      <PageHead
        title={t('askTitle')}
        lead={t('askLead')}
        above={
          <a href={back} {...langOf(c, conversation.language)}>
            {conversation.subject}
          </a>
        }
      />
      <form
        class="wk-stack wk-stack--l"
        method="post"
        action={inboxPath(c, readView(c), `/${conversation.id}/task`)}
        novalidate
      >
        <Hidden values={{ seen: String(conversation.last_seq) }} />
        <Select
          id="to"
          name="to"
          label={t('toLabel')}
          options={holderOptions(c, askable)}
          value={value('to')}
          {...errorOf(messages, 'to')}
        />
        <TextArea
          id="question"
          name="question"
          rows={4}
          label={t('questionLabel')}
          description={t('questionHelp')}
          value={value('question')}
          {...errorOf(messages, 'question')}
        />
        <Field
          id="dueOn"
          name="dueOn"
          type="date"
          width="s"
          label={t('dueLabel')}
          description={t('dueHelp', { due: noonOf(conversation.due_on) })}
          value={value('dueOn', conversation.due_on)}
          {...errorOf(messages, 'dueOn')}
        />
        <ShownChoice c={c} entries={page.entries} chosen={text && [text['shown[]'] ?? []].flat()} />
        <Row>
          <Button kind="answer">{t('askButton')}</Button>
          <a href={back}>{t('cancel')}</a>
        </Row>
      </form>
    </Band>,
  )
}

/** More of a conversation than the newest of it is read there. */
const MOST_OFFERED = 12

function ShownChoice({
  c,
  entries,
  chosen,
}: {
  c: WebContext
  entries: Entry[]
  chosen: string[] | undefined
}) {
  const t = say(c, taskMessages)
  const said = entries.filter(({ kind, unhelpedSeq }) =>
    kind === 'received' ? unhelpedSeq === null : kind === 'sent',
  )
  if (said.length === 0) return null
  const newest = said.findLast(({ kind }) => kind === 'received')
  return (
    <Choice
      id="shown"
      name="shown[]"
      multiple
      legend={t('shownLegend')}
      description={t('shownHelp')}
      value={chosen ?? (newest ? [String(newest.seq)] : [])}
      options={said.slice(-MOST_OFFERED).map(({ seq, kind, at, body, files }) => ({
        value: String(seq),
        label: t(kind === 'received' ? 'shownSaid' : 'shownSent', { moment: momentOf(c, at) }),
        description: [
          firstWords(body ?? ''),
          ...(files.length > 0 ? [t('withFiles', { n: files.length })] : []),
        ].join(' · '),
      }))}
    />
  )
}
