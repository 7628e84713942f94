import type { ConversationPage, Entry } from '#domains/answer'
import { isAllowed } from '#domains/people'
import { noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import { deskPage, LivePage } from '#web/shell'
import { Bench, Entries, Icon, Keys, Meta, Notice, Row, Stack, Tag, Work } from '#web/ui'
import { langOf, say } from '#web/words'
import { deadlineMessages } from '../deadline/deadline.messages.ts'
import { DeadlineBox } from '../deadline/deadline-box.tsx'
import { isLate, pauseLeft } from '../deadline/deadline-words.ts'
import { besideMessages } from '../hands/beside.messages.ts'
import { BesideBox, MergedInto } from '../hands/beside-box.tsx'
import { handsMessages } from '../hands/hands.messages.ts'
import { CloseBox, closedWords, handsState, SnoozeBox } from '../hands/hands-box.tsx'
import { TieBox } from '../hands/tie-box.tsx'
import { inboxMessages } from '../inbox/inbox.messages.ts'
import { type InboxList, InboxQueue, InboxTools } from '../inbox/inbox-queue.tsx'
import { inboxPath } from '../inbox/inbox-view.ts'
import { labelsMessages } from '../labels/labels.messages.ts'
import { LabelsBox } from '../labels/labels-box.tsx'
import { locatedMessages } from '../located/located.messages.ts'
import { LocatedBox } from '../located/located-box.tsx'
import { MacroBox } from '../macros/macro-box.tsx'
import { macrosMessages } from '../macros/macros.messages.ts'
import { privacyMessages } from '../privacy/privacy.messages.ts'
import { LeavingBox, MissedNotice, OwnReplyNotice } from '../sending/leaving-box.tsx'
import { Presence } from '../sending/presence.tsx'
import { sendingMessages } from '../sending/sending.messages.ts'
import { taskMessages } from '../tasks/task.messages.ts'
import { MentionChoice, OpenTasks, TaskBox } from '../tasks/task-box.tsx'
import { TextsBox, textKeys } from '../texts/texts-box.tsx'
import { approvalMessages } from './approval.messages.ts'
import { ClassifyBox } from './classify-box.tsx'
import { conversationMessages } from './conversation.messages.ts'
import { entriesOf, reasonOf } from './conversation-entry.tsx'
import {
  ConversationForm,
  type Desk,
  NoteForm,
  PlaceBox,
  ReopenButton,
  ReplyEditor,
  WhoBox,
  WithBox,
} from './conversation-forms.tsx'
import { DraftBox } from './draft-box.tsx'
import { obstacleWords } from './obstacle-words.ts'
import { answerWay } from './reach.ts'

/** What a member of staff just did here. */
export const deeds = [
  'sent',
  'taken-back',
  'stopped',
  'saved',
  'noted',
  'taken',
  'assigned',
  'released',
  'placed',
  'tied',
  'untied',
  'reopened',
  'asked',
  'approved',
  'returned',
  'withdrawn',
  'classified',
  'moved',
  'closed',
  'spam',
  'snoozed',
  'woken',
  'labelled',
  'unlabelled',
  'merged',
  'ran',
  'located',
  'removed',
  'task-asked',
] as const
export type Deed = (typeof deeds)[number]

type Options = {
  desk: Desk
  list: InboxList
  done?: Deed | undefined
  /** What came in while they wrote: nothing was appended. */
  newer?: Entry[]
  status?: 200 | 409 | 422
}

/** One conversation, with the list beside it. On a phone: the words, the reply, then what is about them. */
export async function conversationPage(c: WebContext, options: Options): Promise<Response> {
  const t = say(c, conversationMessages)
  const { desk, list, status = 200 } = options
  const { conversation } = desk.page
  return deskPage(
    c,
    {
      title: conversation.subject,
      menuItem: 'inbox',
      staff: desk.staff,
      status,
      wrong: status !== 200,
    },
    <Bench
      show="open"
      tools={<InboxTools c={c} list={list} />}
      queue={<InboxQueue c={c} list={list} openId={conversation.id} />}
    >
      <Messages c={c} {...options} />
      <ConversationForm c={c} desk={desk}>
        <Work
          contextLabel={t('beside')}
          thread={<Thread c={c} desk={desk} />}
          reply={
            <Stack>
              {desk.rights.draft && <DraftBox c={c} desk={desk} draft={desk.rights.draft} />}
              <OpenTasks c={c} desk={desk} />
              {!conversation.merged_into && (
                <>
                  <ReplyEditor c={c} desk={desk} />
                  <TextsBox c={c} desk={desk} />
                </>
              )}
              <NoteForm c={c} desk={desk}>
                <MentionChoice c={c} desk={desk} />
              </NoteForm>
            </Stack>
          }
          context={
            <>
              <TieBox c={c} ties={desk.ties} view={desk.view} conversationId={conversation.id} />
              <WithBox c={c} desk={desk} />
              <DeadlineBox c={c} desk={desk} />
              <TaskBox c={c} desk={desk} />
              <SnoozeBox c={c} desk={desk} />
              <CloseBox c={c} desk={desk} />
              <LabelsBox c={c} desk={desk} />
              <MacroBox c={c} desk={desk} />
              <ClassifyBox c={c} desk={desk} />
              <LocatedBox c={c} desk={desk} />
              <PlaceBox c={c} desk={desk} />
              <WhoBox c={c} desk={desk} />
              <BesideBox c={c} desk={desk} />
            </>
          }
        />
      </ConversationForm>
      <wk-print label={say(c, handsMessages)('print')}></wk-print>
      <Keys
        keys={[
          { keys: ['J', 'K'], does: t('keyNeighbours') },
          { keys: ['R'], does: t('keyReply') },
          { keys: ['N'], does: t('keyNote') },
          ...textKeys(c, desk),
          { keys: ['V'], does: say(c, taskMessages)('keyAsk') },
          { keys: ['/'], does: say(c, inboxMessages)('keySearch') },
          { keys: ['C'], does: say(c, inboxMessages)('keyTakeDown') },
        ]}
        sheet={{
          title: say(c, sendingMessages)('keysTitle'),
          open: say(c, sendingMessages)('keysOpen'),
          close: say(c, sendingMessages)('keysClose'),
          more: [
            { keys: ['A'], does: say(c, sendingMessages)('keyAssign') },
            { keys: ['Ctrl', 'Enter'], does: say(c, sendingMessages)('keySendNext') },
          ],
        }}
        off={t('keysOff')}
        on={t('keysOn')}
      />
    </Bench>,
  )
}

/** What just happened, and what is wrong, above everything else. */
function Messages({ c, desk, done, newer }: { c: WebContext } & Options) {
  const t = say(c, conversationMessages)
  if (newer)
    return (
      <Notice kind="warning" title={t('changedTitle')} justHappened>
        <p>{t('changedBody')}</p>
        <Entries label={t('newer')} entries={entriesOf(c, desk.page, newer)} />
      </Notice>
    )
  if (desk.obstacle)
    return (
      <Notice
        kind="warning"
        title={say(
          c,
          approvalMessages,
        )(desk.obstacle.kind === 'open-field' ? 'openFieldTitle' : 'notMandatedTitle')}
        justHappened
      >
        {obstacleWords(c, desk.obstacle, desk.rights.whoMay)}
      </Notice>
    )
  if (desk.sending.missed) return <MissedNotice c={c} missed={desk.sending.missed} />
  if (desk.sending.own) {
    const { view, page } = desk
    return <OwnReplyNotice c={c} view={view} reply={desk.sending.own} openId={page.conversation.id} />
  }
  if (done)
    return (
      <Notice kind="ok" title={doneTitle(c, desk, done)} justHappened>
        {done === 'taken-back' ? say(c, sendingMessages)('doneTakenBackText') : ''}
      </Notice>
    )
  return null
}

function doneTitle(c: WebContext, desk: Desk, done: Deed): string {
  const t = say(c, conversationMessages)
  const a = say(c, approvalMessages)
  const h = say(c, handsMessages)
  const s = say(c, sendingMessages)
  const titles = {
    sent: s('gone'),
    'taken-back': s('doneTakenBack'),
    stopped: s('doneStopped'),
    saved: t('doneSaved'),
    noted: t('doneNoted'),
    taken: t('doneTaken'),
    assigned: t('doneAssigned', { to: desk.page.assignee?.name ?? '' }),
    released: t('doneReleased'),
    placed: t('donePlaced'),
    tied: t('doneTied'),
    untied: t('doneUntied'),
    reopened: t('doneReopened'),
    asked: a('doneAsked'),
    approved: a('doneApproved'),
    returned: a('doneReturned'),
    withdrawn: a('doneWithdrawn'),
    classified: a('doneClassified'),
    moved: say(c, deadlineMessages)('doneMoved'),
    closed: h('doneClosed'),
    spam: h('doneSpam'),
    snoozed: h('doneSnoozed'),
    woken: h('doneWoken'),
    labelled: say(c, labelsMessages)('donePut'),
    merged: say(c, besideMessages)('doneMerged'),
    unlabelled: say(c, labelsMessages)('doneTakenOff'),
    ran: say(c, macrosMessages)('ran'),
    located: say(c, locatedMessages)('done'),
    removed: say(c, privacyMessages)('doneRemoved'),
    'task-asked': say(c, taskMessages)('doneAsked'),
  } satisfies Record<Deed, string>
  return titles[done]
}

function Thread({ c, desk }: { c: WebContext; desk: Desk }) {
  const t = say(c, conversationMessages)
  const { page, view } = desk
  const { conversation, contact } = page
  const put = handsState(c, conversation)
  const refused = page.entries.findLast((entry) => entry.delivery)?.delivery
  return (
    <>
      <p class="wk-only-small wk-small">
        <a href={inboxPath(c, view)}>{t('back')}</a>
      </p>
      <Row apart>
        <h1 {...langOf(c, conversation.language)}>{conversation.subject}</h1>
        <span id="state">
          <StatusTag c={c} page={page} />
        </span>
      </Row>
      <div id="facts">
        <Meta
          items={[
            { icon: 'user', text: contact.name ?? t('nameless') },
            ...(conversation.answered_at
              ? [{ icon: 'check-circle' as const, text: t('answeredOn', { at: conversation.answered_at }) }]
              : []),
            ...(conversation.status === 'open'
              ? [{ icon: 'clock' as const, text: t('dueBy', { due: noonOf(conversation.due_on) }) }]
              : []),
            ...(put ? [put] : []),
            answerWay(c, page),
          ]}
        />
      </div>
      <Presence c={c} desk={desk} />
      {refused?.state === 'refused' && (
        <Notice kind="error" title={t('refusedTitle')}>
          {t('refused', { reason: reasonOf(refused) })}
        </Notice>
      )}
      <div id="entries">
        <Entries
          label={t('messages')}
          entries={entriesOf(c, page, page.entries, {
            atHand: desk.rights.draft?.seq,
            mayErase: isAllowed(desk.staff, 'erase'),
          })}
        />
      </div>
      <LeavingBox c={c} desk={desk} />
      <LivePage
        src={`${inboxPath(c, { filter: 'open', order: 'due', after: undefined }, `/${conversation.id}/live`)}?seen=${conversation.last_seq}`}
        renews={[
          'state',
          'facts',
          'entries',
          'leaving',
          'deadlines',
          'answered',
          'reply-title-actions',
          'seen',
        ]}
        said={t('liveSaid')}
      />
      {desk.shown}
      <div id="answered">
        <Over c={c} desk={desk} />
      </div>
    </>
  )
}

/** That it is answered or closed, and the way back. */
function Over({ c, desk }: { c: WebContext; desk: Desk }) {
  const t = say(c, conversationMessages)
  const { status, closed_as: reason } = desk.page.conversation
  if (status === 'open') return null
  if (desk.page.conversation.merged_into)
    return (
      <div class="wk-stack wk-stack--s">
        <MergedInto c={c} desk={desk} />
        <ReopenButton c={c} desk={desk} />
      </div>
    )
  const { title, body } = reason
    ? closedWords(c, reason)
    : { title: t('answeredTitle'), body: t('answeredBody') }
  return (
    <div class="wk-stack wk-stack--s">
      <p>
        <Icon name="check-circle" /> <strong>{title}</strong> {body}
      </p>
      <ReopenButton c={c} desk={desk} />
    </div>
  )
}

function StatusTag({ c, page: { conversation } }: { c: WebContext; page: ConversationPage }) {
  const t = say(c, conversationMessages)
  if (conversation.status === 'answered')
    return (
      <Tag icon="check" tone="answer">
        {t('answeredTag')}
      </Tag>
    )
  if (conversation.status === 'closed') return <Tag icon="check">{say(c, handsMessages)('closedTag')}</Tag>
  if (!isLate(c, conversation) && pauseLeft(c, conversation) !== undefined)
    return (
      <Tag icon="hourglass" tone="next">
        {say(c, deadlineMessages)('waitTag')}
      </Tag>
    )
  return isLate(c, conversation) ? (
    <Tag icon="warning" tone="late">
      {t('lateTag')}
    </Tag>
  ) : (
    <Tag icon="hourglass" tone="next">
      {t('openTag')}
    </Tag>
  )
}
