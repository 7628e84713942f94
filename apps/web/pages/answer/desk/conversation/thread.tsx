import type { ConversationPage } from '#domains/answer'
import { isAllowed } from '#domains/people'
import { noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import { LivePage } from '#web/shell'
import { Entries, Icon, Meta, Notice, Row, Tag } from '#web/ui'
import { langOf, say } from '#web/words'
import { deadlineMessages } from '../deadline/deadline.messages.ts'
import { isLate, pauseLeft } from '../deadline/deadline-words.ts'
import { MergedInto } from '../hands/beside-box.tsx'
import { handsMessages } from '../hands/hands.messages.ts'
import { closedWords, handsState } from '../hands/hands-box.tsx'
import { hookReason } from '../hooks/hook-reason.ts'
import { inboxPath } from '../inbox/inbox-view.ts'
import { LeavingBox } from '../sending/leaving-box.tsx'
import { Presence } from '../sending/presence.tsx'
import { SplitChoice } from '../split/split-entry.tsx'
import { conversationMessages } from './conversation.messages.ts'
import { entriesOf, reasonOf } from './conversation-entry.tsx'
import { ReopenButton } from './conversation-form.tsx'
import type { Desk } from './desk.ts'
import { answerWay } from './reach.ts'

/** What was said, and how it stands. */
export function Thread({ c, desk }: { c: WebContext; desk: Desk }) {
  const t = say(c, conversationMessages)
  const { page, view } = desk
  const { conversation, contact } = page
  const put = handsState(c, conversation)
  const refused = page.entries.findLast((entry) => entry.delivery)?.delivery
  const hook = page.entries.findLast((entry) => entry.hook)?.hook
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
            answerWay(c, desk),
          ]}
        />
      </div>
      <Presence c={c} desk={desk} />
      {refused?.state === 'refused' && (
        <Notice kind="error" title={t('refusedTitle')}>
          {t('refused', { reason: reasonOf(refused) })}
        </Notice>
      )}
      {hook?.state === 'refused' && (
        <Notice kind="error" title={t('hookRefusedTitle')}>
          {t('hookRefusedText', { reason: hookReason(c, hook.lastError) })}
        </Notice>
      )}
      <div id="entries">
        <Entries
          label={t('messages')}
          entries={entriesOf(c, page, page.entries, {
            atHand: desk.rights.draft?.seq,
            mayLook: true,
            mayErase: isAllowed(desk.staff, 'erase'),
            splitting: (entry) => <SplitChoice c={c} desk={desk} entry={entry} />,
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
