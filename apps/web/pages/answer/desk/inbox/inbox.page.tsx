import { type InboxFilter, isNarrowed, type OwnReply } from '#domains/answer'
import type { StaffMember } from '#domains/people'
import type { WebContext } from '#web/http'
import { deskPage } from '#web/shell'
import { Bench, Empty, Keys, Notice } from '#web/ui'
import { say } from '#web/words'
import { conversationMessages } from '../conversation/conversation.messages.ts'
import { handsMessages } from '../hands/hands.messages.ts'
import { labelsMessages } from '../labels/labels.messages.ts'
import { privacyMessages } from '../privacy/privacy.messages.ts'
import { OwnReplyNotice } from '../sending/leaving-box.tsx'
import { DueLoad } from './due-load.tsx'
import { inboxMessages } from './inbox.messages.ts'
import type { InboxList } from './inbox-list.ts'
import { InboxQueue, NothingFound } from './inbox-queue.tsx'
import { InboxTools, listTitle } from './inbox-tools.tsx'

/** One list of the inbox, with nothing open. */
export async function inboxPage(
  c: WebContext,
  {
    list,
    staff,
    own,
    isOutOfSight,
  }: { list: InboxList; staff: StaffMember; own: OwnReply | undefined; isOutOfSight: boolean },
): Promise<Response> {
  const t = say(c, inboxMessages)
  const keys = say(c, conversationMessages)
  const { found, view } = list
  const isEmpty = list.lines.rows.length === 0
  const empty = found ? <NothingFound c={c} found={found} /> : <EmptyList c={c} list={list} />
  const choose = (
    <Empty title={t('chooseTitle')} level={2}>
      {t(found ? 'chooseFound' : 'choose')}
    </Empty>
  )
  const title = found
    ? t('foundFor', { sought: view.sought ?? '' })
    : t('titleOf', { list: listTitle(c, list), inbox: t('inbox') })
  return deskPage(
    c,
    { title, menuItem: 'inbox', staff },
    <Bench
      show="list"
      tools={
        <>
          {own && <OwnReplyNotice c={c} view={view} reply={own} openId={undefined} />}
          <InboxTools c={c} list={list} />
        </>
      }
      queue={<InboxQueue c={c} list={list} {...(isEmpty ? { empty } : {})} />}
    >
      {isOutOfSight && (
        <Notice kind="ok" title={say(c, privacyMessages)('outOfSight')} justHappened>
          {say(c, privacyMessages)('outOfSightText')}
        </Notice>
      )}
      {isEmpty ? empty : choose}
      {!found && <DueLoad c={c} />}
      <Keys
        keys={[
          { keys: ['J'], does: t('keyOpen') },
          { keys: ['/'], does: t('keySearch') },
          { keys: ['C'], does: t('keyTakeDown') },
        ]}
        off={keys('keysOff')}
        on={keys('keysOn')}
      />
    </Bench>,
  )
}

function EmptyList({ c, list: { view, lines } }: { c: WebContext; list: InboxList }) {
  const t = say(c, inboxMessages)
  const l = say(c, labelsMessages)
  if (lines.next)
    return (
      <Empty title={l('emptySoFar')} level={2}>
        {l('emptySoFarBody')}
      </Empty>
    )
  if (isNarrowed(view.narrowing))
    return (
      <Empty title={l('emptyNarrowed')} level={2}>
        {l('emptyNarrowedBody')}
      </Empty>
    )
  return (
    <Empty title={emptyWords(c, view.filter)} level={2}>
      {view.filter === 'mine' && t('emptyHelpMine')}
      {(view.filter === 'open' || view.filter === 'nobody') && t('emptyHelp')}
    </Empty>
  )
}

function emptyWords(c: WebContext, filter: InboxFilter): string {
  if (filter === 'snoozed' || filter === 'closed' || filter === 'spam')
    return say(c, handsMessages)(`empty${filter}`)
  return say(c, inboxMessages)(`empty${filter}`)
}
