import type { PropsWithChildren } from 'hono/jsx'
import type { HeldReplyLine, LeavingReply, Obstacle, OwnReply } from '#domains/answer'
import type { WebContext } from '#web/http'
import { Answer, Button, Note, Notice, Row } from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { momentOf } from '../conversation/conversation-entry.tsx'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { obstacleWords } from '../conversation/obstacle-words.ts'
import { type InboxView, inboxPath } from '../inbox/inbox-view.ts'
import { AlsoTo } from './recipients-field.tsx'
import { sendingMessages } from './sending.messages.ts'

type Props = { c: WebContext; desk: Desk }

/** What was sent in this conversation and has not left, with what can be done about it. */
export function LeavingBox({ c, desk }: Props) {
  return (
    <div id="leaving" class="wk-stack">
      {desk.sending.replies.map((reply) =>
        reply.held ? (
          <Held c={c} desk={desk} reply={reply} held={reply.held} />
        ) : (
          <Waiting c={c} desk={desk} reply={reply} />
        ),
      )}
    </div>
  )
}

function Waiting({ c, desk, reply }: Props & { reply: LeavingReply }) {
  const t = say(c, sendingMessages)
  const isOwn = reply.byId === desk.staff.accountId
  return (
    <Answer whoFirst who={t('waiting', { by: reply.by })}>
      <Prose text={reply.body} lang={langOf(c, desk.page.conversation.language).lang} />
      <AlsoTo c={c} copies={reply.copies} />
      <Countdown c={c} leavesAt={reply.leavesAt}>
        <TakeBack c={c} desk={desk} reply={reply} isOnKey={isOwn}>
          {t(isOwn ? 'takeBack' : 'stop')}
        </TakeBack>
      </Countdown>
    </Answer>
  )
}

type HeldReply = Props & { reply: LeavingReply; held: NonNullable<LeavingReply['held']> }

function Held({ c, desk, reply, held }: HeldReply) {
  const t = say(c, sendingMessages)
  const isOwn = reply.byId === desk.staff.accountId
  return (
    <Note who={t('heldOf', { by: reply.by })}>
      <p>{whyHeld(c, desk, held)}</p>
      <Prose text={reply.body} lang={langOf(c, desk.page.conversation.language).lang} />
      <AlsoTo c={c} copies={reply.copies} />
      {(isOwn || !reply.isDraft) && (
        <Row>
          <TakeBack c={c} desk={desk} reply={reply}>
            {isOwn ? t(reply.isDraft ? 'seen' : 'putBack') : t('continue')}
          </TakeBack>
        </Row>
      )}
    </Note>
  )
}

function whyHeld(c: WebContext, desk: Desk, { at, why, by }: HeldReply['held']): string {
  const t = say(c, sendingMessages)
  const moment = momentOf(c, at)
  if (why === 'heard') return t('heard', { moment })
  if (why === 'stopped' || why === 'merged' || why === 'split') return t(why, { moment, by: by ?? '' })
  const obstacle: Obstacle = { kind: why, missing: [] }
  return `${t('notAllowed', { moment })} ${obstacleWords(c, obstacle, desk.rights.whoMay)}`
}

function TakeBack({
  c,
  desk,
  reply,
  isOnKey,
  children,
}: Props & { reply: LeavingReply; isOnKey?: boolean; children: string }) {
  return (
    <Button
      small
      name="leaving"
      value={reply.id}
      {...(isOnKey ? { dataKey: 'z' } : {})}
      formaction={actionOf(c, desk, 'take-back')}
    >
      {children}
    </Button>
  )
}

const MOST_COUNTED_SECONDS = 60

/** When it leaves; a script counts down the last minute, and takes the button away when there is nothing to take back. */
function Countdown({ c, leavesAt, children }: PropsWithChildren<{ c: WebContext; leavesAt: Date }>) {
  const t = say(c, sendingMessages)
  const seconds = Math.ceil((leavesAt.getTime() - c.var.services.clock.now().getTime()) / 1000)
  if (seconds <= 0) return <p>{t('leavesNow')}</p>
  if (seconds > MOST_COUNTED_SECONDS)
    return (
      <Row>
        <span>{t('leavesAt', { at: leavesAt })}</span>
        {children}
      </Row>
    )
  return (
    <wk-countdown
      class="wk-row"
      seconds={seconds}
      one={t('leavesInOne')}
      many={t('leavesIn', { n: '{n}' })}
      over={t('leavesNow')}
    >
      <span>{seconds === 1 ? t('leavesInOne') : t('leavesIn', { n: seconds })}</span>
      {children}
    </wk-countdown>
  )
}

type OwnProps = { c: WebContext; view: InboxView; reply: OwnReply; openId: string | undefined }

/** What becomes of the reply that somebody just sent, on whichever page they came to then. */
export function OwnReplyNotice({ c, view, reply, openId }: OwnProps) {
  const t = say(c, sendingMessages)
  const path = `/${reply.conversationId}`
  const where = reply.conversationId !== openId && (
    <p>
      <a href={inboxPath(c, view, path)} {...langOf(c, reply.language)}>
        {reply.subject}
      </a>
    </p>
  )
  if (reply.state !== 'waits')
    return (
      <Notice kind={reply.state === 'held' ? 'warning' : 'ok'} title={t(reply.state)} justHappened>
        {where}
      </Notice>
    )
  return (
    <Notice kind="ok" title={t('waits')} justHappened>
      {where}
      <form method="post" action={inboxPath(c, view, `${path}/take-back`)}>
        <Countdown c={c} leavesAt={reply.leavesAt}>
          <Button small name="leaving" value={reply.id} dataKey="z">
            {t('takeBack')}
          </Button>
        </Countdown>
      </form>
    </Notice>
  )
}

/** Nothing was sent or taken back: something else happened first. */
export function MissedNotice({ c, missed }: { c: WebContext; missed: 'leaves-already' | 'left' }) {
  const t = say(c, sendingMessages)
  return (
    <Notice kind="warning" title={t(missed === 'left' ? 'left' : 'leavesAlready')} justHappened>
      {t(missed === 'left' ? 'leftText' : 'leavesAlreadyText')}
    </Notice>
  )
}

/** Above every list: where replies of whoever looks did not leave. */
export function HeldReplies({
  c,
  view,
  replies,
}: {
  c: WebContext
  view: InboxView
  replies: HeldReplyLine[]
}) {
  if (replies.length === 0) return null
  return (
    <Notice kind="warning" title={say(c, sendingMessages)('heldTitle', { n: replies.length })}>
      <ul>
        {replies.map(({ conversationId, subject, language }) => (
          <li>
            <a href={inboxPath(c, view, `/${conversationId}`)} {...langOf(c, language)}>
              {subject}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
