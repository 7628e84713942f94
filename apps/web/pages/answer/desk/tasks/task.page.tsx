import { isOpenTask, type ShownEntry, type TaskPage } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Answer,
  Band,
  Button,
  Entries,
  ErrorSummary,
  Files,
  Notice,
  PageHead,
  Row,
  Section,
  Select,
  Split,
  TextArea,
  Voice,
} from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { errorOf } from '../../error-of.ts'
import { fileItem } from '../../files/file-item.tsx'
import { FilesField, filesError } from '../../files/files-field.tsx'
import { momentOf } from '../conversation/conversation-entry.tsx'
import { LinkBox } from './link-box.tsx'
import { taskMessages } from './task.messages.ts'
import { firstWords } from './task-box.tsx'
import { TaskEntry } from './task-entry.tsx'
import { taskErrors } from './task-errors.ts'
import { Fold, TaskFormTag } from './task-form.tsx'
import type { TaskView } from './task-view.ts'
import { dueWords, holderOptions, holderWords, TaskTag } from './task-words.tsx'

type Props = { c: WebContext; view: TaskView }

/** One task: what is asked, what may be read for it, and what can be done with it. */
export async function taskPage(c: WebContext, view: TaskView): Promise<Response> {
  const t = say(c, taskMessages)
  const { task, missed, form } = view
  const messages = taskErrors(c, form?.errors ?? {})
  const ofFiles = filesError(c, form?.files)
  if (ofFiles) messages.set('file', ofFiles)
  const title = t('pageTitle', { question: firstWords(task.question) })
  const wrong = messages.size > 0
  return deskPage(
    c,
    {
      ...{ title, menuItem: 'tasks', staff: await getStaff(c), wrong: wrong || missed !== undefined },
      status: missed ? 409 : wrong ? 422 : 200,
    },
    <Band tight>
      <ErrorSummary
        title={t('errors', { n: messages.size })}
        errors={[...messages].map(([id, message]) => ({ id, message }))}
      />
      <Happened c={c} view={view} />
      <Split
        head={<Head c={c} view={view} />}
        asideLabel={t('shownTitle')}
        aside={<Shown c={c} task={task} />}
      >
        {isOpenTask(task.state) && <Deeds c={c} view={view} messages={messages} />}
        <Section id="steps" title={t('steps')} gap="m">
          <Entries
            label={t('steps')}
            entries={task.steps
              .slice(1)
              .map((entry) => (
                <TaskEntry
                  c={c}
                  entry={entry}
                  moment={momentOf(c, entry.at)}
                  isOnTask
                  files={<TaskFiles c={c} task={task} entry={entry} />}
                />
              ))}
          />
        </Section>
      </Split>
    </Band>,
  )
}

function Happened({ c, view: { task, done, missed } }: Props) {
  const t = say(c, taskMessages)
  if (missed === 'changed')
    return (
      <Notice kind="warning" title={t('changedTitle')} justHappened>
        {t('changedBody')}
      </Notice>
    )
  if (missed)
    return (
      <Notice kind="warning" title={t(missed === 'over' ? 'overTitle' : 'notYoursTitle')} justHappened>
        {t(missed === 'over' ? 'overBody' : 'notYoursBody')}
      </Notice>
    )
  if (done) return <Notice kind="ok" title={t(`done${done}`)} justHappened />
  if (task.isConversationOver && isOpenTask(task.state)) return <Notice title={t('conversationOver')} />
  return null
}

function Head({ c, view: { task } }: Props) {
  const t = say(c, taskMessages)
  const due = dueWords(c, task.dueOn)
  const [asked] = task.steps
  return (
    <>
      <PageHead
        title={t('question')}
        above={
          <>
            <a href={pathHere(c, '/desk/tasks')}>{t('back')}</a>
            {task.mayReadConversation && (
              <a href={pathHere(c, `/desk/inbox/${task.conversationId}`)}>{t('toConversation')}</a>
            )}
          </>
        }
        meta={[
          ...(isOpenTask(task.state)
            ? [{ icon: due.isLate ? ('warning' as const) : ('clock' as const), text: due.text }]
            : []),
          { icon: 'users', text: holderWords(c, task) },
          { icon: 'user', text: t('askedBy', { who: task.askedBy }) },
        ]}
      />
      <p>
        <TaskTag c={c} state={task.state} />
      </p>
      <Prose text={asked?.body ?? ''} />
    </>
  )
}

/** What was said in the conversation, as far as it was chosen for this task. */
function Shown({ c, task }: { c: WebContext; task: TaskPage }) {
  const t = say(c, taskMessages)
  const { lang } = langOf(c, task.language)
  return (
    <Section id="shown-title" title={t('shownTitle')} gap="m">
      {task.shown.length === 0 && <p>{t('shownNone')}</p>}
      {task.shown.map((entry) => {
        const Said = entry.kind === 'received' ? Voice : Answer
        const who = t(entry.kind === 'received' ? 'shownSaid' : 'shownSent', {
          moment: momentOf(c, entry.at),
        })
        return (
          <Said whoFirst who={who}>
            <Prose text={entry.body} lang={lang} />
            <TaskFiles c={c} task={task} entry={entry} />
          </Said>
        )
      })}
    </Section>
  )
}

function TaskFiles({
  c,
  task,
  entry: { seq, files },
}: {
  c: WebContext
  task: TaskPage
  entry: Pick<ShownEntry, 'seq' | 'files'>
}) {
  if (files.length === 0) return null
  return (
    <Files
      files={files.map((file) =>
        fileItem(c, file, {
          href: pathHere(c, `/desk/tasks/${task.id}/files/${seq}/${file.hash}`),
          lang: undefined,
        }),
      )}
    />
  )
}

type DeedProps = Props & { messages: Map<string, string> }

/** What somebody may do with an open task; what is for whoever does it shows to them alone. */
function Deeds({ c, view, messages }: DeedProps) {
  return (
    <>
      {view.task.isHolder && <Accept c={c} view={view} />}
      {view.task.isHolder && <Finish c={c} view={view} messages={messages} />}
      <LinkBox c={c} view={view} messages={messages} />
      <div class="wk-stack wk-stack--s">
        {view.task.isHolder && <Return c={c} view={view} messages={messages} />}
        <Hand c={c} view={view} messages={messages} />
        <Withdraw c={c} view={view} />
      </div>
    </>
  )
}

function Accept({ c, view: { task } }: Props) {
  const t = say(c, taskMessages)
  if (task.state !== 'asked') return null
  return (
    <TaskFormTag c={c} task={task} name="accept">
      <Row>
        <Button>{t('accept')}</Button>
        <span class="wk-small">{t('acceptHelp')}</span>
      </Row>
    </TaskFormTag>
  )
}

function Finish({ c, view: { task, form }, messages }: DeedProps) {
  const t = say(c, taskMessages)
  return (
    <Section id="answer-title" title={t('answerTitle')} gap="m">
      <TaskFormTag c={c} task={task} name="finish" withFiles>
        <TextArea
          id="answer"
          name="answer"
          rows={6}
          label={t('answerLabel', { who: task.askedBy })}
          description={t('answerHelp')}
          value={form?.valueOf('finish', 'answer') ?? ''}
          {...errorOf(messages, 'answer')}
        />
        <FilesField c={c} sent={form?.name === 'finish' ? form.files : undefined} />
        <Row>
          <Button kind="answer">{t('finish')}</Button>
        </Row>
      </TaskFormTag>
    </Section>
  )
}

function Return({ c, view: { task, form }, messages }: DeedProps) {
  const t = say(c, taskMessages)
  return (
    <Fold form={form} name="return" summary={t('returnSummary')}>
      <TaskFormTag c={c} task={task} name="return">
        <TextArea
          id="reason"
          name="reason"
          rows={3}
          label={t('reasonLabel')}
          value={form?.valueOf('return', 'reason') ?? ''}
          {...errorOf(messages, 'reason')}
        />
        <Row>
          <Button>{t('return')}</Button>
        </Row>
      </TaskFormTag>
    </Fold>
  )
}

function Hand({ c, view: { task, askable, form }, messages }: DeedProps) {
  const t = say(c, taskMessages)
  return (
    <Fold form={form} name="hand" summary={t('handSummary')}>
      <TaskFormTag c={c} task={task} name="hand">
        <Select
          id="to"
          name="to"
          label={t('toLabel')}
          options={holderOptions(c, askable)}
          value={form?.valueOf('hand', 'to') ?? ''}
          {...errorOf(messages, 'to')}
        />
        <Row>
          <Button>{t('hand')}</Button>
        </Row>
      </TaskFormTag>
    </Fold>
  )
}

function Withdraw({ c, view: { task, form } }: Props) {
  const t = say(c, taskMessages)
  return (
    <Fold form={form} name="withdraw" summary={t('withdrawSummary')}>
      <TaskFormTag c={c} task={task} name="withdraw">
        <p>{t('withdrawHelp')}</p>
        <Row>
          <Button>{t('withdraw')}</Button>
        </Row>
      </TaskFormTag>
    </Fold>
  )
}
